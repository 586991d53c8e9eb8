"""A client that is not ours: Python's gRPC, with nothing but the files in proto/ and a certificate.

    foreign_client_test.py --bin FOLDER     (where voordeurd and voordeurctl are)

Without a device certificate nobody is answered. With one, the health service answers everybody and
Voordeur's own services answer with a reason from the published list.
"""
import pathlib
import subprocess
import sys
import tempfile
import unittest

import grpc

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "client" / "demo"), str(ROOT / "tests" / "support")]

import instance  # noqa: E402
import junit  # noqa: E402

BIN = pathlib.Path(sys.argv.pop(sys.argv.index("--bin") + 1))
sys.argv.remove("--bin")
DEADLINE = 10
PROTOS = ("error", "log_service", "member_service")


def openssl(*words):
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


class Papers:
    """A key with a certificate for one device, by some authority."""

    def __init__(self, folder, name, device, ca, ca_key):
        self.key_file = folder / f"{name}.key"
        request = folder / f"{name}.csr"
        certificate = folder / f"{name}.pem"
        extensions = folder / f"{name}.ext"
        extensions.write_text("keyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth\n"
                              f"subjectAltName=URI:voordeur:device:{device}\n")
        openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-keyout", self.key_file, "-subj", "/CN=apparaat", "-out", request)
        openssl("x509", "-req", "-in", request, "-CA", ca, "-CAkey", ca_key, "-CAcreateserial",
                "-CAserial", folder / f"{name}.srl", "-days", "1", "-extfile", extensions, "-out",
                certificate)
        self.key = self.key_file.read_bytes()
        self.certificate = certificate.read_bytes()


def make_authority(folder):
    key, certificate = folder / "foreign-ca.key", folder / "foreign-ca.pem"
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-keyout", key, "-subj", "/CN=Voordeur apparaten", "-days", "1", "-out", certificate)
    return certificate, key


def messages(folder):
    """The message classes, made from proto/ on the spot."""
    proto = ROOT / "proto"
    subprocess.run(["protoc", f"--proto_path={proto}", f"--python_out={folder}",
                    *(str(proto / "voordeur" / "v1" / f"{name}.proto") for name in PROTOS)],
                   check=True)
    sys.path.append(str(folder))
    from voordeur.v1 import error_pb2, member_service_pb2
    return error_pb2, member_service_pb2


def serving(channel, service):
    """grpc.health.v1: a request of one text, an answer of one number (1: serving)."""
    name = service.encode()
    check = channel.unary_unary("/grpc.health.v1.Health/Check", lambda raw: raw, lambda raw: raw)
    answer = check(b"\x0a" + bytes([len(name)]) + name if name else b"", timeout=DEADLINE)
    return answer == b"\x08\x01"


class ForeignClientTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.town = instance.Instance(BIN)
        cls.addClassCleanup(cls.town.close)
        cls.town.init()
        cls.town.start()
        cls.town.found("beheer", "B. Beheer", "Gemeente Voorbeeldstad", "Gemeente Voorbeeldstad",
                       "Beheer")
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        made = pathlib.Path(folder.name)
        cls.errors, cls.member = messages(made)
        keys = cls.town.server_dir / "keys"
        cls.server_ca = (keys / "server-ca.pem").read_bytes()
        unknown = "5a" * 16
        cls.device = Papers(made, "device", unknown, keys / "device-ca.pem", keys / "device-ca.key")
        cls.foreign = Papers(made, "foreign", unknown, *make_authority(made))

    def channel(self, papers=None, root=None):
        credentials = grpc.ssl_channel_credentials(
            root or self.server_ca, papers and papers.key, papers and papers.certificate)
        channel = grpc.secure_channel(f"localhost:{self.town.port}", credentials)
        self.addCleanup(channel.close)
        return channel

    def refusal(self, call):
        with self.assertRaises(grpc.RpcError) as raised:
            call()
        return raised.exception

    def test_health_answers_a_device(self):
        channel = self.channel(self.device)
        self.assertTrue(serving(channel, ""))
        self.assertTrue(serving(channel, "voordeur"))
        unknown = self.refusal(lambda: serving(channel, "nobody"))
        self.assertEqual(unknown.code(), grpc.StatusCode.NOT_FOUND)

    def test_health_answers_nobody_without_a_certificate(self):
        refused = self.refusal(lambda: serving(self.channel(), ""))
        self.assertEqual(refused.code(), grpc.StatusCode.UNAVAILABLE)

    def test_health_answers_nobody_of_another_authority(self):
        refused = self.refusal(lambda: serving(self.channel(self.foreign), ""))
        self.assertEqual(refused.code(), grpc.StatusCode.UNAVAILABLE)

    def test_plain_text_is_not_spoken(self):
        channel = grpc.insecure_channel(f"localhost:{self.town.port}")
        self.addCleanup(channel.close)
        refused = self.refusal(lambda: serving(channel, ""))
        self.assertEqual(refused.code(), grpc.StatusCode.UNAVAILABLE)

    def test_an_unknown_device_hears_why_by_number(self):
        call = self.channel(self.device).unary_unary(
            "/voordeur.v1.MemberService/ServerInfo",
            self.member.ServerInfoRequest.SerializeToString,
            self.member.ServerInfoResponse.FromString)
        refused = self.refusal(lambda: call(self.member.ServerInfoRequest(), timeout=DEADLINE))
        self.assertEqual(refused.code(), grpc.StatusCode.UNAUTHENTICATED)
        details = dict(refused.trailing_metadata())["grpc-status-details-bin"]
        self.assertEqual(self.errors.ErrorDetail.FromString(details).reason,
                         self.errors.REASON_UNAUTHENTICATED)


if __name__ == "__main__":
    junit.main()

"""A server with one household, and a device whose calls were signed beforehand.

For tests that press on voordeurd from outside: they know its process, its health and its memory,
and need nothing that is secret but the device's certificate.
"""
import asyncio
import json
import pathlib
import ssl
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path += [str(HERE), str(HERE.parents[1] / "client" / "demo")]

import http2  # noqa: E402
from instance import CommandFailed, Instance  # noqa: E402, F401

OPEN = http2.headers_of("/voordeur.v1.HouseholdService/OpenHousehold")
COMMIT = http2.headers_of("/voordeur.v1.HouseholdService/Commit")
HEALTH = http2.headers_of("/grpc.health.v1.Health/Check")
SERVING, NOT_SERVING = b"\x08\x01", b"\x08\x02"
MUNICIPALITY = "Gemeente Voorbeeldstad"
COACH, OFFICER = "bakker", "visser"
OK, RESOURCE_EXHAUSTED = 0, 8
DEADLINE = 30


class PressedServer:
    """Of `instance`, or of a new one on this machine."""

    def __init__(self, bin_dir, instance=None):
        self.instance = instance or Instance(bin_dir)

    def build(self, notes=0, note_letters=15000):
        town = self.instance
        town.init()
        town.start()
        town.found("beheer", "B. Beheer", MUNICIPALITY, MUNICIPALITY, "Beheer")
        team = ["beheer", "team", "add", "--agency", MUNICIPALITY, "--name"]
        town.ctl(*team, "Privacy", "--officers")
        town.ctl(*team, "Wijkteam", "--lead", "--intake")
        town.enrol("beheer", OFFICER, "K. Visser", "Privacy", "privacy-officer", "010-0000002")
        town.enrol("beheer", COACH, "F. Bakker", "Wijkteam", "coach", "010-0000010")
        town.ctl(COACH, "share-keys")
        made = town.ctl(COACH, "intake", "--member", "Sam|Voorbeeld|2014-03-01|kind|999990019",
                        "--postcode", "9742EF", "--number", "64")
        self.household = made["household"]
        for _ in range(notes):
            town.ctl(COACH, "note", self.household, "--text", "x" * note_letters)

    def sign(self, count):
        """Calls that open the household, each with a request id of its own."""
        out = self.instance.folder / "signed-calls"
        out.unlink(missing_ok=True)
        subprocess.run([self.instance.bin / "voordeur_signed_calls", self.instance.profile(COACH),
                        self.instance.passphrase_file, self.household, str(count), out],
                       check=True)
        signed = json.loads(out.read_text())
        self.opens = [http2.message_of(bytes.fromhex(each)) for each in signed["open"]]
        self.heavy = http2.message_of(bytes.fromhex(signed["heavy"]))
        files = {}
        for name in ("certificate", "key", "ca"):
            files[name] = self.instance.folder / f"signed-calls.{name}"
            files[name].write_text(signed[name])
        self.tls = ssl.create_default_context(cafile=files["ca"])
        self.tls.load_cert_chain(files["certificate"], files["key"])
        self.tls.set_alpn_protocols(["h2"])

    # -- asking -----------------------------------------------------------------------------------

    async def connect(self, **how):
        return (await http2.Connection(**how).open(self.instance.port, self.tls)).read_along()

    async def ask(self, path, message):
        """One call on a connection of its own: its status code and its answer."""
        came = asyncio.get_running_loop().create_future()

        def end(_, code, answer):
            if not came.done():
                came.set_result((code, answer))
        connection = await self.connect(keep=True, on_end=end)
        try:
            connection.begin(path, message)
            return await asyncio.wait_for(came, DEADLINE)
        finally:
            await connection.close()

    async def open_household(self, which=0):
        return (await self.ask(OPEN, self.opens[which]))[0]

    async def health(self):
        code, answer = await self.ask(HEALTH, http2.message_of(b""))
        assert code == OK, f"health answered with {code}"
        return answer

    # -- the process ------------------------------------------------------------------------------

    def memory(self, what="VmRSS"):
        """In megabytes; VmHWM is the most that it ever was."""
        status = pathlib.Path(f"/proc/{self.instance.server.pid}/status").read_text()
        return int(status.split(f"{what}:")[1].split()[0]) // 1024

    def descriptors(self):
        return len(list(pathlib.Path(f"/proc/{self.instance.server.pid}/fd").iterdir()))

    def close(self):
        self.instance.close()

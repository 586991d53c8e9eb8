"""A day with the real product, made by `voordeurctl`, and what a device of ours tries in it."""
import concurrent.futures
import pathlib

import client
import grpc
import instance
import keystore
import refused_calls

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOWN, HELP = "Gemeente Voorbeeldstad", "Schuldhulp Voorbeeld"
BSN = "999990019"
CALLERS = 8


def reason_of(error):
    from voordeur.v1 import error_pb2
    details = dict(error.trailing_metadata())["grpc-status-details-bin"]
    return error_pb2.Reason.Name(error_pb2.ErrorDetail.FromString(details).reason)


class Scene:
    """A day in which everything occurs that the tests look for."""

    def __init__(self, bin_dir, folder):
        self.town, self.folder = instance.Instance(bin_dir), folder
        self.pb = client.messages(ROOT / "proto", folder)
        self.keys = {}

    def device(self, who):
        """A client of ours with the keys of a device of theirs."""
        if who not in self.keys:
            file = self.town.profile(who) / "sleutels.vdks"
            self.keys[who] = keystore.open_keystore(file.read_bytes(), instance.PASSPHRASE)
        opened = client.Client(self.keys[who], *self.pb)
        opened.sync()
        opened.newest_head()
        return opened

    def people(self):
        ctl = self.town.ctl
        self.town.init()
        self.town.start()
        self.town.found("beheer", "B. Beheer", TOWN, TOWN, "Beheer")
        ctl("beheer", "agency", "add", "--name", HELP, "--kinds", "bsn,name-birth",
            "--purposes", "10,11", "--life-domain", 2, "--phone", "010-0000012")
        for agency, team, flags in ((TOWN, "Privacy", ["--officers"]),
                                    (TOWN, "Wijkteam", ["--lead", "--intake"]),
                                    (HELP, "Schuldhulp", [])):
            ctl("beheer", "team", "add", "--agency", agency, "--name", team, *flags)
        for who, name, team, role in (
                ("visser", "K. Visser", "Privacy", "privacy-officer"),
                ("bakker", "F. Bakker", "Wijkteam", "coach"),
                ("devries", "N. de Vries", "Wijkteam", "coach"),
                ("groot", "J. Groot", "Schuldhulp", "worker")):
            self.town.enrol("beheer", who, name, team, role, "010-0000010")
        ctl("bakker", "share-keys")

    def work(self):
        ctl = self.town.ctl
        self.household = ctl("bakker", "intake", "--member",
                             f"Sam|Voorbeeld|2014-03-01|kind|{BSN}")["household"]
        ctl("groot", "register", "--bsn", BSN, "--purpose", 10, "--surname", "Voorbeeld",
            "--first-name", "Sam", "--birth-date", "2014-03-01")
        ctl("bakker", "access", "grant", self.household, "--team", "Schuldhulp")
        ctl("bakker", "lead", "offer", self.household, "--to", "N. de Vries")
        leaver = self.device("devries")
        self.leaver_key, self.leaver_team = leaver.team_key_sealed_to_me(), leaver.keys["team"]
        ctl("devries", "lead", "accept", self.household)
        ctl("groot", "note", self.household, "--text", "Regeling getroffen", "--shared")
        ctl("bakker", "check", "--purpose", 10, "--bsn", BSN)
        ctl("beheer", "revoke", "device", leaver.keys["device"].hex(), "--yes")
        leaver.close()
        ctl("bakker", "note", self.household, "--text", "Gesprek gehad", "--shared")

    def refusals(self):
        """What the rules refuse; what is refused before the rules; and a restart."""
        household = bytes.fromhex(self.household)
        coach = self.device("bakker")
        involvement = next(iter(coach.open_household(household).house.involvements))
        coach.close()
        askers = [self.device(who) for who in ("groot", "bakker", "visser", "beheer")]
        asked = [(asker, *call) for asker in askers
                 for call in refused_calls.calls_of(asker, household, involvement)]
        # Side by side: the server gathers what comes together into one transaction.
        with concurrent.futures.ThreadPoolExecutor(CALLERS) as pool:
            self.refused = [reason for reason in pool.map(self._try, asked) if reason]
        request = askers[0].request("ReadLog", {"first": 0, "count": 1})
        request.signature = bytes(64)
        self.broken = self._send(askers[0], "ReadLog", request)
        for asker in askers:
            asker.close()
        self.town.stop()
        self.town.start()

    def _try(self, call):
        asker, name, payload, changes = call
        detail = refused_calls.DETAIL if "detailHash" in changes else b""
        changes = {key: value for key, value in changes.items() if key != "detailHash"}
        return self._send(asker, name, asker.request(name, payload, detail=detail, **changes))

    def _send(self, asker, name, request):
        """The reason of a refusal; None for what is done."""
        try:
            asker.send(name, request)
        except grpc.RpcError as error:
            return reason_of(error)
        return None

    def export(self):
        self.file = self.town.folder / "bewijs.vdpb"
        self.town.ctl("visser", "log", "export", self.file)

"""A throw-away instance of Voordeur on loopback: server, members, devices.

Everything lives in one temporary folder and is gone afterwards. The passphrase of every device is
written in this file: for a demonstration and for tests only, never for people's real data.
"""
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

PASSPHRASE = "demo-wachtzin-alleen-om-te-proberen"
TIMEOUT_SECONDS = 900


class CommandFailed(Exception):
    """voordeurctl said no; `reason` is the closed reason, as in docs/errors.md."""

    def __init__(self, command, result):
        self.code = result.returncode
        self.reason = ""
        try:
            self.reason = json.loads(result.stdout).get("reason", "")
        except ValueError:
            pass
        super().__init__(f"{' '.join(command)}: {self.reason or result.stderr.strip()}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Instance:
    """Founds a municipality and lets people in, through the programs alone."""

    def __init__(self, bin_dir, folder=None):
        self.bin = pathlib.Path(bin_dir)
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="voordeur-demo-"))
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.passphrase_file = self.folder / "wachtzin"
        self.passphrase_file.write_text(PASSPHRASE + "\n")
        self.passphrase_file.chmod(0o600)
        self.server_dir = self.folder / "server"
        self.log = self.folder / "server.log"
        self.server = None
        self.port = free_port()

    # -- the server ---------------------------------------------------------------------------

    def init(self):
        self._run(
            [self.bin / "voordeurd", "init", "--no-input", "--dir", self.server_dir,
             "--listen", f"127.0.0.1:{self.port}", "--name", "localhost", "--name", "127.0.0.1",
             "--sheet", self.folder / "oprichtingsblad"])

    def start(self):
        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        with open(self.log, "ab") as log:
            self.server = subprocess.Popen(
                [self.bin / "voordeurd", "serve", "--config", self.server_dir / "voordeur.toml",
                 "--ready-file", ready], stdout=log, stderr=log)
        for _ in range(600):
            if ready.exists():
                return
            if self.server.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError("voordeurd does not start:\n" + self.log.read_text())

    def stop(self, how=signal.SIGTERM):
        if self.server and self.server.poll() is None:
            self.server.send_signal(how)
            self.server.wait(timeout=30)
        self.server = None

    def close(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- members ------------------------------------------------------------------------------

    def profile(self, who):
        return self.folder / "apparaten" / who

    def ctl(self, who, *words):
        """Runs voordeurctl as `who` and returns its JSON."""
        (self.folder / "apparaten").mkdir(mode=0o700, exist_ok=True)
        command = [str(self.bin / "voordeurctl"), "--json", "--profile", str(self.profile(who)),
                   "--passphrase-file", str(self.passphrase_file), *map(str, words)]
        result = self._try(command)
        if result.returncode != 0:
            raise CommandFailed(command, result)
        return json.loads(result.stdout) if result.stdout.strip() else {}

    def found(self, who, name, municipality, agency, team):
        return self.ctl(who, "found", "--sheet", self.folder / "oprichtingsblad",
                        "--municipality", municipality, "--agency", agency, "--team", team,
                        "--name", name, "--phone", "010-0000001")

    def enrol(self, admin, who, name, team, role, phone):
        """Invites, enrols and admits one device; returns when it can work."""
        invitation = self.folder / f"uitnodiging-{who}"
        made = self.ctl(admin, "invite", "--name", name, "--team", team, "--role", role,
                        "--phone", phone, "--out", invitation)
        self.ctl(who, "enrol", invitation)
        self.ctl(admin, "admit", made["invitation"])
        self.ctl(who, "enrol")
        invitation.unlink()

    def open_quota(self, admin, second, agency, kind, most, day):
        request = self.folder / "verzoek"
        signed = self.folder / "verzoek-getekend"
        for file in (request, signed):
            file.unlink(missing_ok=True)
        self.ctl(admin, "quota", "open", "--agency", agency, "--kind", kind, "--max", most,
                 "--day", day, "--out", request)
        self.ctl(second, "cosign", request, "--out", signed)
        self.ctl(admin, "submit", signed)

    # -- running --------------------------------------------------------------------------------

    def _try(self, command):
        return subprocess.run([str(word) for word in command], capture_output=True, text=True,
                              timeout=TIMEOUT_SECONDS, check=False, stdin=subprocess.DEVNULL,
                              env={**os.environ, "NO_COLOR": "1"})

    def _run(self, command):
        result = self._try(command)
        if result.returncode != 0:
            raise RuntimeError(result.stderr or result.stdout)
        return result.stdout

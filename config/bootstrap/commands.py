"""What ./run understands."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from config.bootstrap.demo import GermanParser, prepare_folder, start_demo
from config.bootstrap.environment import ROOT, ensure_environment
from config.bootstrap.frontend import ensure_frontend
from config.bootstrap.languages import ensure_languages
from config.bootstrap.system import TOOLS_OF_TORTURE, ensure_test_programs
from config.bootstrap.talk import Stop, make_output_safe, say

HELP = """\
Aktionskasse

  ./run demo                 richtet alles ein und startet die Demo (Ende mit Strg+C)
      --port N               anderer Port (sonst 8000)
      --data ORDNER          eigene Daten; so läuft eine zweite Demo neben der ersten
      --fresh                beginnt mit neuen Demodaten
  ./run test [Angaben]       alle Tests; Angaben gehen an pytest (zum Beispiel tests/grants -k bescheid)
  ./run play DATEI           spielt ein Szenario durch; mit --out ORDNER legt es die PDFs dort ab
  ./run draw                 zeichnet die Bilder in docs/ neu aus dem Programm
  ./run torture              die langen Dauerläufe; schreibt docs/reliability.md
  ./run bench                misst Geschwindigkeiten und schreibt docs/benchmarks.md
  ./run translate            schreibt neue deutsche Sätze in die Sprachdateien (locale/) und zählt, was fehlt
  ./run lint                 prüft Stil, Typen, Vorlagen und die Regeln der Schichten
  ./run help                 zeigt diese Hilfe
"""
# Settings of another installation must not reach the demo, the tests or a played scenario.
FOREIGN = (
    "DATABASE_URL", "DATABASE_PASSWORD", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL",
    "CSRF_TRUSTED_ORIGINS", "EMAIL_HOST", "DJANGO_SETTINGS_MODULE", "PYTHONPATH", "PYTHONHOME",
)  # fmt: skip
NO_TESTS_COLLECTED = 5


def main(arguments: Sequence[str]) -> int:
    """Returns the exit code; every failure is one sentence."""
    make_output_safe()
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("help", [])
    command = COMMANDS.get(name)
    if command is None:
        say(f"„{name}“ gibt es nicht.\n\n{HELP}")
        return 2
    try:
        return command(rest)
    except Stop as stop:
        print(stop, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


def clean_environment(mode: str) -> dict[str, str]:
    """The environment for our own programs: the mode, and nothing left over from elsewhere."""
    foreign = {name for base in FOREIGN for name in (base, f"{base}_FILE")}
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in foreign and not key.startswith("AKTIONSKASSE_")
    }
    for name in ("AKTIONSKASSE_CHROMIUM", "AKTIONSKASSE_LOG_LEVEL"):
        if name in os.environ:
            kept[name] = os.environ[name]
    return {**kept, "AKTIONSKASSE_MODE": mode, "PYTHONIOENCODING": ":replace", "PYTHONDONTWRITEBYTECODE": "1"}


def run_help(_arguments: list[str]) -> int:
    """What there is."""
    say(HELP)
    return 0


def run_demo(arguments: list[str]) -> int:
    """Installs, then hands over to the supervisor."""
    return start_demo(arguments, clean_environment("demo"))


def run_test(arguments: list[str]) -> int:
    """The whole suite on PostgreSQL, then the tests marked both_databases on SQLite."""
    python = ensure_environment("test")
    ensure_frontend()
    ensure_languages()
    ensure_test_programs()
    pytest = [str(python), "-m", "pytest", "-n", "2", "--dist", "loadgroup"]
    environment = clean_environment("test")
    if "CI" in os.environ:
        environment["CI"] = os.environ["CI"]
    first = _call([*pytest, *arguments], environment)
    if arguments or first:
        return first
    say("Dasselbe für Geld und Abläufe auf SQLite:")
    second = _call([*pytest, "--database", "sqlite", "-m", "both_databases"], environment)
    return 0 if second == NO_TESTS_COLLECTED else second


def run_play(arguments: list[str]) -> int:
    """Plays a scenario in a database that lives only as long as the play."""
    parser = GermanParser("Erlaubt: ./run play DATEI [--out ORDNER]")
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    if not options.file.is_file():
        raise Stop(f"Die Datei {options.file} gibt es nicht.")
    play = ["play", str(options.file.resolve())]
    if options.out:
        play += ["--out", str(prepare_folder(options.out))]
    python = str(ensure_environment("prod"))
    ensure_frontend()
    ensure_languages()
    with tempfile.TemporaryDirectory(prefix="aktionskasse-spiel-") as data:
        environment = clean_environment("demo") | {"AKTIONSKASSE_DATA_DIR": data}
        migrated = _call([python, "manage.py", "migrate", "--verbosity=0"], environment)
        return migrated or _call([python, "manage.py", *play], environment)


def run_draw(_arguments: list[str]) -> int:
    """Draws the pictures in docs/ from the code."""
    python = str(ensure_environment("test"))
    return _call([python, "-m", "tests.architecture.draw"], clean_environment("demo"))


def run_translate(_arguments: list[str]) -> int:
    """Brings the catalogues up to date with the sentences of the program."""
    python = str(ensure_environment("prod"))
    return _call([python, "-m", "config.translations", "update"], clean_environment("demo"))


def run_torture(_arguments: list[str]) -> int:
    """The campaigns that the suite runs a hundredth of, in full."""
    python = str(ensure_environment("test"))
    ensure_frontend()
    ensure_languages()
    ensure_test_programs(TOOLS_OF_TORTURE)
    campaign = ["-m", "pytest", "-n", "0", "tests/torture", "--campaign", "100"]
    return _call([python, *campaign], clean_environment("test"))


def run_bench(_arguments: list[str]) -> int:
    """Measures on a PostgreSQL of its own."""
    python = str(ensure_environment("test"))
    return _call([python, "-m", "benchmarks"], clean_environment("test"))


def run_lint(_arguments: list[str]) -> int:
    """Every check runs, so that one start shows all findings."""
    binaries = ensure_environment("lint").parent
    checks = (
        ("Stil", ["ruff", "check", "."]),
        ("Form", ["ruff", "format", "--check", "."]),
        ("Typen", ["mypy"]),
        ("Vorlagen", ["djlint", "--lint", "--quiet", "templates"]),
        ("Schichten", ["lint-imports"]),
    )
    failed = []
    environment = clean_environment("demo")
    for title, (program, *rest) in checks:
        say(f"— {title}: {program}")
        if _call([str(binaries / program), *rest], environment):
            failed.append(title)
    say(f"Nicht in Ordnung: {', '.join(failed)}." if failed else "Alles in Ordnung.")
    return 1 if failed else 0


def _call(command: list[str], environment: dict[str, str]) -> int:
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": run_demo,
    "test": run_test,
    "play": run_play,
    "lint": run_lint,
    "draw": run_draw,
    "translate": run_translate,
    "bench": run_bench,
    "torture": run_torture,
    "help": run_help,
    "--help": run_help,
    "-h": run_help,
}

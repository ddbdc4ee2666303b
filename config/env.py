"""Reading the environment: a wrong value stops the start with one sentence."""

import os
from collections.abc import Sequence
from pathlib import Path

TRUE = frozenset({"1", "true", "yes", "on", "ja"})
FALSE = frozenset({"0", "false", "no", "off", "nein"})


class StartRefused(SystemExit):
    """The program must not start; the text says why and what to do.

    A SystemExit, so that web server, worker and commands all end with this sentence instead of a traceback.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(f"Start verweigert: {sentence}")
        self.sentence = sentence


def env_text(name: str, default: str | None = None, *, choices: Sequence[str] = ()) -> str:
    """The text of a variable; without a default it must be set and not empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        if default is None:
            raise StartRefused(f"{name} fehlt. Bitte setzen Sie diese Umgebungsvariable.")
        return default
    if choices and value not in choices:
        raise StartRefused(f"{name} ist „{value}“. Erlaubt sind: {', '.join(choices)}.")
    return value


def env_bool(name: str, default: bool) -> bool:
    """A yes or a no: 1/0, true/false, yes/no, on/off, ja/nein."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise StartRefused(f"{name} ist „{value}“. Erlaubt sind 1 (ja) und 0 (nein).")


def env_int(name: str, default: int, *, minimum: int, maximum: int) -> int:
    """A whole number between two limits, both included."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.lstrip("-").isdigit()):
        raise StartRefused(f"{name} ist „{value}“. Gebraucht wird eine ganze Zahl.")
    number = int(value)
    if not minimum <= number <= maximum:
        raise StartRefused(f"{name} ist {number}. Erlaubt ist {minimum} bis {maximum}.")
    return number


def env_list(name: str, default: Sequence[str] = ()) -> list[str]:
    """A list separated by commas."""
    value = os.environ.get(name, "")
    return [part.strip() for part in value.split(",") if part.strip()] or list(default)


def env_secret(name: str, default: str | None = None) -> str:
    """A secret: from the file that NAME_FILE names, else from NAME. The value is never shown."""
    path = os.environ.get(f"{name}_FILE", "").strip()
    if path:
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise StartRefused(
                f"Die Datei aus {name}_FILE ist nicht lesbar ({type(error).__name__})."
            ) from None
        if not value:
            raise StartRefused(
                f"Die Datei aus {name}_FILE ist leer. Bitte schreiben Sie das Geheimnis hinein."
            )
        return value
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise StartRefused(f"{name} fehlt. Bitte setzen Sie {name}_FILE auf eine Datei mit dem Geheimnis.")
    return default


def make_folders(*folders: Path) -> None:
    """Makes folders that only this user can read."""
    for folder in folders:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            raise StartRefused(
                f"Der Ordner {folder} lässt sich nicht anlegen. Bitte prüfen Sie die Rechte."
            ) from None

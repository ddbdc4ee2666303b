"""The compiled catalogues: made from locale/*/LC_MESSAGES/django.po whenever one of them is newer."""

import subprocess
from pathlib import Path

from config.bootstrap.environment import PYTHON, ROOT
from config.bootstrap.talk import Stop, last_lines


def ensure_languages() -> None:
    """Every translation in locale/ is in force."""
    catalogues = (ROOT / "locale").glob("*/LC_MESSAGES/django.po")
    if all(_is_compiled(po) for po in catalogues):
        return
    done = subprocess.run(
        [str(PYTHON), "-m", "config.translations", "compile"],
        cwd=ROOT, check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise Stop(f"Eine Sprachdatei in locale/ ist nicht in Ordnung.\n{last_lines(done.stderr)}")


def _is_compiled(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime

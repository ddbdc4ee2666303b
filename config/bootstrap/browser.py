"""Finding Chromium for the browser tests."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NO_BROWSER = (
    "Für die Browsertests fehlt Chromium. Bitte installieren Sie es "
    "(Debian: „sudo apt-get install chromium“, macOS: „brew install --cask chromium“)."
)


def find_chromium() -> str | None:
    """The system's own Chromium or Chrome, or None."""
    named = os.environ.get("AKTIONSKASSE_CHROMIUM")
    if named:
        return named
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in PLACES if Path(place).exists()), None)

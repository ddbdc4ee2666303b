"""Programs of the operating system that only the tests need: Chromium, poppler-utils, qpdf, LibreOffice."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from config.bootstrap.browser import NO_BROWSER, find_chromium
from config.bootstrap.environment import PYTHON
from config.bootstrap.talk import Stop, say

TOOLS = {"pdftotext": "poppler-utils", "pdfinfo": "poppler-utils", "qpdf": "qpdf"}
# Only the long run opens the reports in a spreadsheet program, which is large.
TOOLS_OF_TORTURE = {**TOOLS, "soffice": "libreoffice-calc-nogui"}
HINT = "Debian und Ubuntu: sudo apt-get install {packages}. macOS: brew install {brew}."
BREW = {"poppler-utils": "poppler", "libreoffice-calc-nogui": "--cask libreoffice"}


def ensure_test_programs(tools: Mapping[str, str] = TOOLS) -> None:
    """Root on Debian gets what is missing; everybody else gets the line that installs it."""
    packages = _missing(tools)
    if packages and _may_install():
        _apt_get(packages)
        packages = _missing(tools)
    if "chromium" in packages and _playwright_fetches_browser():
        packages.remove("chromium")
    if packages == ["chromium"]:
        raise Stop(NO_BROWSER)
    if packages:
        brew = " ".join(BREW.get(name, name) for name in packages)
        hint = HINT.format(packages=" ".join(packages), brew=brew)
        raise Stop(f"Für die Tests fehlen Programme: {', '.join(packages)}. {hint}")


def _missing(tools: Mapping[str, str]) -> list[str]:
    packages = sorted({package for tool, package in tools.items() if not shutil.which(tool)})
    has_browser = find_chromium() or _playwright_has_browser()
    return packages if has_browser else [*packages, "chromium"]


def _may_install() -> bool:
    return os.geteuid() == 0 and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _apt_get(packages: list[str]) -> None:
    say(f"Für die Tests wird installiert: {', '.join(packages)} …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if _quietly(install, environment) != 0:
        _quietly(["apt-get", "update", "-qq"], environment)
        _quietly(install, environment)


def _quietly(command: list[str], environment: dict[str, str]) -> int:
    return subprocess.run(
        command, env=environment, check=False, stdin=subprocess.DEVNULL, capture_output=True
    ).returncode


def _playwright_has_browser() -> bool:
    """Playwright's own browser from an earlier download."""
    question = (
        "from pathlib import Path; from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: raise SystemExit(not Path(p.chromium.executable_path).exists())"
    )
    return subprocess.run([PYTHON, "-c", question], check=False, capture_output=True).returncode == 0


def _playwright_fetches_browser() -> bool:
    say("Chromium fehlt; Playwright versucht, seinen eigenen zu laden …")
    command = [str(PYTHON), "-m", "playwright", "install", "chromium"]
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=600).returncode == 0
    except subprocess.TimeoutExpired:
        return False

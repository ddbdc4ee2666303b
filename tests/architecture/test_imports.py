"""Who may import whom: the contracts of pyproject.toml, and no circle between the rooms."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, circle_in, python_files, rooms

LINTER = Path(sys.executable).with_name("lint-imports")


def test_rooms_have_no_circle() -> None:
    assert circle_in(rooms()) == []


@pytest.mark.parametrize(
    ("graph", "circle"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": {"a"}}, ["a", "b", "c", "a"]),
        ({"a": {"b"}, "b": set()}, []),
    ],
)
def test_circle_is_found(graph: dict[str, set[str]], circle: list[str]) -> None:
    assert circle_in(graph) == circle


def test_only_wiring_imports_the_wiring() -> None:
    assert {room for room, targets in rooms().items() if "config" in targets} == set()


def test_import_contracts_hold() -> None:
    """import-linter is part of the lint tools; where they are not installed, `./run lint` asks it."""
    if not LINTER.exists():
        assert "lint-imports" in (ROOT / ".ci" / "run").read_text(encoding="utf-8") + _bootstrap()
        return
    result = subprocess.run([LINTER, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def _bootstrap() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in python_files("config"))

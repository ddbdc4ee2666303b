"""Small files with one reason to change: source ≤ 300 lines, functions ≤ 50, templates ≤ 150."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, python_files, tree_of

#: file -> the reason why it may be longer; meant to stay empty
EXCUSED: dict[str, str] = {}
VAGUE = {"utils", "helpers", "common", "core", "misc"}


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def _test_files() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def test_source_files_are_short() -> None:
    long = {str(path.relative_to(ROOT)): _lines(path) for path in python_files() if _lines(path) > 300}
    assert {name: lines for name, lines in long.items() if name not in EXCUSED} == {}


def test_test_files_are_short() -> None:
    assert {str(path.relative_to(ROOT)): _lines(path) for path in _test_files() if _lines(path) > 300} == {}


def test_functions_are_short() -> None:
    assert {name: lines for path in python_files() for name, lines in _functions(path) if lines > 50} == {}


def test_templates_are_short() -> None:
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert templates
    assert {str(path.relative_to(ROOT)): _lines(path) for path in templates if _lines(path) > 150} == {}


def test_every_place_has_a_name() -> None:
    names = {part for path in python_files() for part in (*path.relative_to(ROOT).parts, path.stem)}
    assert names & VAGUE == set()

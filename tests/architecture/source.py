"""Reads the project's own source: which files there are, who imports whom, how long things are."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("config", "foundation", "applicants", "grants", "quarter", "reports")


def python_files(*packages: str) -> list[Path]:
    """The project's modules without migrations, sorted."""
    found = [path for package in packages or PACKAGES for path in (ROOT / package).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    """grants/services/ledger.py -> grants.services.ledger; a package is named by its folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[str]:
    """The project's modules that a file imports anywhere in it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] in PACKAGES)


def is_for_types_only(path: Path) -> set[str]:
    """Modules imported only under `if TYPE_CHECKING`."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            found |= {
                each.module for each in ast.walk(node) if isinstance(each, ast.ImportFrom) and each.module
            }
    return found


def room_of(module: str) -> str:
    """The room of the house that a module belongs to: foundation has five, every other package is one."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "foundation" else parts[0]


def rooms() -> dict[str, set[str]]:
    """Room -> the rooms it imports from, itself left out."""
    found: dict[str, set[str]] = {}
    for path in python_files():
        room = room_of(name_of(path))
        if room == "foundation":
            continue
        types_only = is_for_types_only(path)
        targets = {room_of(name) for name in imports_of(path) if name not in types_only}
        found.setdefault(room, set()).update(targets - {room, "foundation"})
    return found


def circle_in(graph: dict[str, set[str]]) -> list[str]:
    """One circle of the graph as a path, or nothing."""
    done: set[str] = set()

    def walk(node: str, path: list[str]) -> list[str]:
        if node in path:
            return [*path[path.index(node) :], node]
        if node in done:
            return []
        for target in sorted(graph.get(node, ())):
            if circle := walk(target, [*path, node]):
                return circle
        done.add(node)
        return []

    return next((circle for node in sorted(graph) if (circle := walk(node, []))), [])

"""One door for state: nothing writes it by update, constructor or refresh, nobody else walks an edge."""

import ast
from pathlib import Path

from grants.models import Application, Claim, Grant, JurySession, PaymentOrder, ReceiptOrder
from tests.architecture.source import ROOT, python_files, tree_of

MACHINES = (Application, Grant, PaymentOrder, ReceiptOrder, Claim, JurySession)
NAMES = {model.__name__ for model in MACHINES}
EDGES = {
    edge.name for model in MACHINES for edge in model._meta.get_field("state").get_all_transitions(model)
}
DOOR = ROOT / "grants" / "services" / "workflow.py"
APPS = ("applicants", "grants", "quarter", "reports")


def _calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]


def _keywords(call: ast.Call) -> set[str]:
    return {keyword.arg for keyword in call.keywords if keyword.arg}


def _where(path: Path, call: ast.Call) -> str:
    return f"{path.relative_to(ROOT)}:{call.lineno}: {ast.unparse(call)[:80]}"


def test_state_is_never_written_by_update_or_constructor() -> None:
    found = []
    for path in python_files(*APPS):
        for call in _calls(path):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            owner = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
            is_machine = name in NAMES or any(f"{model}.objects" in owner for model in NAMES)
            if "state" in _keywords(call) and (
                name == "update" or (is_machine and name in {*NAMES, "create"})
            ):
                found.append(_where(path, call))
    assert found == []


def test_no_machine_is_refreshed() -> None:
    found = [
        _where(path, call)
        for path in python_files(*APPS)
        for call in _calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "refresh_from_db"
    ]
    assert found == []


def test_edges_are_walked_by_the_door_only() -> None:
    """The method of an edge takes nothing: a call without arguments that has its name would walk it.

    `open` and `close` are left out, files have them too; the session's state is guarded by the database.
    """
    names = EDGES - {"open", "close"}
    found = [
        _where(path, call)
        for path in python_files(*APPS)
        if path != DOOR
        for call in _calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr in names
        # Something just built is no row: rows come from a query and stand in a variable.
        if not isinstance(call.func.value, ast.Call) and not [*call.args, *call.keywords]
    ]
    assert found == []


def test_bodies_of_edges_are_empty() -> None:
    for path in sorted((ROOT / "grants" / "workflows").glob("*.py")):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef) and node.name in EDGES:
                assert [type(part) for part in node.body] == [ast.Expr], f"{path.name}:{node.name}"
                assert ast.get_docstring(node), f"{path.name}:{node.name} has no docstring"

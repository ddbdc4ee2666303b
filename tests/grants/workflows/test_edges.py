"""Each machine is the handbook's, edge by edge; each edge and each state says everything it has to say."""

import ast
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, TypeGuard

import pytest

from grants.predicates import Predicate
from grants.state_names import NAMES
from grants.states import Step, Turn
from grants.workflows.edges import EdgeInfo
from tests.grants.workflows.tables import MODELS, TABLES, WITHOUT_SERVICE

SERVICES = Path(import_module("grants.services").__path__[0])
TONES = {"primary", "secondary", "danger"}


def edges(machine: str) -> list[Any]:
    """django-fsm's transitions of a machine, one for each source state."""
    return list(MODELS[machine]().get_all_state_transitions())


def infos() -> Iterator[tuple[str, str, EdgeInfo]]:
    for machine in MODELS:
        for edge in edges(machine):
            yield machine, edge.name, edge.custom["info"]


@pytest.mark.parametrize("machine", TABLES)
def test_declared_edges_are_those_of_the_handbook(machine: str) -> None:
    declared = [(edge.source, edge.name, edge.target) for edge in edges(machine)]
    assert len(declared) == len(set(declared))
    assert set(declared) == TABLES[machine]


@pytest.mark.parametrize("machine", TABLES)
def test_every_state_is_reached_or_left(machine: str) -> None:
    field = MODELS[machine]._meta.get_field("state")
    named = {state for row in TABLES[machine] for state in (row[0], row[2])}
    assert named == {value for value, _ in field.choices or ()}


@pytest.mark.parametrize("machine", TABLES)
def test_every_state_has_three_names(machine: str) -> None:
    choices = dict(MODELS[machine]._meta.get_field("state").choices or ())
    names = NAMES[machine]
    assert {state: each.office for state, each in names.items()} == choices
    assert len(set(choices.values())) == len(choices)
    for state, each in names.items():
        assert (state, each.resident[:1].isupper(), each.resident[-1:] in {".", "!"}) == (state, True, True)
        assert (type(each.turn), type(each.step)) == (Turn, Step)


def test_every_edge_has_label_policy_and_tone() -> None:
    speechless = {
        (machine, name)
        for machine, name, info in infos()
        if not info.label.strip() or type(info.may) is not Predicate or info.tone not in TONES
    }
    assert speechless == set()


@pytest.mark.parametrize("machine", TABLES)
def test_edges_without_service_are_the_known_ones(machine: str) -> None:
    without = {name for of, name, info in infos() if of == machine and info.service is None}
    assert without == WITHOUT_SERVICE[machine]


@pytest.mark.parametrize("machine", TABLES)
def test_body_of_every_edge_is_empty(machine: str) -> None:
    methods = [node for tree in machine_trees(machine) for node in ast.walk(tree) if is_method(node)]
    assert {node.name for node in methods} == {edge for _, edge, _ in TABLES[machine]}
    filled = {node.name for node in methods if len(node.body) != 1 or not ast.get_docstring(node)}
    assert filled == set()


def machine_trees(machine: str) -> list[ast.Module]:
    """The files of a machine: a long one has a second file for its end."""
    folder = SERVICES.parent / "workflows"
    return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.glob(f"{machine}*.py"))]


def is_method(node: ast.AST) -> TypeGuard[ast.FunctionDef]:
    return isinstance(node, ast.FunctionDef)


def service_modules() -> dict[str, ast.Module]:
    """Name of each public function of grants/services -> the module it stands in."""
    found = {}
    for path in sorted(SERVICES.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                found[node.name] = tree
    return found


def walked_names(tree: ast.Module) -> set[str]:
    """Names of edges that a module hands to `perform`: as a word, by a choice of two, or from its table."""
    words: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "perform":
            words |= _words(ast.walk(node.args[1]))
            words |= _values_of_tables(tree) if isinstance(node.args[1], ast.Name) else set()
    return words


def _values_of_tables(tree: ast.Module) -> set[str]:
    tables = (node for node in ast.walk(tree) if isinstance(node, ast.Dict))
    return set().union(*(_words(table.values) for table in tables))


def _words(nodes: Iterable[ast.AST]) -> set[str]:
    return {str(node.value) for node in nodes if isinstance(node, ast.Constant)}


@pytest.mark.parametrize(
    ("name", "service"), sorted({(name, info.service) for _, name, info in infos() if info.service})
)
def test_service_of_an_edge_exists_and_walks_it(name: str, service: str) -> None:
    tree = service_modules()[service]
    assert name in walked_names(tree)


def test_nobody_but_services_and_perform_walks_an_edge() -> None:
    walkers = {
        path.relative_to(SERVICES.parent).as_posix()
        for path in SERVICES.parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "perform"
    }
    assert {path.split("/")[0] for path in walkers} == {"services"}

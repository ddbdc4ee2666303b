"""The page of the workflows: each machine as a drawing and as a table of its edges, read from the code."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from itertools import groupby
from types import FunctionType
from typing import Any

from grants import policy, predicates
from grants.workflows.edges import EdgeInfo
from tests.architecture.glossary import MACHINES

HEAD = ("step", "from → to", "who may", "stopped by", "reason", "service")


def workflows() -> str:
    """Every machine with its states and edges, then the words that say who may."""
    return "\n\n".join([*(_machine(model) for model in MACHINES), _words()])


def _machine(model: Any) -> str:
    field = model._meta.get_field("state")
    edges = sorted(field.get_all_transitions(model), key=lambda each: (each.source, each.name))
    lines = [f"## {model._meta.verbose_name}", "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {value}: {label}" for value, label in field.choices or ()]
    lines.append(f"    [*] --> {field.default}")
    for edge in edges:
        info = edge.custom["info"]
        mark = "" if info.service else " (noch ohne Dienst)"
        lines.append(f"    {edge.source} --> {edge.target}: {info.label}{mark}")
    lines += ["```", "", _row(HEAD), _row(["---"] * len(HEAD))]
    for (step, target, *more), same in groupby(sorted(edges, key=_cells), key=_cells):
        sources = ", ".join(f"`{edge.source}`" for edge in same)
        lines.append(_row([step, f"{sources} → {target}", *more]))
    return "\n".join(lines)


def _cells(edge: Any) -> tuple[str, ...]:
    """Everything but where it begins: edges that differ in nothing else stand in one row."""
    info: EdgeInfo = edge.custom["info"]
    return (
        f"{info.label} `{edge.name}`",
        f"`{edge.target}`",
        info.may.words,
        _codes(info),
        "yes" if info.needs_reason else "",
        f"`{info.service}`" if info.service else "not yet",
    )


def _row(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"


def _codes(info: EdgeInfo) -> str:
    """Codes of all findings that stop the edge; those of one subject together."""
    found = sorted({code for requirement in info.requires for code in codes_of(requirement)})
    parts = []
    for subject, codes in groupby(found, key=lambda code: code.partition(".")[0]):
        problems = [code.partition(".")[2] for code in codes]
        parts.append(f"`{subject}.{problems[0] if len(problems) == 1 else '{' + ', '.join(problems) + '}'}`")
    return "; ".join(parts)


def codes_of(requirement: Callable[..., Any]) -> set[str]:
    """Codes of the findings that a requirement can make, in its own lines and in the functions it calls."""
    return {code for function in _reached(requirement) for code in _written(function)}


def _reached(function: Any) -> set[FunctionType]:
    """A function with all of our own functions that it names, and what these name."""
    found: set[FunctionType] = set()
    waiting = [function]
    while waiting:
        each = waiting.pop()
        if isinstance(each, tuple | list):  # a list of rules
            waiting.extend(each)
        elif isinstance(each, FunctionType) and each.__module__.startswith("grants.") and each not in found:
            found.add(each)
            names = {node.id for node in ast.walk(_tree(each)) if isinstance(node, ast.Name)}
            waiting.extend(each.__globals__[name] for name in names if name in each.__globals__)
            waiting.extend(cell.cell_contents for cell in each.__closure__ or ())
    return found


def _written(function: FunctionType) -> Iterator[str]:
    for call in ast.walk(_tree(function)):
        maker = getattr(call.func, "id", "") if isinstance(call, ast.Call) else ""
        if isinstance(call, ast.Call) and call.args and maker in {"blocker", "Finding"}:
            code = _read(call.args[0])
            # a bare Finding has its severity from elsewhere
            yield from [code if maker == "blocker" else f"{code}*"] if code else []


def _read(code: ast.expr) -> str:
    """The code as it stands there; what is only known when it runs is a `…`."""
    if isinstance(code, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in code.values)
    return str(code.value) if isinstance(code, ast.Constant) and isinstance(code.value, str) else ""


def _tree(function: FunctionType) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def _words() -> str:
    """Roles and rules between persons, as the tables name them."""
    lines = ["## Who may", "", "| word | meaning |", "|---|---|"]
    lines += [f"| {code} | {task} |" for code, task in predicates.TASKS.items()]
    rules = [
        each for each in vars(policy).values() if isinstance(each, predicates.Predicate) and each.test.__doc__
    ]
    lines += [f"| {rule.words} | {inspect.getdoc(rule.test)} |" for rule in rules]
    return "\n".join(lines)

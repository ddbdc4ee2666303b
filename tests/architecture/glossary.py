"""The lists of the glossary that come from the code: states, edges, findings, documents."""

import ast
from collections.abc import Iterator
from inspect import getdoc
from typing import Any

from grants.models import Application, Claim, Grant, JurySession, PaymentOrder
from reports.catalog import REPORTS
from tests.architecture.source import python_files, tree_of

MACHINES: tuple[Any, ...] = (Application, Grant, PaymentOrder, Claim, JurySession)
MAKERS = {"blocker", "warning", "note", "Finding"}


def states() -> Iterator[tuple[str, str, str]]:
    """(machine, code, German label)."""
    for model in MACHINES:
        for value, label in model._meta.get_field("state").choices:
            yield model.__name__, value, label


def edges() -> list[tuple[str, str, str, str]]:
    """(machine, code, German label, one sentence), each once."""
    found = set()
    for model in MACHINES:
        for edge in model._meta.get_field("state").get_all_transitions(model):
            sentence = (getdoc(getattr(model, edge.name)) or "").splitlines()[0]
            found.add((model.__name__, edge.name, edge.custom["info"].label, sentence))
    return sorted(found)


def findings() -> list[tuple[str, str]]:
    """(code, source) of everything that a rule or a requirement can say."""
    found = set()
    for path in python_files("grants"):
        for call in ast.walk(tree_of(path)):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in MAKERS and call.args:
                code = call.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    found.add((code.value, str(path.stem)))
    return sorted(found)


def documents() -> list[tuple[str, str]]:
    """(slug, title) of every letter and report."""
    return sorted((report.slug, report.title) for report in REPORTS)


def lists() -> str:
    """All four lists as Markdown tables."""
    parts = ["## Zustände", "", "| Vorgang | Code | Bezeichnung |", "|---|---|---|"]
    parts.extend(f"| {machine} | `{code}` | {label} |" for machine, code, label in states())
    parts += ["", "## Übergänge", "", "| Vorgang | Code | Bezeichnung | Bedeutung |", "|---|---|---|---|"]
    parts.extend(f"| {machine} | `{code}` | {label} | {text} |" for machine, code, label, text in edges())
    parts += ["", "## Feststellungen der Regeln", "", "| Code | steht in |", "|---|---|"]
    parts.extend(f"| `{code}` | {where} |" for code, where in findings())
    parts += ["", "## Schreiben und Berichte", "", "| Kürzel | Titel |", "|---|---|"]
    parts.extend(f"| `{slug}` | {title} |" for slug, title in documents())
    return "\n".join(parts)

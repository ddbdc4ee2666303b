"""The lists of the glossary that come from the code: states, edges, findings, documents."""

import ast
from collections.abc import Iterator
from inspect import getdoc
from typing import Any

from grants.models import Application, Claim, Grant, JurySession, PaymentOrder, ReceiptOrder
from reports.catalog import REPORTS
from tests.architecture.source import python_files, tree_of

MACHINES: tuple[Any, ...] = (Application, Grant, PaymentOrder, ReceiptOrder, Claim, JurySession)
#: What makes a finding, and where the code stands in its call; an error may name it by keyword too.
FINDERS = ("blocker", "warning", "note", "Finding")
ERRORS = ("DomainError", "InvalidInput", "NotAllowed", "StaleVersion", "Blocked")
MAKERS = dict.fromkeys(FINDERS, 0) | dict.fromkeys(ERRORS, 1)
HOUSES = ("applicants", "foundation", "grants", "quarter", "reports")


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
    """(code, files) of everything that a rule or a requirement can say, or a service refuses with."""
    homes: dict[str, set[str]] = {}
    for path in python_files(*HOUSES):
        for code in codes_in(tree_of(path)):
            homes.setdefault(code, set()).add(path.stem)
    return [(code, _few(sorted(homes[code]))) for code in sorted(homes)]


def _few(names: list[str]) -> str:
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def codes_in(tree: ast.AST) -> set[str]:
    """The codes that are written out in a file; one that is passed on is written elsewhere."""
    found = set()
    for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
        place = MAKERS.get(getattr(call.func, "id", ""))
        if place is None:
            continue
        said = [*call.args[place : place + 1], *(each.value for each in call.keywords if each.arg == "code")]
        found |= {each.value for each in said if isinstance(each, ast.Constant) and "." in str(each.value)}
    return {code for code in found if isinstance(code, str)}


def documents() -> list[tuple[str, str]]:
    """(slug, title) of every letter and report."""
    return sorted((report.slug, report.title) for report in REPORTS)


def lists() -> str:
    """All four lists as Markdown tables."""
    parts = ["## Zustände", "", "| Vorgang | Code | Bezeichnung |", "|---|---|---|"]
    parts.extend(f"| {machine} | `{code}` | {label} |" for machine, code, label in states())
    parts += ["", "## Übergänge", "", "| Vorgang | Code | Bezeichnung | Bedeutung |", "|---|---|---|---|"]
    parts.extend(f"| {machine} | `{code}` | {label} | {text} |" for machine, code, label, text in edges())
    parts += ["", "## Feststellungen der Regeln und der Dienste", "", "| Code | steht in |", "|---|---|"]
    parts.extend(f"| `{code}` | {where} |" for code, where in findings())
    parts += ["", "## Schreiben und Berichte", "", "| Kürzel | Titel |", "|---|---|"]
    parts.extend(f"| `{slug}` | {title} |" for slug, title in documents())
    return "\n".join(parts)

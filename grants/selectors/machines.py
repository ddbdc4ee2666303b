"""The machines as people read them: states, edges, who may, which persons must differ; read from the code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from grants import person_rules, policy
from grants.models import Application, Claim, Grant, JurySession, PaymentOrder, ReceiptOrder
from grants.predicates import TASKS, Predicate
from grants.workflows.edges import EdgeInfo

MACHINES: tuple[Any, ...] = (Application, JurySession, Grant, PaymentOrder, Claim, ReceiptOrder)
BY_ITSELF = "das Programm, von selbst"


@dataclass(frozen=True)
class EdgeLine:
    """One step of a machine. `four_eyes`: the refusals of the rules that compare persons."""

    label: str
    sources: str
    target: str
    who: str
    four_eyes: str
    needs_reason: bool


@dataclass(frozen=True)
class MachineLines:
    """A machine with its states, the first one before the others, and its steps."""

    name: str
    states: Sequence[tuple[str, str]]
    edges: Sequence[EdgeLine]


def machine_lines() -> list[MachineLines]:
    """Every machine of the house, its steps in the order of the states. No query."""
    return [_machine(model) for model in MACHINES]


def who_may(predicate: Predicate) -> str:
    """Who passes, in words: tasks by their names, every other condition by its refusal."""
    if predicate == policy.is_system:
        return BY_ITSELF
    if predicate.codes:
        return " oder ".join(TASKS[code] for code in predicate.codes)
    if predicate.options:
        return "; oder ".join(who_may(each) for each in predicate.options)
    parts = [each for each in predicate.parts if not _is_person_rule(each)]
    if parts:
        return ", ".join(who_may(each) for each in parts)
    return f"Absage: „{predicate.sentence}“"


def person_rules_of(predicate: Predicate) -> list[str]:
    """The refusals of the rules that compare persons, in the order of the policy."""
    return list(dict.fromkeys(each.sentence for each in _leaves(predicate) if _is_person_rule(each)))


def _leaves(predicate: Predicate) -> Iterator[Predicate]:
    inside = (*predicate.parts, *predicate.options)
    if not inside:
        yield predicate
    for each in inside:
        yield from _leaves(each)


def _is_person_rule(predicate: Predicate) -> bool:
    return predicate.test.__module__ == person_rules.__name__


def _machine(model: Any) -> MachineLines:
    field = model._meta.get_field("state")  # noqa: SLF001  Django names it so; it is its public way
    names = dict(field.flatchoices)
    edges = sorted(field.get_all_transitions(model), key=lambda each: (_key(each), each.source))
    order = list(names)
    groups = [list(same) for _, same in groupby(edges, key=_key)]
    for group in groups:
        group.sort(key=lambda each: order.index(each.source))
    groups.sort(key=lambda group: (order.index(group[0].source), order.index(group[0].target)))
    lines = [_line(group[0], [names[each.source] for each in group], names) for group in groups]
    states = sorted(names.items(), key=lambda state: state[0] != field.default)
    return MachineLines(str(model._meta.verbose_name), states, lines)  # noqa: SLF001  as above


def _key(edge: Any) -> tuple[str, str]:
    return edge.name, edge.target


def _line(edge: Any, sources: Sequence[str], names: dict[str, str]) -> EdgeLine:
    info: EdgeInfo = edge.custom["info"]
    return EdgeLine(
        label=info.label,
        sources=", ".join(sources),
        target=names[edge.target],
        who=who_may(info.may),
        four_eyes=" ".join(person_rules_of(info.may)),
        needs_reason=info.needs_reason,
    )

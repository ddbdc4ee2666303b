"""How an edge of a workflow is declared: once, as an empty method, with everything a button needs to know.

`edge` is django-fsm's `transition` with our words. It adds no behaviour: `services.workflow.perform` is the
one function that walks an edge, after it has asked the policy and every requirement.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django_fsm import transition

from grants.predicates import Predicate
from grants.rules.findings import Finding

Requirement = Callable[[Any, date], Iterable[Finding]]


@dataclass(frozen=True)
class EdgeInfo:
    """What an edge says about itself.

    label: the button, in German. may: who is allowed, by policy. requires: what must hold, each as a
    function (object, today) -> findings. service: the name of the service that walks this edge; an edge
    without one is refused. tone: how the button looks. automatic: no button; walked by the daily run, or by
    a run that people release.
    """

    label: str
    may: Predicate
    requires: tuple[Requirement, ...] = ()
    service: str | None = None
    tone: str = "secondary"
    needs_reason: bool = False
    automatic: bool = False


def edge(
    source: str | Sequence[str],
    target: str,
    label: str,
    *,
    may: Predicate,
    requires: tuple[Requirement, ...] = (),
    service: str | None = None,
    tone: str = "secondary",
    needs_reason: bool = False,
    automatic: bool = False,
) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Declare one edge from `source` (one state or several) to `target`."""
    info = EdgeInfo(label, may, requires, service, tone, needs_reason, automatic)
    decorate: Callable[[Callable[[Any], None]], Callable[[Any], None]] = transition(
        field="state",
        # plain strings: a fetched row holds plain strings too
        source=str(source) if isinstance(source, str) else [str(each) for each in source],
        target=str(target),
        permission=lambda instance, actor: may(actor, instance),
        custom={"info": info},
    )
    return decorate

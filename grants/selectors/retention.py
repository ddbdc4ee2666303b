"""What can be archived, what is kept until when, what can be deleted: the same requirements as the edges."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation.audit.actors import Actor
from grants import policy
from grants.models import Application, DeletionRun, Fund, Grant
from grants.rules.findings import Finding
from grants.states import ApplicationState, GrantState
from grants.workflows.requirements import (
    no_claim_is_open,
    no_hold,
    no_payment_is_under_way,
    retention_is_over,
)
from grants.workflows.retention import ended_on, kept_until

LIMIT = 200
ENDED_APPLICATIONS = (ApplicationState.REJECTED, ApplicationState.WITHDRAWN, ApplicationState.LAPSED)
ENDED_GRANTS = (
    GrantState.CLOSED,
    GrantState.IN_BINDING,
    GrantState.DECLINED,
    GrantState.LAPSED_NOT_STARTED,
    GrantState.CANCELLED,
    GrantState.REVOKED,
)


@dataclass(frozen=True)
class RetentionRow:
    """One case: since when it is over, from when it may be deleted, and what stands in the way."""

    case: Application
    state: str
    ended_on: date
    deletable_from: date
    reasons: tuple[str, ...]


def archivable(funds: Iterable[Fund], *, on: date) -> Sequence[RetentionRow]:
    """Cases that have come to their end and are not archived, the oldest first."""
    found = list(funds)
    targets = [*_applications(found, ENDED_APPLICATIONS), *_grants(found, ENDED_GRANTS)]
    return _sorted(_row(target, _reasons(target, "archive", on)) for target in targets)


def archived(funds: Iterable[Fund], *, on: date) -> Sequence[RetentionRow]:
    """Cases in the archive, those that may be deleted first on top; without reasons they may be deleted."""
    found = list(funds)
    targets = [
        *_applications(found, (ApplicationState.ARCHIVED,)),
        *_grants(found, (GrantState.ARCHIVED,)),
    ]
    rows = (_row(target, tuple(each.message for each in _still_kept(target, on))) for target in targets)
    return sorted(rows, key=lambda row: (row.deletable_from, row.case.pk))


def deletable_cases(fund: Fund, *, on: date) -> list[Application]:
    """The archived cases of the fund that nothing keeps any more."""
    return [row.case for row in archived([fund], on=on) if not row.reasons]


def runs_of(funds: Iterable[Fund]) -> Sequence[DeletionRun]:
    """The latest proposals of these funds with their cases and records."""
    runs = DeletionRun.objects.filter(fund__in=list(funds)).select_related("fund")
    return list(runs.prefetch_related("cases", "records", "expiries")[:20])


def find_run(actor: Actor, pk: int, codes: tuple[str, ...]) -> DeletionRun | None:
    """The proposal, if the actor may know of it."""
    runs = policy.scope(actor, DeletionRun.objects.filter(pk=pk), codes=codes)
    return runs.select_related("fund").prefetch_related("cases", "reports").first()


def _still_kept(target: Any, on: date) -> Iterable[Finding]:
    yield from no_hold(target, on)
    yield from retention_is_over(target, on)
    if isinstance(target, Grant):
        yield from no_payment_is_under_way(target, on)
        yield from no_claim_is_open(target, on)


def _reasons(target: Any, edge_name: str, on: date) -> tuple[str, ...]:
    edge = next(
        each
        for each in target.get_all_state_transitions()
        if each.name == edge_name and each.source == target.state
    )
    requirements = edge.custom["info"].requires
    return tuple(finding.message for requirement in requirements for finding in requirement(target, on))


def _row(target: Any, reasons: tuple[str, ...]) -> RetentionRow:
    return RetentionRow(
        target.case, target.get_state_display(), ended_on(target), kept_until(target), reasons
    )


def _sorted(rows: Iterable[RetentionRow]) -> list[RetentionRow]:
    return sorted(rows, key=lambda row: (row.ended_on, row.case.pk))


def _applications(funds: list[Fund], states: tuple[ApplicationState, ...]) -> list[Application]:
    """Cases without a grant; one that never got a reference has no file."""
    cases = Application.objects.filter(fund__in=funds, state__in=states, reference__isnull=False)
    cases = cases.select_related("fund", "rules", "particulars")
    return list(
        cases.prefetch_related("holds", "notices__objections", "transitions", "deletion_runs")[:LIMIT]
    )


def _grants(funds: list[Fund], states: tuple[GrantState, ...]) -> list[Grant]:
    grants = Grant.objects.filter(case__fund__in=funds, state__in=states)
    grants = grants.select_related("case__fund", "case__rules", "case__particulars")
    of_case = (f"case__{name}" for name in ("holds", "notices", "transitions", "deletion_runs"))
    return list(grants.prefetch_related(*of_case, "orders", "claims", "bound_things")[:LIMIT])

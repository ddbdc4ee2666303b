"""The one place that says what is due when in which case: for reminders, their preview, the calendar."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from grants.models import Application, Fund, Grant
from grants.rules.binding import check_days
from grants.rules.deadlines import acceptance_until, start_until
from grants.rules.terms import TERM_LABELS, TermKind
from grants.states import ApplicationState, GrantState
from grants.workflows.requirements import nothing_has_begun, sent_for_this_term

WITH_TERMS = (
    GrantState.ISSUED,
    GrantState.RUNNING,
    GrantState.CHANGE_PENDING,
    GrantState.CANCELLED,
    GrantState.PROOF_DUE,
    GrantState.PROOF_OVERDUE,
    GrantState.PROOF_INCOMPLETE,
    GrantState.SETTLING,
    GrantState.IN_BINDING,
)
Found = Iterator[tuple[TermKind, date]]


@dataclass(frozen=True)
class Term:
    """Something is due in a case on a day."""

    case: Application
    kind: TermKind
    on: date

    @property
    def label(self) -> str:
        return TERM_LABELS[self.kind]


def terms_between(funds: Iterable[Fund], first: date, last: date) -> Sequence[Term]:
    """Every open term of these funds in these days, by day; a constant number of queries."""
    found = {
        (case.pk, kind, on): Term(case, kind, on)
        for case, kind, on in _all_terms(list(funds), first, last)
        if first <= on <= last
    }
    return sorted(found.values(), key=lambda term: (term.on, term.case.reference or "", term.kind))


def _all_terms(funds: list[Fund], first: date, last: date) -> Iterator[tuple[Application, TermKind, date]]:
    cases = Application.objects.filter(fund__in=funds, state=ApplicationState.INCOMPLETE)
    for case in cases.select_related("fund", "rules", "particulars").prefetch_related("information_requests"):
        for question in case.information_requests.all():
            if question.is_open:
                yield case, TermKind.QUESTION, question.due_on
    grants = Grant.objects.filter(case__fund__in=funds, state__in=WITH_TERMS)
    grants = grants.select_related("case__fund", "case__rules", "case__particulars").prefetch_related(
        "case__notices", "reminders", "orders", "claims", "proof__receipts", "proof_questions", "bound_things"
    )
    for grant in grants.order_by("pk"):
        for kind, on in _terms_of(grant, first, last):
            yield grant.case, kind, on


def _terms_of(grant: Grant, first: date, last: date) -> Found:
    match grant.state:
        case GrantState.ISSUED:
            yield from _acceptance(grant)
        case GrantState.PROOF_INCOMPLETE:
            open_ones = [each for each in grant.proof_questions.all() if each.answered_at is None]
            yield from ((TermKind.PROOF_QUESTION, each.due_on) for each in open_ones)
        case GrantState.PROOF_OVERDUE:
            yield from _overdue(grant)
        case GrantState.SETTLING:
            yield from _claims(grant)
        case GrantState.IN_BINDING:
            bound = [thing.bound_until for thing in grant.bound_things.all() if thing.ended_on is None]
            yield from ((TermKind.BINDING, day) for until in bound for day in check_days(until, first, last))
        case _:
            yield from _running(grant)


def _claims(grant: Grant) -> Found:
    """The hearing before money is claimed back."""
    for claim in grant.claims.all():
        if claim.state == "hearing" and claim.heard_until is not None:
            yield TermKind.HEARING, claim.heard_until


def _acceptance(grant: Grant) -> Found:
    notice = grant.released_award
    known_on = notice.deemed_known_on if notice and grant.accepted_on is None else None
    until = acceptance_until(known_on, grant.case.rules.parameters()) if known_on else None
    if until is not None:
        yield TermKind.ACCEPTANCE, until


def _running(grant: Grant) -> Found:
    """The proof to come; before it the start, for a project that shows no sign of it, and its hearing."""
    if grant.proof_due_on is not None and (grant.state != GrantState.CANCELLED or grant.paid_cents):
        yield TermKind.PROOF_DUE, grant.proof_due_on
    notice = grant.released_award
    if grant.state != GrantState.RUNNING or notice is None or notice.deemed_known_on is None:
        return
    parameters = grant.case.rules.parameters()
    until = start_until(notice.deemed_known_on, parameters, planned_on=grant.starts_on)
    if until is None or any(nothing_has_begun(grant, until)):
        return
    hearings = [each.until for each in grant.reminders.all() if each.kind == "start"]
    yield (TermKind.HEARING, max(hearings)) if hearings else (TermKind.START, until)


def _overdue(grant: Grant) -> Found:
    """The latest term that the office has set; a formal demand is a hearing."""
    sent = [each for each in sent_for_this_term(grant) if each.kind in ("reminder", "demand")]
    latest = max(sent, key=lambda each: each.pk, default=None)
    if latest is not None:
        yield TermKind.HEARING if latest.kind == "demand" else TermKind.PROOF_OVERDUE, latest.until
    elif grant.proof_due_on is not None:
        yield TermKind.PROOF_OVERDUE, grant.proof_due_on

"""Everything that the case page shows, read with a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from django.db.models import Exists, OuterRef, Prefetch, Subquery, prefetch_related_objects

from foundation.audit.actors import Actor
from grants import policy
from grants.models import (
    AccountSheet,
    AgendaItem,
    Application,
    Claim,
    EarlyStart,
    FundText,
    Grant,
    LitigationHold,
    Notice,
    PaymentOrder,
    ProofCheck,
    ProofQuestion,
    ProofReminder,
    Receipt,
)
from grants.models.fund_texts import remedy_name_of
from grants.rules.catalog import check
from grants.rules.findings import Finding
from grants.rules.repeats import Repeat
from grants.selectors.case_files import DocumentLine, LetterLine, Upload, files_and_documents
from grants.selectors.cases import turn_word
from grants.selectors.joined import fetch_with, hold
from grants.selectors.objections import open_objections, success_in_words
from grants.selectors.payments import OPEN_CLAIMS
from grants.selectors.proof_terms import proof_term
from grants.selectors.repeats import repeats_of
from grants.selectors.resident import next_session
from grants.selectors.stages import BEFORE_END, ENDS
from grants.selectors.timeline import Entry, entries_of
from grants.states import APPLICATION_NAMES, GRANT_NAMES, ClaimState, GrantState, StateNames, Turn
from grants.workflows.facts import UNDECIDED, application_facts
from grants.workflows.requirements import fallen_item, way_after_fall

_AT_HAND = (
    "fund",
    "rules__fund",
    "applicant",
    "particulars",
    "grant__account",
    "grant__bank_account",
    "grant__proof",
)
# States of a grant in which there can be receipts, a check, a claim: the others are not asked for them.
_WITH_REMINDERS = (GrantState.RUNNING, GrantState.PROOF_DUE, GrantState.PROOF_OVERDUE)
_BEFORE_PROOF = (GrantState.DRAFT_NOTICE, GrantState.ISSUED, GrantState.DECLINED)
_WITH_CHECKS = (
    GrantState.PROOF_SUBMITTED,
    GrantState.PROOF_INCOMPLETE,
    GrantState.CHECKED,
    GrantState.SETTLING,
    GrantState.CLOSED,
    GrantState.REVOKED,
    GrantState.IN_BINDING,
    GrantState.ARCHIVED,
)
_UNDER_CHECK = (GrantState.PROOF_SUBMITTED, GrantState.PROOF_INCOMPLETE)
# Claimed back is what the confirmed check found; ordered is nothing before the grant is accepted.
_WITH_CLAIMS = tuple(
    state for state in _WITH_CHECKS if state not in (GrantState.PROOF_SUBMITTED, GrantState.PROOF_INCOMPLETE)
)
_BEFORE_ORDERS = (GrantState.DRAFT_NOTICE, GrantState.DECLINED)


@dataclass(frozen=True)
class CasePage:
    """What stands on the page; lists are empty where the case has not come that far."""

    application: Application
    grant: Grant | None
    names: StateNames
    findings: tuple[Finding, ...]
    repeats: tuple[Repeat, ...]
    uploads: Sequence[Upload]
    documents: Sequence[DocumentLine]
    letters: Sequence[LetterLine]
    notices: Sequence[Notice]
    items: Sequence[AgendaItem]
    receipts: Sequence[Receipt]
    entries: Sequence[Entry]
    orders: Sequence[PaymentOrder] = ()
    claims: Sequence[Claim] = ()
    #: Until when the applicant can say something before a claim or a lapse; None when nobody is heard.
    heard_until: date | None = None
    checks: Sequence[ProofCheck] = ()
    reminders: Sequence[ProofReminder] = ()
    proof_questions: Sequence[ProofQuestion] = ()

    @property
    def remedy_name(self) -> str:
        """Which remedy the fund's texts name now; read with the case, so that nothing is asked again."""
        return remedy_name_of(getattr(self.application, "remedy_kind", None))

    @property
    def turn(self) -> str:
        """Whose move it is, as the office says it; who owes money back is next."""
        owes = any(claim.is_owed for claim in self.claims)
        grant_state = self.grant.state if self.grant else None
        waits = any(check.confirmed_at is None for check in self.checks)
        return turn_word(
            self.names,
            grant_state,
            check_waits=waits,
            end_waits=self.end_waits,
            owes=owes,
            is_heard=self.heard_until is not None,
            is_undone=self.application.state == "rejected" and bool(success_in_words(self.application)),
            is_disputed=bool(open_objections(self.application)),
        )

    @property
    def end_waits(self) -> bool:
        """A lapse or a revocation is drafted and waits for its release."""
        stands = self.grant is not None and self.grant.state in BEFORE_END
        return stands and any(each.is_draft and each.kind in ENDS for each in self.notices)

    @property
    def is_over(self) -> bool:
        """Nobody has anything to do any more: no term runs, nothing is left to check."""
        return self.names.turn is Turn.NOBODY

    @property
    def is_compared(self) -> bool:
        """Other cases were asked for hints: before the decision only."""
        return self.application.state in UNDECIDED

    @property
    def paid_cents(self) -> int:
        """What has been paid out."""
        return sum(order.amount_cents for order in self.orders if order.state == "executed")

    @property
    def repaid_cents(self) -> int:
        """What has come back of the money that was paid; interest is no part of it."""
        return sum(claim.repaid_cents for claim in self.claims if not claim.is_interest)

    @property
    def rest_cents(self) -> int:
        """What is approved and neither released nor paid."""
        grant = self.grant
        return grant.approved_cents - grant.released_cents - self.paid_cents if grant else 0

    @property
    def way_after_fall(self) -> str:
        """What is to be done when the last result of the jury fell; empty when it stands."""
        return way_after_fall(self.application) if fallen_item(self.application) else ""

    @property
    def term(self) -> date | None:
        """The day on which something is due: an answer, the proof, or money that comes back."""
        if self.is_over or self.end_waits:
            return None
        if self.heard_until is not None:
            return self.heard_until
        if self.grant is not None:
            owed = [claim.pay_by for claim in self.claims if claim.state in OPEN_CLAIMS and claim.pay_by]
            return owed[-1] if owed else proof_term(self.grant, self.reminders)
        open_ones = [each for each in self.application.information_requests.all() if each.is_open]
        return open_ones[-1].due_on if open_ones else None


def find_case(actor: Actor, reference: str) -> Application | None:
    """The case with this reference, if the actor may know of it; else None: strangers learn nothing."""
    if actor.kind != "staff":
        return None
    cases = policy.scope(actor, Application.objects.filter(reference=reference))
    # All cases of the person: who hands out a key must be the office of each of them.
    of_person = Application.objects.filter(applicant__applications__in=cases).order_by("pk", "conflicts__pk")
    disputes = LitigationHold.objects.filter(case=OuterRef("pk"))
    remedies = FundText.objects.filter(fund=OuterRef("fund"), name="remedy_kind").order_by("-version")
    wishes = EarlyStart.objects.filter(application=OuterRef("pk"))
    sheets = AccountSheet.objects.filter(grant__case=OuterRef("pk"))
    at_hand = of_person.select_related(*_AT_HAND).annotate(
        was_disputed=Exists(disputes),
        remedy_kind=Subquery(remedies.values("text")[:1]),
        has_early_start=Exists(wishes),
        has_account_sheet=Exists(sheets),
    )
    found = fetch_with(at_hand, "conflicts")
    case: Any = next((each for each in found if each.reference == reference), None)
    if case is not None:
        hold(case.applicant, "applications", found)
        if case.was_disputed:
            prefetch_related_objects([case], "holds__objections__notice")
        else:  # nearly always: then nobody asks again
            hold(case, "holds", [])
        if not case.has_early_start:
            hold(case, "early_starts", [])
        if grant_of(case) is not None and not case.has_account_sheet:
            hold(case.grant, "account_sheets", [])
    return cast("Application | None", case)


def grant_of(application: Application) -> Grant | None:
    """The grant of a case, if it has come that far."""
    return getattr(application, "grant", None)


def collect_case(application: Application, *, reader: Actor, today: date) -> CasePage:
    """Read the rest of the page for a case from `find_case`. What cannot exist yet is not asked for."""
    prefetch_related_objects([application], "costs", "information_requests")
    if application.rules.others_decide:
        prefetch_related_objects([application], "rulings")
    else:  # nearly always: then nobody asks again
        hold(application, "rulings", [])
    items = AgendaItem.objects.filter(application=application).select_related("session__fund")
    in_order = items.order_by("pk", "votes__member__name")
    hold(application, "agenda_items", fetch_with(in_order, "votes", "member__name"))
    notices = application.notices.order_by("pk", "texts__number")
    hold(application, "notices", fetch_with(notices, "texts"))
    if application.open_question is not None:
        prefetch_related_objects([application], "information_requests__terms")
    grant = grant_of(application)
    if grant is not None:
        _prefetch_grant(grant)
    # Payment orders print a full IBAN: their documents stand on their own page, for fewer people.
    subjects = [application.subject, *([grant.subject] if grant else [])]
    uploads, documents, letters = files_and_documents(application, subjects)
    names = GRANT_NAMES[grant.state] if grant else APPLICATION_NAMES[application.state]
    claims = list(grant.claims.all()) if grant and grant.state in _WITH_CLAIMS else []
    return CasePage(
        application=application,
        grant=grant,
        names=names,
        findings=() if names.turn is Turn.NOBODY else _findings(application, today),
        repeats=_repeats(application, reader, today),
        uploads=uploads,
        documents=documents,
        letters=letters,
        notices=list(application.notices.all()),
        items=list(application.agenda_items.all()),
        receipts=list(grant.proof.receipts.all()) if grant and hasattr(grant, "proof") else [],
        entries=entries_of(application, [*subjects, *(claim.subject for claim in claims)]),
        orders=list(grant.orders.all()) if grant and grant.state not in _BEFORE_ORDERS else [],
        claims=claims,
        heard_until=_heard_until(grant, claims, today),
        checks=list(grant.checks.all()) if grant and grant.state in _WITH_CHECKS else [],
        reminders=list(grant.reminders.all()) if grant and grant.state in _WITH_REMINDERS else [],
        proof_questions=list(grant.proof_questions.all()) if grant and grant.state in _UNDER_CHECK else [],
    )


def _heard_until(grant: Grant | None, claims: Sequence[Claim], today: date) -> date | None:
    days = [each.heard_until for each in claims if each.state == ClaimState.HEARING]
    if grant is not None and grant.state == GrantState.RUNNING:
        days += [each.until for each in grant.reminders.all() if each.kind == "start"]
    return max((day for day in days if day is not None and day >= today), default=None)


def _repeats(application: Application, reader: Actor, today: date) -> tuple[Repeat, ...]:
    """Hints for who decides: afterwards nobody asks, and the reads are needed for the money."""
    undecided = application.state in UNDECIDED
    return repeats_of(application, reader=reader, today=today) if undecided else ()


def _findings(application: Application, today: date) -> tuple[Finding, ...]:
    """The rules as of today; the decision to come is that of its session, else of the next one."""
    facts = application_facts(application, today)
    if not facts.is_decided:
        open_items = [each for each in application.agenda_items.all() if each.decided_at is None]
        session = open_items[-1].session if open_items else next_session(application.fund, today)
        facts = replace(facts, decision_on=session.held_on if session else None)
    return check(facts, application.rules.parameters())


def _prefetch_grant(grant: Grant) -> None:
    wanted: list[Any] = ["obligations"]
    if grant.state not in _BEFORE_PROOF:
        wanted.append(Prefetch("account_sheets", AccountSheet.objects.select_related("bank_account")))
    if grant.state not in _BEFORE_ORDERS:
        wanted.append(Prefetch("orders", PaymentOrder.objects.select_related("bank_account")))
    if grant.state not in _BEFORE_PROOF and hasattr(grant, "proof"):
        wanted.append(Prefetch("proof__receipts", Receipt.objects.select_related("file", "cost_item")))
    if grant.state in _WITH_REMINDERS:
        wanted.append("reminders")
    if grant.state in _WITH_CHECKS:
        wanted.append("checks")
    if grant.state in _UNDER_CHECK:
        wanted.append("proof_questions")
    if grant.state == GrantState.PROOF_INCOMPLETE:
        wanted.append("proof_questions__terms")
    if grant.state in _WITH_CLAIMS:
        claims = grant.claims.select_related("notice").order_by("pk", "entries__pk")
        hold(grant, "claims", fetch_with(claims, "entries"))
    prefetch_related_objects([grant], *wanted)

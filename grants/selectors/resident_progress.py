"""Where a case stands, in the resident's words: whose turn, which step, what comes next and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foundation.values.dates import format_long_date
from foundation.values.money import format_euro
from grants.models import Application, Grant, InformationRequest, Notice, NoticeKind
from grants.rules.deadlines import acceptance_until
from grants.selectors.resident import next_session, session_of
from grants.selectors.resident_hearing import Hearing
from grants.state_names import CLAIM_NAMES
from grants.states import (
    APPLICATION_NAMES,
    GRANT_NAMES,
    STEP_LABELS,
    TURN_SENTENCES,
    ClaimState,
    StateNames,
    Step,
    Turn,
)

ENDED_WITHOUT_MONEY = frozenset({"rejected", "withdrawn", "lapsed", "declined", "lapsed_not_started"})
BEFORE_JURY = frozenset({"submitted", "eligible", "scheduled", "deferred"})
PROOF_OPEN = frozenset({"issued", "accepted", "running", "proof_due", "proof_overdue", "proof_incomplete"})
CANCELLED_UNPAID = StateNames(
    GRANT_NAMES["cancelled"].office, "Ihre Aktion ist abgebrochen.", Turn.NOBODY, Step.DONE
)


@dataclass(frozen=True)
class Progress:
    """The head of the status page."""

    owner: str
    sentence: str
    next_date: str
    steps: Sequence[Mapping[str, str]]


def progress_of(
    application: Application, grant: Grant | None, today: date, *, hearing: Hearing | None = None
) -> Progress:
    """The grant speaks once its notice is out, a hearing while it runs; until then the application does."""
    if hearing is not None and hearing.is_running:
        return _progress_of_hearing(hearing)
    state = grant.state if grant else application.state
    names = _names_of(grant) if grant else APPLICATION_NAMES[state]
    return Progress(
        owner=TURN_SENTENCES[names.turn],
        sentence=_sentence(names, grant, application),
        next_date=_next_date(application, grant, today),
        steps=() if state in ENDED_WITHOUT_MONEY else _steps(names.step),
    )


def _progress_of_hearing(hearing: Hearing) -> Progress:
    names = CLAIM_NAMES[ClaimState.HEARING]
    return Progress(
        owner=TURN_SENTENCES[names.turn],
        sentence=names.resident,
        next_date=f"Das geht bis zum {format_long_date(hearing.until)}.",
        steps=_steps(names.step),
    )


def takes_receipts(grant: Grant) -> bool:
    """Receipts can be entered: before the proof is sent, and for what was paid before a project stopped."""
    return grant.state in PROOF_OPEN or (grant.state == "cancelled" and grant.paid_cents > 0)


def _names_of(grant: Grant) -> StateNames:
    """A stopped project that got no money is over; the others owe us receipts."""
    if grant.state == "cancelled" and not takes_receipts(grant):
        return CANCELLED_UNPAID
    return GRANT_NAMES[grant.state]


def _sentence(names: StateNames, grant: Grant | None, application: Application) -> str:
    """The decision says the sum first: whole, or which part of what was asked for."""
    if grant is None or grant.state != "issued":
        return names.resident
    sum_in_words = format_euro(grant.approved_cents)
    asked = application.requested_cents or 0
    if grant.approved_cents < asked:
        part = f"{sum_in_words} von {format_euro(asked)}"
        return f"Gute Nachricht: Sie bekommen {part}. Bitte nehmen Sie das Geld an."
    return f"Gute Nachricht: Sie bekommen {sum_in_words}. Bitte nehmen Sie das Geld an."


def _steps(current: Step) -> list[Mapping[str, str]]:
    states = {True: "done", False: "open"}
    return [
        {"label": label, "state": "current" if step == current else states[step < current]}
        for step, label in STEP_LABELS.items()
    ]


def _next_date(application: Application, grant: Grant | None, today: date) -> str:
    if grant is not None:
        return _next_date_of_grant(grant)
    question = open_question(application)
    if question is not None:
        return f"Bitte antworten Sie bis {format_long_date(question.due_on)}."
    if application.state not in BEFORE_JURY:
        return ""
    session = session_of(application) or next_session(application.fund, today)
    if session is None:
        return "Der Termin der nächsten Sitzung steht noch nicht fest."
    return f"Die Jury trifft sich am {format_long_date(session.held_on)}."


def _next_date_of_grant(grant: Grant) -> str:
    if grant.state == "revoked":
        return _to_pay_back(grant)
    answer_by = _answer_by(grant)
    if answer_by is not None:
        return f"Bitte antworten Sie bis {format_long_date(answer_by)}."
    if grant.accepted_on is None and grant.state not in ENDED_WITHOUT_MONEY:
        return f"Ihre Aktion beginnt am {format_long_date(grant.starts_on)}."
    if not takes_receipts(grant) or grant.proof_due_on is None:
        return ""
    return f"Schicken Sie uns Ihre Belege bis {format_long_date(grant.proof_due_on)}."


def _answer_by(grant: Grant) -> date | None:
    """Until when a question about the proof, or an offer with a term, waits for an answer."""
    asked = grant.open_proof_question
    if asked is not None:
        return asked.due_on
    notice = grant.released_award if grant.state == "issued" else None
    known_on = notice.deemed_known_on if notice else None
    return acceptance_until(known_on, grant.case.rules.parameters()) if known_on else None


def _to_pay_back(grant: Grant) -> str:
    """What a revoked grant still owes, and until when."""
    claim = grant.claims.order_by("-pk").first()
    if claim is None or claim.pay_by is None or claim.repaid_cents >= claim.amount_cents:
        return ""
    owed = format_euro(claim.amount_cents - claim.repaid_cents)
    return f"Bitte zahlen Sie {owed} bis {format_long_date(claim.pay_by)} zurück."


def open_question(application: Application) -> InformationRequest | None:
    """The question that waits for an answer."""
    if application.state != "incomplete":
        return None
    return application.information_requests.filter(answered_at__isnull=True).order_by("number").first()


def rejection_reason(application: Application) -> str:
    """Why not, once the letter is out."""
    released: Notice | None = application.notices.filter(
        kind=NoticeKind.REJECTION, released_at__isnull=False
    ).last()
    return released.reason if released else ""


def money_rows(application: Application, grant: Grant | None) -> list[Mapping[str, str]]:
    """What was asked for, approved, paid and paid back; only what there is."""
    sums = [("Beantragt", application.requested_cents)]
    if grant is not None:
        proof = getattr(grant, "proof", None)
        sums += [
            ("Bewilligt", grant.approved_cents),
            ("Ausgezahlt", grant.paid_cents or None),
            ("Ihre Belege", proof.receipts_cents if proof else None),
            ("Zurückgezahlt", grant.repaid_cents or None),
        ]
    return [{"key": key, "value": format_euro(cents)} for key, cents in sums if cents is not None]

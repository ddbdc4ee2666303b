"""Where a case stands, in the resident's words: whose turn, which step, what comes next and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.models import Application, Grant, InformationRequest, Notice, NoticeKind, PaymentOrder
from grants.rules.deadlines import acceptance_until
from grants.selectors.meeting import place_of_case
from grants.selectors.objections import success_in_words
from grants.selectors.resident import next_session, session_of
from grants.selectors.resident_claims import claim_news
from grants.selectors.resident_hearing import Hearing
from grants.state_names import CLAIM_NAMES
from grants.states import (
    APPLICATION_NAMES,
    GRANT_NAMES,
    STEP_LABELS,
    ClaimState,
    StateNames,
    Step,
    Turn,
)

ENDED_WITHOUT_MONEY = frozenset({"rejected", "withdrawn", "lapsed", "declined", "lapsed_not_started"})
BEFORE_JURY = frozenset({"submitted", "eligible", "scheduled", "deferred"})
PROOF_OPEN = frozenset({"issued", "accepted", "running", "proof_due", "proof_overdue", "proof_incomplete"})
CANCELLED_UNPAID = StateNames(
    GRANT_NAMES["cancelled"].office, say("Ihre Aktion ist abgebrochen."), Turn.NOBODY, Step.DONE
)

# The proof falls due with the last day (domain handbook 5.2); people are still at it on that day.
TURN_SENTENCES: Mapping[Turn, str] = {
    Turn.APPLICANT: say(say("Sie sind dran.")),
    Turn.OFFICE: say(say("Wir sind dran.")),
    Turn.JURY: say(say("Die Jury ist dran.")),
    Turn.CITY: say(say("Die Stadt ist dran.")),
    Turn.KASSE: say(say("Die Stadtkasse ist dran.")),
    Turn.NOBODY: say(say("Es ist nichts zu tun.")),
}
LAST_DAY = say("Heute ist der letzte Tag Ihrer Aktion. Danach brauchen wir Ihre Belege.")
NOT_KNOWN = say("Wir wissen nicht, ob Ihre Aktion begonnen hat.")
HAS_BEGUN = say("Hat sie begonnen? Sagen Sie uns das bis {day}.")
ACCOUNT_AGAIN = say("Bitte prüfen Sie Ihr Konto und geben Sie es neu an.")
AFTER_ACCOUNT = say("Danach überweisen wir noch einmal, frühestens nach einem Tag.")


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
    """A claim speaks first, then money that came back, a running hearing, then the grant."""
    claim = claim_news(grant)
    if grant is not None and claim is not None:
        steps = _steps(GRANT_NAMES[grant.state].step, grant)
        return Progress(TURN_SENTENCES[claim.turn], claim.sentence, claim.next_step, steps)
    returned = returned_payment(grant)
    if grant is not None and returned is not None:
        steps = _steps(GRANT_NAMES[grant.state].step, grant)
        sentence = say(
            "Die Überweisung von {amount} kam zurück. {account_again}",
            amount=format_euro(returned.amount_cents),
            account_again=ACCOUNT_AGAIN,
        )
        return Progress(TURN_SENTENCES[Turn.APPLICANT], sentence, AFTER_ACCOUNT, steps)
    if hearing is not None and hearing.is_running:
        return _progress_of_hearing(hearing, grant)
    anew = success_in_words(application) if application.state == "rejected" else ""
    if anew:
        return Progress(TURN_SENTENCES[Turn.CITY], anew, "", ())
    state, heard_until = grant.state if grant else application.state, _heard_about_start_until(grant, today)
    names = _names_of(grant) if grant else APPLICATION_NAMES[state]
    return Progress(
        owner=TURN_SENTENCES[names.turn],
        sentence=NOT_KNOWN if heard_until else _sentence(names, grant, application, today),
        next_date=HAS_BEGUN.filled(day=heard_until) if heard_until else _next_date(application, grant, today),
        steps=() if state in ENDED_WITHOUT_MONEY else _steps(names.step, grant),
    )


def _progress_of_hearing(hearing: Hearing, grant: Grant | None) -> Progress:
    names = CLAIM_NAMES[ClaimState.HEARING]
    return Progress(
        owner=TURN_SENTENCES[names.turn],
        sentence=say(
            "{wish}. Sie können sich vorher dazu äußern.",
            wish=hearing.wish,
        ),
        next_date=say(
            "Das geht bis zum {until}.",
            until=hearing.until,
        ),
        steps=_steps(names.step, grant),
    )


def returned_payment(grant: Grant | None) -> PaymentOrder | None:
    """The payment that came back from the bank, as long as no other account is given."""
    if grant is None or grant.bank_account_id is None:
        return None
    of_account = (each for each in grant.orders.all() if each.bank_account_id == grant.bank_account_id)
    return max((each for each in of_account if each.state == "returned"), key=attrgetter("pk"), default=None)


def takes_receipts(grant: Grant) -> bool:
    """Receipts can be entered: before the proof is sent, and for what was paid before a project stopped."""
    return grant.state in PROOF_OPEN or (grant.state == "cancelled" and grant.paid_cents > 0)


def _names_of(grant: Grant) -> StateNames:
    """A stopped project that got no money is over; the others owe us receipts."""
    if grant.state == "cancelled" and not takes_receipts(grant):
        return CANCELLED_UNPAID
    return GRANT_NAMES[grant.state]


def _sentence(names: StateNames, grant: Grant | None, application: Application, today: date) -> str:
    """The decision says the sum first: whole, or which part of what was asked for."""
    if grant is not None and grant.state == "proof_due" and today <= grant.ends_on:
        return LAST_DAY
    if grant is None or grant.state != "issued":
        return names.resident
    sum_in_words = format_euro(grant.approved_cents)
    asked = application.requested_cents or 0
    if grant.approved_cents < asked:
        part = say(
            "{sum_in_words} von {asked}",
            sum_in_words=sum_in_words,
            asked=format_euro(asked),
        )
        return say(
            "Gute Nachricht: Sie bekommen {part}. Bitte nehmen Sie das Geld an.",
            part=part,
        )
    return say(
        "Gute Nachricht: Sie bekommen {sum_in_words}. Bitte nehmen Sie das Geld an.",
        sum_in_words=sum_in_words,
    )


def _steps(current: Step, grant: Grant | None) -> list[Mapping[str, str]]:
    """Money is done when all of it is paid; receipts can be in long before."""
    states, paid = {True: "done", False: "open"}, _payment_in_words(grant) if grant else ""
    steps: list[Mapping[str, str]] = []
    for step, label in STEP_LABELS.items():
        note = paid if step == Step.MONEY <= current else ""
        state = "current" if step == current else states[step < current and not note]
        steps.append({"label": label, "state": state, "note": note})
    return steps


def _payment_in_words(grant: Grant) -> str:
    """How much of how much is paid; empty when no more comes. After the check, all is the entitlement."""
    check, promised = grant.confirmed_check, grant.approved_cents - grant.released_cents
    whole, paid = check.entitlement_cents if check else promised, grant.paid_cents
    return (
        say(
            "Bezahlt: {paid} von {whole}",
            paid=format_euro(paid),
            whole=format_euro(whole),
        )
        if paid < whole
        else ""
    )


def _next_date(application: Application, grant: Grant | None, today: date) -> str:
    if grant is not None:
        return _next_date_of_grant(grant, today)
    question = open_question(application)
    if question is not None:
        return say(
            "Bitte antworten Sie bis {due_on}.",
            due_on=question.due_on,
        )
    if application.state not in BEFORE_JURY:
        return ""
    place = place_of_case(application)
    if place is not None:
        said = say("Die Jury hat Ja gesagt, das Geld reicht zurzeit nicht")
        return say(
            "{said}: Sie stehen auf Platz {place} der Warteliste.",
            said=said,
            place=place,
        )
    session = session_of(application) or next_session(application.fund, today)
    if session is None:
        return say("Der Termin der nächsten Sitzung steht noch nicht fest.")
    return (
        say("Die Jury stimmt ab bis {day}.", day=session.held_on)
        if session.is_circular
        else say("Die Jury trifft sich am {day}.", day=session.held_on)
    )


def _next_date_of_grant(grant: Grant, today: date) -> str:
    if grant.state == "revoked":
        return ""  # what is owed speaks before (`claim_news`)
    answer_by = _answer_by(grant)
    if answer_by is not None:
        return say(
            "Bitte antworten Sie bis {answer_by}.",
            answer_by=answer_by,
        )
    if grant.accepted_on is None and grant.state not in ENDED_WITHOUT_MONEY:
        return say(
            "Ihre Aktion beginnt am {starts_on}.",
            starts_on=grant.starts_on,
        )
    if not takes_receipts(grant) or grant.proof_due_on is None:
        return ""
    return _receipts_until(grant, grant.proof_due_on, today)


def _receipts_until(grant: Grant, due_on: date, today: date) -> str:
    """The day the proof is due, or the later one of the office's last reminder."""
    terms = [each.until for each in grant.reminders.all() if each.kind in ("reminder", "demand")]
    until = max([due_on, *terms])
    if until < today:
        return say(
            "Wir brauchten sie bis {until}. Wir nehmen sie auch jetzt noch.",
            until=until,
        )
    return say(
        "Schicken Sie uns Ihre Belege bis {until}.",
        until=until,
    )


def _heard_about_start_until(grant: Grant | None, today: date) -> date | None:
    """Until when the office wants to hear whether the project has begun, while that time runs."""
    if grant is None or grant.state != "running":
        return None
    hearing = grant.reminders.filter(kind="start", until__gte=today).order_by("-pk").first()
    return hearing.until if hearing else None


def _answer_by(grant: Grant) -> date | None:
    """Until when a question about the proof, or an offer with a term, waits for an answer."""
    asked = grant.open_proof_question
    if asked is not None:
        return asked.due_on
    notice = grant.released_award if grant.state == "issued" else None
    known_on = notice.deemed_known_on if notice else None
    return acceptance_until(known_on, grant.case.rules.parameters()) if known_on else None


def open_question(application: Application) -> InformationRequest | None:
    """The question that waits for an answer."""
    return application.open_question


def rejection_reason(application: Application) -> str:
    """Why not, once the letter is out and as long as no remedy has undone it."""
    if application.state != "rejected" or success_in_words(application):
        return ""
    released: Notice | None = application.notices.filter(
        kind=NoticeKind.REJECTION, released_at__isnull=False
    ).last()
    return released.reason if released else ""


def money_rows(application: Application, grant: Grant | None) -> list[Mapping[str, str]]:
    """What was asked for, approved, paid and paid back; only what there is."""
    sums = [(say("Beantragt"), application.requested_cents)]
    if grant is not None:
        proof = getattr(grant, "proof", None)
        sums += [
            (say("Bewilligt"), grant.approved_cents),
            (say("Ausgezahlt"), grant.paid_cents or None),
            (say("Ihre Belege"), proof.receipts_cents if proof else None),
            (say("Zurückgezahlt"), grant.repaid_cents or None),
        ]
    return [{"key": key, "value": format_euro(cents)} for key, cents in sums if cents is not None]

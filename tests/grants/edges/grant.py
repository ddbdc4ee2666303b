"""Every edge of a grant up to its close: by whom it is walked, and what stops it."""

from datetime import date, timedelta
from typing import Any

from grants.models import (
    FundRules,
    Grant,
    Notice,
    Obligation,
    ProofCheck,
    Receipt,
)
from grants.services.repayments import record_repayment
from tests.grants.edges import cast
from tests.grants.edges.claim_places import due
from tests.grants.edges.grant_places import (
    M,
    about_to_begin,
    accept,
    accepted,
    accepted_and_about_to_begin,
    cancel,
    cancelled,
    cancelled_before_any_money,
    checked,
    close,
    complete,
    confirm,
    daily,
    decline,
    demand,
    draft_notice,
    ended,
    expire,
    extend,
    issue,
    issued,
    proof_due,
    proof_due_unanswered,
    proof_incomplete,
    proof_overdue,
    proof_overdue_unanswered,
    proof_submitted,
    question,
    remind,
    revocable,
    revoke,
    running,
    running_unanswered,
    send,
    settle_bare,
    settling,
    term_is_over,
)
from tests.grants.edges.scene import Edge, Scene, Spoil, Stop, Walk, at_the_door, rows_of
from tests.grants.edges.spoils import (
    NO_TEXT,
    NOT_DRAFTED,
    WAITS,
    a_claim_is_open,
    days_before,
    four_votes_are_void,
    no_receipt,
    no_reminder,
    no_revocation,
    nothing,
    order_lies_open,
    said_yes_today,
    the_day_is,
    unsent,
)
from tests.grants.services.minutes import ASKED

UNDER_WAY = Stop(
    "no_payment_is_under_way",
    order_lies_open,
    ("Eine Auszahlung ist schon unterwegs. Das Büro muss die Anordnung zuerst verwerfen.",),
)

FELL_AFTER_THE_DRAFT = (
    "Der Beschluss der Jury gilt nicht mehr: Eine Stimme zählt wegen Befangenheit nicht. "
    "Nehmen Sie den Entwurf des Bescheids zurück. Danach kann die Jury neu abstimmen."
)

# What spoils them


def stops(requirement: str, *pairs: tuple[Spoil, str], walk: Walk | None = None) -> tuple[Stop, ...]:
    """Several things that one requirement asks for."""
    return tuple(Stop(requirement, spoil, (sentence,), walk) for spoil, sentence in pairs)


_edge = rows_of(M)


def _daily(action: str, source: str, target: str, place: Any, *stopped: Stop) -> Edge:
    """Walked by the daily run; people come to a shut door."""
    return _edge(
        action,
        source,
        target,
        place,
        daily,
        cast.NOBODY_BUT_THE_RUN,
        *stopped,
        refused=at_the_door(M, action),
    )


NO_RECEIPT = "Fügen Sie mindestens einen Beleg hinzu, zum Beispiel einen Kassenzettel."
INCOMPLETE = Stop("proof_is_complete", no_receipt, (NO_RECEIPT,))
NOTHING_PAID = ("Es wurde nichts ausgezahlt. Dann ist nichts abzurechnen.",)
SAID_YES = Stop("not_accepted_yet", said_yes_today, ("Sie haben schon angenommen, am {today}.",))
BEGIN, END = at_the_door(M, "begin"), at_the_door(M, "call_for_proof")

EDGES: tuple[Edge, ...] = (
    _edge(
        "issue", "draft_notice", "issued", draft_notice, issue, cast.SECOND_OF_CITY, NO_TEXT,
        Stop("vote_still_stands", four_votes_are_void, (FELL_AFTER_THE_DRAFT,)),
        Stop(
            "award_is_drafted",
            lambda scene: Notice.objects.update(amount_cents=ASKED - 1),
            ("Der Betrag im Bescheid ist ein anderer als der bewilligte.",),
        ),
    ),
    _edge("accept", "issued", "accepted", issued, accept, cast.OWN),
    _edge("decline", "issued", "declined", issued, decline, cast.OWN, UNDER_WAY),
    _edge(
        "expire_offer", "issued", "declined", issued, expire, cast.SECOND_OF_CITY,
        UNDER_WAY, NOT_DRAFTED, NO_TEXT,
        *stops(
            "acceptance_term_is_over",
            (lambda scene: FundRules.objects.update(acceptance_days=None),
             "Dieser Fonds hat keine Frist für die Annahme."),
            (said_yes_today, "Die Förderung ist schon angenommen."),
            (the_day_is(date(2026, 3, 20)),
             "Die Frist für die Annahme läuft bis 20. März 2026. Warten Sie bis danach."),
        ),
    ),
    _daily(
        "begin", "issued", "running", about_to_begin,
        Stop("project_has_begun", days_before(1), ("Die Aktion beginnt erst am 11. April 2026.",), BEGIN),
        Stop(
            "offer_waits_for_no_answer",
            lambda scene: FundRules.objects.update(acceptance_days=14),
            ("Die Förderung ist noch nicht angenommen. Vorher beginnt die Aktion nicht.",),
            BEGIN,
        ),
    ),
    _daily(
        "begin", "accepted", "running", accepted_and_about_to_begin,
        Stop("project_has_begun", days_before(1), ("Die Aktion beginnt erst am 11. April 2026.",), BEGIN),
    ),
    _edge("accept", "running", "running", running_unanswered, accept, cast.OWN, SAID_YES),
    _edge("accept", "proof_due", "proof_due", proof_due_unanswered, accept, cast.OWN, SAID_YES),
    _edge(
        "accept", "proof_overdue", "proof_overdue", proof_overdue_unanswered, accept, cast.OWN, SAID_YES
    ),
    _edge("cancel", "accepted", "cancelled", accepted, cancel, cast.OWN, UNDER_WAY),
    _edge("cancel", "running", "cancelled", running, cancel, cast.OWN, UNDER_WAY),
    _edge("submit_proof", "running", "proof_submitted", running, send, cast.OWN, INCOMPLETE),
    _daily(
        "call_for_proof", "running", "proof_due", ended,
        Stop("project_has_ended", days_before(1), ("Die Aktion läuft bis 9. Mai 2026.",), END),
    ),
    _edge(
        "settle_without_proof", "cancelled", "proof_submitted", cancelled, settle_bare, cast.OFFICE
    ),
    _edge("submit_proof", "cancelled", "proof_submitted", cancelled, send, cast.OWN, INCOMPLETE),
    _edge("remind", "proof_due", "proof_due", proof_due, remind, cast.OFFICE),
    _edge("extend_proof_term", "proof_due", "proof_due", proof_due, extend, cast.OFFICE),
    _edge("extend_proof_term", "proof_overdue", "proof_due", proof_overdue, extend, cast.OFFICE),
    _edge("submit_proof", "proof_due", "proof_submitted", proof_due, send, cast.OWN, INCOMPLETE),
    _daily(
        "mark_overdue", "proof_due", "proof_overdue", term_is_over,
        Stop(
            "proof_term_is_over",
            days_before(1),
            ("Der Nachweis ist noch nicht überfällig.",),
            at_the_door(M, "mark_overdue"),
        ),
    ),
    _edge("remind", "proof_overdue", "proof_overdue", proof_overdue, remind, cast.OFFICE),
    _edge(
        "demand", "proof_overdue", "proof_overdue", proof_overdue, demand, cast.OFFICE,
        *stops(
            "reminder_was_sent",
            (no_reminder, "Erinnern Sie zuerst freundlich, mit einer neuen Frist."),
            (days_before(1), "Die Frist der Erinnerung läuft bis {yesterday}."),
            (unsent, WAITS.format("Erinnerung an den Nachweis")),
        ),
    ),
    _edge("submit_proof", "proof_overdue", "proof_submitted", proof_overdue, send, cast.OWN, INCOMPLETE),
    _edge(
        "revoke", "proof_overdue", "revoked", revocable, revoke, cast.SECOND_OF_CITY, UNDER_WAY, NO_TEXT,
        *stops(
            "demand_hearing_is_over",
            (no_reminder, "Mahnen Sie zuerst, mit Frist. Das ist die Anhörung."),
            (days_before(1), "Die Anhörung läuft bis {yesterday}. Warten Sie bis danach."),
            (unsent, WAITS.format("Mahnung und Anhörung")),
        ),
        *stops(
            "revocation_is_drafted",
            (lambda scene: Notice.objects.filter(kind="revocation").update(amount_cents=100),
             "Seit dem Entwurf ist Geld ausgezahlt worden. Nehmen Sie ihn zurück, und entwerfen Sie neu."),
            (no_revocation, "Entwerfen Sie zuerst den Widerruf."),
            walk=at_the_door(M, "revoke"),
        ),
        *stops(
            "year_is_not_over",
            (lambda scene: Grant.objects.update(proof_due_on=date(2025, 6, 1)),
             "Widerrufen ließ sich das nur bis 2. Juni 2026. Die Jahresfrist ist vorbei."),
        ),
    ),
    _edge(
        "question_proof", "proof_submitted", "proof_incomplete", proof_submitted, question, cast.OFFICE
    ),
    _edge(
        "complete_proof", "proof_incomplete", "proof_submitted", proof_incomplete, complete,
        cast.BY_TELEPHONE, INCOMPLETE,
    ),
    _edge(
        "confirm_check", "proof_submitted", "checked", proof_submitted, confirm, cast.SECOND_OF_CITY,
        *stops(
            "check_is_made",
            (lambda scene: ProofCheck.objects.all().delete(),
             "Prüfen Sie zuerst die Belege und schreiben Sie den Prüfvermerk."),
            (lambda scene: Receipt.objects.update(accepted_cents=None),
             "Beleg 1: Erkennen Sie ihn an oder kürzen Sie ihn."),
            walk=at_the_door(M, "confirm_check"),
        ),
    ),
    _edge("settle", "checked", "settling", proof_submitted, confirm, cast.SECOND_OF_CITY),
    _edge("close", "settling", "closed", proof_submitted, confirm, cast.SECOND_OF_CITY),
    _edge("settle", "checked", "settling", checked, at_the_door(M, "settle"), cast.NOBODY_BUT_THE_RUN),
    _edge(
        "close", "settling", "closed", settling, close, cast.CITY | cast.NOBODY_BUT_THE_RUN,
        Stop(
            "obligations_are_done",
            lambda scene: Obligation.objects.update(fulfilled_on=None),
            ("Die Auflage „Logo zeigen“ ist noch nicht erfüllt.",),
            at_the_door(M, "close"),
        ),
        *stops(
            "account_is_settled",
            (lambda scene: ProofCheck.objects.update(entitlement_cents=39_999),
             "Es sind noch 0,01\u00a0€ zurückzufordern."),
            (order_lies_open, "Eine Auszahlungsanordnung ist noch offen."),
            (a_claim_is_open, "Eine Rückforderung ist noch offen."),
            walk=at_the_door(M, "close"),
        ),
        refused=at_the_door(M, "close"),
    ),
)  # fmt: skip


def paid_too_late(scene: Scene) -> None:
    """The money came thirty days after the term, and the fund asks for every cent of interest."""
    due(scene)
    FundRules.objects.update(interest_from_cents=0)
    scene.day += timedelta(days=30)
    record_repayment(claim=scene.row("claim"), amount_cents=10_000, **scene.step("cashier"))


#: Where a requirement stands in the way from the start: tried there, and by nobody walked.
SHUT: tuple[Edge, ...] = (
    _edge(
        "close", "settling", "closed", paid_too_late, at_the_door(M, "close"),
        cast.CITY | cast.NOBODY_BUT_THE_RUN,
        Stop(
            "interest_is_decided", nothing,
            ("Das Geld kam nach der Frist zurück. Verlangen Sie Zinsen, oder verzichten Sie mit Grund.",),
        ),
    ),
    _edge(
        "extend_proof_term", "proof_overdue", "proof_due", revocable, extend, cast.OFFICE,
        Stop(
            "no_revocation_is_drafted", nothing,
            ("Ein Widerruf ist entworfen. Nehmen Sie den Entwurf zuerst zurück.",),
        ),
    ),
    _edge(
        "settle_without_proof", "cancelled", "proof_submitted", cancelled_before_any_money, settle_bare,
        cast.OFFICE, Stop("money_was_paid", nothing, NOTHING_PAID),
    ),
    _edge(
        "submit_proof", "cancelled", "proof_submitted", cancelled_before_any_money, send, cast.OWN,
        Stop("money_was_paid", nothing, NOTHING_PAID),
    ),
)  # fmt: skip

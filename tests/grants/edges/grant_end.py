"""Every edge at the end of a grant's life: lapse, binding, archive, deletion."""

from datetime import date, timedelta
from typing import Any

from foundation.audit.actors import Actor
from grants.models import BoundThing, FundRules, Grant, PaymentKind
from grants.models.proof import ProofReminder
from grants.services.bindings import ThingLine, advance_bindings, enter_bound_thing
from grants.services.exits import decline_grant, hear_about_start
from grants.services.lapses import draft_lapse, release_lapse
from grants.services.payment_returns import return_payment
from grants.services.repayments import record_repayment
from grants.services.retention import archive_case, propose_deletion, release_deletion
from grants.workflows.retention import kept_until
from tests.grants.edges import cast
from tests.grants.edges.grant import UNDER_WAY, stops
from tests.grants.edges.grant_places import (
    cancelled,
    cancelled_before_any_money,
    revocable,
    revoke,
    with_receipt,
)
from tests.grants.edges.scene import WHY, Edge, Scene, Stop, at_the_door, rows_of
from tests.grants.edges.spoils import (
    HELD,
    NO_TEXT,
    NOT_DRAFTED,
    WAITS,
    a_claim_is_open,
    days_before,
    hold,
    nothing,
    order_lies_open,
    the_day_is,
    unsent,
)

M = "grant"
DELETE = at_the_door(M, "delete_after_retention")
BOUND_UNTIL = date(2029, 5, 9)

# Places


def not_begun(scene: Scene) -> None:
    """Accepted on 2 March, to be begun by 7 April; the hearing is over, and no receipt is there."""
    FundRules.objects.update(start_within_months=1)
    scene.accepted()
    scene.wait(42)
    hear(scene, scene.actor("officer"))
    scene.post("anhoerung-beginn")
    scene.day += timedelta(days=15)
    draft_lapse(grant=scene.row(M), reason=WHY, **scene.step("author"))


def closed(scene: Scene) -> None:
    """Paid in full against receipts; nobody can go to court any more."""
    scene.accepted()
    scene.proof_sent(scene.cents)
    scene.proof_confirmed()
    scene.paid(PaymentKind.FINAL, scene.cents)
    scene.day += timedelta(days=60)


def closed_with_a_thing(scene: Scene) -> None:
    """Entered before the close: it is bound with the next daily run."""
    FundRules.objects.update(binding_years=3)
    scene.accepted()
    scene.proof_sent(scene.cents)
    thing = ThingLine("Gartenbank", 19_900, BOUND_UNTIL)
    enter_bound_thing(grant=scene.grant, thing=thing, **scene.step("manager"))
    scene.proof_confirmed()
    scene.paid(PaymentKind.FINAL, scene.cents)


def in_binding(scene: Scene) -> None:
    """The day after its last day, and the daily run has not been yet."""
    closed_with_a_thing(scene)
    advance_bindings(now=scene.now)
    scene.day = BOUND_UNTIL + timedelta(days=1)


def declined(scene: Scene) -> None:
    scene.issued()
    decline_grant(grant=scene.grant, **scene.step("resident"))
    scene.day += timedelta(days=60)


def lapsed(scene: Scene) -> None:
    not_begun(scene)
    lapse(scene, scene.actor("officer"))
    scene.day += timedelta(days=60)


def stopped(scene: Scene) -> None:
    cancelled_before_any_money(scene)
    scene.day += timedelta(days=60)


def stopped_with_money(scene: Scene) -> None:
    cancelled(scene)
    scene.day += timedelta(days=60)


def revoked(scene: Scene) -> None:
    """Its claim is paid."""
    revocable(scene)
    revoke(scene, scene.actor("officer"))
    record_repayment(claim=scene.row("claim"), amount_cents=40_000, **scene.step("cashier"))
    scene.day += timedelta(days=60)


def archived(scene: Scene) -> None:
    """Its retention is over, and the author has proposed to delete it."""
    closed(scene)
    archive(scene, scene.actor("officer"))
    scene.day = kept_until(Grant.objects.get())
    propose_deletion(
        fund=scene.fund, periods_confirmed=True, final_account_accepted=True, **scene.step("author")
    )


# Steps


def hear(scene: Scene, actor: Actor) -> object:
    until = scene.day + timedelta(days=14)
    return hear_about_start(grant=scene.row(M), until=until, actor=actor, now=scene.now)


def lapse(scene: Scene, actor: Actor) -> object:
    return release_lapse(grant=scene.row(M), actor=actor, now=scene.now)


def bind(scene: Scene, actor: Actor) -> object:
    return advance_bindings(now=scene.now)


def archive(scene: Scene, actor: Actor) -> object:
    return archive_case(target=scene.row(M), actor=actor, now=scene.now)


def delete(scene: Scene, actor: Actor) -> object:
    return release_deletion(run=scene.fund.deletion_runs.get(), actor=actor, now=scene.now)


def payment_comes_back(scene: Scene, actor: Actor) -> object:
    return return_payment(order=scene.row("payment_order"), reason=WHY, actor=actor, now=scene.now)


# What spoils them


def money_went_out(scene: Scene) -> None:
    scene.paid(PaymentKind.ADVANCE, 10_000)


def no_hearing(scene: Scene) -> None:
    ProofReminder.objects.all().delete()


def no_thing(scene: Scene) -> None:
    BoundThing.objects.all().delete()


_edge = rows_of(M)


def _run(action: str, source: str, target: str, place: Any, *stopped: Stop) -> Edge:
    return _edge(
        action, source, target, place, bind, cast.NOBODY_BUT_THE_RUN, *stopped, refused=at_the_door(M, action)
    )


START_TERM = stops(
    "start_term_is_over",
    (lambda scene: FundRules.objects.update(start_within_months=None),
     "Dieser Fonds hat keine Frist für den Beginn."),
    (the_day_is(date(2026, 4, 6)),
     "Die Frist für den Beginn läuft bis 11. April 2026. Warten Sie bis danach."),
)  # fmt: skip
BEGUN = stops(
    "nothing_has_begun",
    (money_went_out, "Es ist schon Geld ausgezahlt. Fordern Sie den Nachweis an, statt verfallen zu lassen."),
    (with_receipt, "Es liegen schon Belege vor. Die Aktion hat begonnen."),
)
STILL_ORDERED = Stop("no_payment_is_under_way", order_lies_open, UNDER_WAY.sentences)
OWED = Stop("no_claim_is_open", a_claim_is_open, ("Eine Rückforderung ist noch offen.",))
COURT = Stop(
    "remedy_is_over",
    the_day_is(date(2026, 4, 7)),
    ("Bis 7. April 2026 kann noch geklagt werden. Warten Sie bis danach.",),
)

EDGES: tuple[Edge, ...] = (
    _edge("hear_about_start", "running", "running", not_begun, hear, cast.OFFICE, *START_TERM, *BEGUN),
    _edge(
        "lapse", "running", "lapsed_not_started", not_begun, lapse, cast.SECOND_OF_CITY, *BEGUN,
        STILL_ORDERED, NOT_DRAFTED, NO_TEXT,
        *stops(
            "start_hearing_is_over",
            (no_hearing, "Hören Sie die Person zuerst zum Beginn an, mit Frist."),
            (days_before(1), "Die Anhörung läuft bis {yesterday}. Warten Sie bis danach."),
            (unsent, WAITS.format("Anhörung zum Beginn")),
        ),
        START_TERM[0],
    ),
    _run(
        "bind", "closed", "in_binding", closed_with_a_thing,
        Stop("something_is_bound", no_thing, ("Es ist nichts gebunden.",), at_the_door(M, "bind")),
    ),
    _run(
        "unbind", "in_binding", "closed", in_binding,
        Stop(
            "nothing_is_bound",
            days_before(1),
            ("Die Zweckbindung läuft bis {yesterday}. Warten Sie bis danach.",),
            at_the_door(M, "unbind"),
        ),
    ),
    _edge(
        "archive", "closed", "archived", closed, archive, cast.CITY, HELD, STILL_ORDERED, OWED, COURT
    ),
    _edge(
        "archive", "in_binding", "archived", in_binding, archive, cast.CITY,
        Stop(
            "nothing_is_bound",
            days_before(1),
            ("Die Zweckbindung läuft bis {yesterday}. Warten Sie bis danach.",),
        ),
    ),
    _edge("archive", "declined", "archived", declined, archive, cast.CITY, HELD, COURT),
    _edge("archive", "lapsed_not_started", "archived", lapsed, archive, cast.CITY, HELD),
    _edge("archive", "cancelled", "archived", stopped, archive, cast.CITY, HELD),
    _edge("archive", "revoked", "archived", revoked, archive, cast.CITY, HELD, OWED),
    _edge("reopen", "closed", "settling", closed, at_the_door(M, "reopen"), cast.NOBODY_BUT_THE_RUN),
    _edge("reopen", "closed", "settling", closed, payment_comes_back, cast.KASSE),
    _edge(
        "delete_after_retention", "archived", "deleted", archived, delete, cast.DELETE,
        Stop("no_hold", hold, HELD.sentences, DELETE),
        Stop("no_payment_is_under_way", order_lies_open, UNDER_WAY.sentences, DELETE),
        Stop("no_claim_is_open", a_claim_is_open, OWED.sentences, DELETE),
        Stop("retention_is_over", days_before(1), ("Die Aufbewahrung läuft bis 31. Dezember 2036.",), DELETE),
        Stop(
            "deletion_is_proposed",
            lambda scene: scene.fund.deletion_runs.update(withdrawn_at=scene.now, withdrawn_by="officer"),
            ("Die Stadt schlägt die Löschung zuerst vor.",),
            DELETE,
        ),
        refused=DELETE,
    ),
)  # fmt: skip
SHUT: tuple[Edge, ...] = (
    _edge(
        "archive", "cancelled", "archived", stopped_with_money, archive, cast.CITY,
        Stop(
            "what_was_paid_is_settled",
            nothing,
            ("Es ist Geld ausgezahlt. Rechnen Sie die abgebrochene Aktion zuerst ab.",),
        ),
    ),
)  # fmt: skip

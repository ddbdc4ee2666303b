"""Every edge of a claim: how it is walked, by whom, and what stops it."""

from collections.abc import Callable

from foundation.audit.actors import Actor
from grants.models import Claim, ClaimRelief, FundRules, Notice, last_text
from grants.services.claim_steps import (
    enforce_claim,
    waive_claim,
    write_off_claim,
)
from grants.services.claims import release_claim_notice
from grants.services.recalls import recall_deferral
from grants.services.repayments import record_repayment
from grants.services.small_amounts import let_small_amount_go
from tests.grants.edges import cast
from tests.grants.edges.claim_places import (
    OWED,
    M,
    defer,
    deferred,
    due,
    enforcement,
    hearing,
    noticed,
    partly_paid,
    propose,
    proposed,
    recall_proposed,
    remind,
    reminded_once,
    reminded_twice,
    small,
    told_and_partly_paid,
    written_off,
)
from tests.grants.edges.grant_places import revocable, revoke
from tests.grants.edges.scene import WHY, Edge, Scene, Spoil, Stop, Walk, at_the_door, rows_of
from tests.grants.edges.spoils import NO_TEXT, days_before, hold, no_remedy_text, nothing, unsent
from tests.grants.edges.spoils import WAITS as LETTER_WAITS
from tests.grants.texts import say

HELD = "Für diesen Fall gilt seit {today} eine Sperre. Sie muss zuerst aufgehoben werden."
PAID_IN_FULL = "Die Rückforderung ist ganz bezahlt. Vermerken Sie sie als bezahlt."

# Steps


def release(scene: Scene, actor: Actor) -> object:
    return release_claim_notice(claim=scene.row(M), actor=actor, now=scene.now)


def pay(cents: int) -> Walk:
    """So much comes in; 0 for all that is open."""

    def walk(scene: Scene, actor: Actor) -> object:
        claim: Claim = scene.row(M)
        amount = cents or claim.open_cents
        return record_repayment(claim=claim, amount_cents=amount, actor=actor, now=scene.now)

    return walk


def relieve(decide: Callable[..., Claim]) -> Walk:
    return lambda scene, actor: decide(claim=scene.row(M), actor=actor, now=scene.now)


def waive(scene: Scene, actor: Actor) -> object:
    """The author has thought better of it."""
    propose(scene, ClaimRelief.WAIVE)
    return waive_claim(claim=scene.row(M), actor=actor, now=scene.now)


def let_go(scene: Scene, actor: Actor) -> object:
    return let_small_amount_go(grant=scene.grant, reason=WHY, actor=actor, now=scene.now)


enforce, write_off = relieve(enforce_claim), relieve(write_off_claim)

# What spoils them


def everything_has_come(scene: Scene) -> None:
    Claim.objects.update(repaid_cents=OWED)


def nothing_was_said(scene: Scene) -> None:
    Claim.objects.update(remind_until=None)


_edge = rows_of(M)


HEARING_RUNS = Stop(
    "hearing_is_over", days_before(1), ("Die Anhörung läuft bis {yesterday}. Warten Sie bis danach.",)
)
UNSENT = Stop("hearing_is_over", unsent, (LETTER_WAITS.format("Anhörung zur Rückforderung"),))
ON_HOLD = Stop("no_hold", hold, (HELD,))
NOTHING_LEFT = Stop(
    "something_is_still_owed", everything_has_come, (PAID_IN_FULL,), at_the_door(M, "pay_partly")
)
WAITS = Stop(
    "no_relief_is_proposed",
    lambda scene: propose(scene, ClaimRelief.WAIVE),
    (
        (
            "Vorgeschlagen ist: Erlass: Die Person schuldet es nicht mehr. "
            "Darüber entscheidet erst eine zweite Person."
        ),
    ),
)
MONEY = cast.KASSE | cast.BIASED
NOT_PROPOSED = ("Das hat noch niemand vorgeschlagen. Schlagen Sie es vor; eine zweite Person entscheidet.",)
NOT_PAID = ("Die Rückforderung ist noch nicht ganz bezahlt.",)
DUNNED: dict[str, Spoil] = {"reminded_1": reminded_once, "reminded_2": reminded_twice}
OPEN = {"due": due, "partly_paid": partly_paid} | DUNNED
RELIEVED_LATE: dict[str, Spoil] = {"deferred": deferred, "enforcement": enforcement}
PROPOSED = {state: proposed(place) for state, place in (OPEN | RELIEVED_LATE).items()}
HELD_BACK: dict[str, Spoil] = {
    "deferred": deferred,
    "enforcement": enforcement,
    "written_off": written_off,
}


def agreed(scene: Scene) -> None:
    """The fund made agreements when the award went out: its form then is that of the claim."""
    say(award_form="agreement")
    Notice.objects.filter(kind="award").update(last_fund_text=last_text(scene.fund.pk))


TERM_RUNS = Stop(
    "payment_term_is_over",
    days_before(1),
    ("Bis {yesterday} ist Zeit zum Zahlen. Warten Sie bis danach.",),
)
AGREED = Stop(
    "act_founds_the_claim",
    agreed,
    ("Eine Vereinbarung vollstreckt die Kasse nicht. Dafür braucht die Stadt zuerst ein Urteil.",),
)
UNSAID = Stop("debtor_was_reminded", nothing_was_said, ("Mahnen Sie zuerst, mit einer neuen Frist.",))


EDGES: tuple[Edge, ...] = (
    _edge(
        "issue", "hearing", "notice", hearing, release, cast.SECOND_OF_CITY,
        HEARING_RUNS,
        UNSENT,
        Stop(
            "claim_has_reasons",
            lambda scene: Notice.objects.filter(kind="repayment").update(reason=" "),
            ("Schreiben Sie die Gründe der Rückforderung in den Bescheid.",),
        ),
        Stop(
            "claim_notice_can_be_written",
            no_remedy_text,
            ("In den Texten des Fonds fehlt der Text „Rechtsbehelfsbelehrung“. Tragen Sie ihn ein.",),
        ),
    ),
    Edge(
        M, "fall_due", "notice", "due", noticed, at_the_door(M, "fall_due"), cast.NOBODY_BUT_THE_RUN
    ),
    Edge(M, "fall_due", "notice", "due", hearing, release, cast.SECOND_OF_CITY),
    *(
        edge
        for state, place in OPEN.items()
        for edge in (
            _edge("pay_partly", state, "partly_paid", place, pay(2_500), MONEY, NOTHING_LEFT),
            _edge(
                "pay", state, "paid", place, pay(0), MONEY,
                Stop("nothing_is_owed", nothing, NOT_PAID, at_the_door(M, "pay")),
            ),
            _edge("defer", state, "deferred", place, defer, cast.CITY, WAITS),
        )
    ),
    _edge("remind_once", "due", "reminded_1", due, remind, MONEY, TERM_RUNS, ON_HOLD),
    _edge("remind_once", "partly_paid", "reminded_1", partly_paid, remind, MONEY, TERM_RUNS, ON_HOLD),
    _edge("remind_twice", "reminded_1", "reminded_2", reminded_once, remind, MONEY, TERM_RUNS, ON_HOLD),
    *(
        _edge("enforce", state, "enforcement", place, enforce, MONEY, TERM_RUNS, UNSAID, ON_HOLD, AGREED)
        for state, place in (DUNNED | {"partly_paid": told_and_partly_paid}).items()
    ),
    _edge("enforce", "deferred", "enforcement", deferred, enforce, MONEY, TERM_RUNS, ON_HOLD),
    *(
        edge
        for state, place in HELD_BACK.items()
        for edge in (
            _edge("pay_partly", state, state, place, pay(2_500), MONEY, NOTHING_LEFT),
            _edge(
                "pay_late", state, "paid", place, pay(0), MONEY,
                Stop("nothing_is_owed", nothing, NOT_PAID, at_the_door(M, "pay_late")),
            ),
        )
    ),
    *(
        edge
        for state, there in PROPOSED.items()
        for edge in (
            Edge(
                M, "write_off", state, "written_off", there, write_off, cast.SECOND_OF_CITY,
                (Stop("relief_is_proposed", lambda scene: propose(scene, ClaimRelief.WAIVE), NOT_PROPOSED),),
            ),
            Edge(
                M, "waive", state, "waived", there, waive, cast.SECOND_OF_CITY,
                (Stop("relief_is_proposed", nothing, NOT_PROPOSED, relieve(waive_claim)), NO_TEXT),
                refused=at_the_door(M, "waive"),
            ),
        )
    ),
    _edge("defer", "deferred", "deferred", deferred, defer, cast.CITY, WAITS),
    Edge(
        M, "recall", "deferred", "due", recall_proposed, relieve(recall_deferral), cast.SECOND_OF_CITY,
        (
            Stop("relief_is_proposed", lambda scene: propose(scene, ClaimRelief.WAIVE), NOT_PROPOSED),
            NO_TEXT,
        ),
    ),
    _edge(
        "let_go", "hearing", "waived", small, let_go, cast.CITY,
        Stop(
            "is_a_small_amount",
            lambda scene: FundRules.objects.update(claim_from_cents=OWED),
            ("Das ist kein Kleinbetrag nach den Regeln des Fonds. Fordern Sie das Geld zurück.",),
        ),
    ),
    # The revocation sets what was paid as a claim, in the same transaction.
    _edge("follow_revocation", "hearing", "notice", revocable, revoke, cast.SECOND_OF_CITY),
    _edge(
        "follow_revocation", "hearing", "notice", hearing, at_the_door(M, "follow_revocation"),
        cast.NOBODY_BUT_THE_RUN, HEARING_RUNS,
    ),
)  # fmt: skip

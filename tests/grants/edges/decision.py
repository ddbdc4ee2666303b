"""Every edge on which is decided, by the jury or beside it: its vote, the notices on it and their drafts."""

from foundation.audit.actors import Actor
from grants.models import Outcome
from grants.services.drafts import take_back_award_notice, take_back_rejection_notice
from grants.services.notices import draft_award_notice, release_rejection_notice
from grants.services.rulings import decide_alone
from tests.grants.edges import cast
from tests.grants.edges.application_places import (
    approved,
    approved_in_part,
    decide,
    eligible,
    ineligible,
    scheduled,
    voted_no,
    voted_partial,
    voted_yes,
)
from tests.grants.edges.decision_places import (
    alone,
    approved_after_no,
    approved_alone,
    decided_alone,
    it_is_a_circular_vote,
    no_but_given,
    partial_but_refused,
    refused_alone,
    second_body_is_asked,
    too_much_for_the_office,
    yes_but_refused,
)
from tests.grants.edges.scene import WHY, Edge, Scene, Stop, at_the_door, rows_of
from tests.grants.edges.spoils import NO_TEXT, VOTE_FELL, nothing, released
from tests.grants.services.minutes import ASKED

M = "application"


# Steps


def give_alone(scene: Scene, actor: Actor) -> object:
    return decide_alone(
        application=scene.application, amount_cents=ASKED, reason=WHY, actor=actor, now=scene.now
    )


def approve(scene: Scene, actor: Actor) -> object:
    return draft_award_notice(application=scene.application, actor=actor, now=scene.now)


def take_back(scene: Scene, actor: Actor) -> object:
    return take_back_award_notice(grant=scene.grant, reason=WHY, actor=actor, now=scene.now)


def reject(scene: Scene, actor: Actor) -> object:
    return release_rejection_notice(application=scene.application, actor=actor, now=scene.now)


# What spoils them


def too_few(outcome: Outcome) -> Stop:
    sentence = (
        "Es haben nur 3 Mitglieder ohne Befangenheit abgestimmt, nötig sind 4. Vertagen Sie den Antrag."
    )
    return Stop("vote_is_valid", nothing, (sentence,), decide(outcome, present=3))


def runs_still(outcome: Outcome) -> Stop:
    """Two were never asked, and the day is not over."""
    sentences = (
        "Noch nicht gefragt: {the_others}. Schicken Sie einen Link oder ein Blatt.",
        "Abstimmen geht noch bis 02.03.2026. Es fehlen: {the_others}.",
    )
    return Stop("circular_vote_is_over", it_is_a_circular_vote, sentences, decide(outcome, present=5))


_edge = rows_of(M)

IS_OUT = Stop(
    "award_is_not_out",
    released,
    ("Der Bescheid ist schon freigegeben. Ein Entwurf lässt sich nur vorher zurücknehmen.",),
)
NO_DRAFT = "Entwerfen Sie zuerst den Ablehnungsbescheid."
NOT_DRAFTED = Stop(
    "rejection_is_drafted",
    lambda scene: take_back_rejection_notice(
        application=scene.application, reason=WHY, **scene.step("officer")
    ),
    (NO_DRAFT,),
    at_the_door(M, "reject"),
)
OTHER_RESULT = ("Zu diesem Antrag ist kein solches Ergebnis der Jury eingetragen.",)
NO_YES = "Entschieden ist kein Ja. Ein Ja braucht der Bescheid."
NO_NO = "Entschieden ist kein Nein. Ablehnen geht so nicht."
SECOND_BODY = Stop(
    "second_body_has_decided",
    second_body_is_asked,
    ("Über diesen Betrag entscheidet nach der Jury: Stadtrat. Tragen Sie zuerst diesen Beschluss ein.",),
)
TOO_MUCH = Stop(
    "may_be_decided_alone",
    too_much_for_the_office,
    ("Ohne Jury entscheiden Sie nur Anträge bis 1,00\xa0€. Geben Sie den Antrag in die Jury.",),
    at_the_door(M, "approve_alone"),
)
REFUSED_SINCE = Stop(
    "yes_is_decided", lambda scene: alone(scene, 0), (NO_YES,), at_the_door(M, "approve_alone")
)

EDGES: tuple[Edge, ...] = (
    _edge(
        "defer", "scheduled", "deferred", scheduled, decide(Outcome.DEFERRED), cast.OFFICE,
        Stop("vote_is_valid", nothing, OTHER_RESULT, at_the_door(M, "defer")),
    ),
    *(
        _edge(
            f"vote_{outcome.value}", "scheduled", f"voted_{outcome.value}", scheduled, decide(outcome),
            cast.OFFICE, too_few(outcome), runs_still(outcome),
            Stop("vote_is_valid", nothing, OTHER_RESULT, at_the_door(M, f"vote_{outcome.value}")),
        )
        for outcome in (Outcome.YES, Outcome.PARTIAL, Outcome.NO)
    ),
    _edge(
        "approve", "voted_yes", "approved", voted_yes, approve, cast.OFFICE, VOTE_FELL, NO_TEXT, SECOND_BODY
    ),
    _edge("approve", "voted_partial", "approved", voted_partial, approve, cast.OFFICE, VOTE_FELL, NO_TEXT),
    _edge("approve", "voted_no", "approved", no_but_given, approve, cast.OFFICE, VOTE_FELL, NO_TEXT),
    _edge(
        "approve_alone", "eligible", "approved", decided_alone, give_alone, cast.OFFICE,
        TOO_MUCH, REFUSED_SINCE, NO_TEXT,
    ),
    _edge("take_back_alone", "approved", "eligible", approved_alone, take_back, cast.OFFICE, IS_OUT),
    _edge(
        "take_back", "approved", "voted_yes", approved, take_back, cast.OFFICE, IS_OUT,
        Stop("jury_said", nothing, OTHER_RESULT, at_the_door(M, "take_back_partial")),
    ),
    _edge(
        "take_back_partial", "approved", "voted_partial", approved_in_part, take_back, cast.OFFICE, IS_OUT,
        Stop("jury_said", nothing, OTHER_RESULT, at_the_door(M, "take_back")),
    ),
    _edge("take_back_no", "approved", "voted_no", approved_after_no, take_back, cast.OFFICE, IS_OUT),
    _edge(
        "reject", "voted_no", "rejected", voted_no, reject, cast.SECOND_OF_CITY,
        VOTE_FELL, NO_TEXT, NOT_DRAFTED,
    ),
    *(
        _edge("reject", source, "rejected", place, reject, cast.SECOND_OF_CITY, NO_TEXT, NOT_DRAFTED)
        for source, place in {
            "ineligible": ineligible,
            "eligible": refused_alone,
            "voted_yes": yes_but_refused,
            "voted_partial": partial_but_refused,
        }.items()
    ),
)  # fmt: skip
#: Where a requirement stands in the way from the start: tried there, and by nobody walked.
SHUT: tuple[Edge, ...] = (
    _edge(
        "approve", "voted_no", "approved", voted_no, approve, cast.OFFICE,
        Stop("yes_is_decided", nothing, (NO_YES,)),
    ),
    _edge(
        "take_back_alone", "approved", "eligible", approved, at_the_door(M, "take_back_alone"), cast.OFFICE,
        Stop("was_decided_alone", nothing, ("Über diesen Antrag hat die Jury beraten.",)),
    ),
    _edge(
        "take_back_no", "approved", "voted_no", approved, at_the_door(M, "take_back_no"), cast.OFFICE,
        Stop("jury_said", nothing, OTHER_RESULT),
    ),
    *(
        _edge(
            "reject", place.__name__, "rejected", place, at_the_door(M, "reject"), cast.CITY,
            Stop("no_is_decided", nothing, (NO_NO, NO_DRAFT)),
        )
        for place in (eligible, voted_yes)
    ),
)  # fmt: skip

"""Every edge of a change: asked for, prepared by the author, decided by the city; before the start or not."""

from datetime import date, timedelta

from foundation.audit.actors import Actor
from grants.models import ChangeKind
from grants.services.changes import Wish, decide_change, prepare_change, request_change
from tests.grants.edges import cast
from tests.grants.edges.grant_places import M, accepted, running
from tests.grants.edges.scene import WHY, Edge, Scene, Stop, at_the_door, rows_of
from tests.grants.edges.spoils import NO_TEXT, days_before, nothing, the_day_is

STARTS = date(2026, 4, 11)

# Places


def begun(scene: Scene) -> None:
    scene.accepted()
    scene.wait(42)


def asked(scene: Scene) -> None:
    begun(scene)
    ask(scene, scene.resident)


def asked_before_start(scene: Scene) -> None:
    scene.accepted()
    ask(scene, scene.resident)


def prepared(scene: Scene) -> None:
    asked(scene)
    prepare(scene, approve=True)


def prepared_before_start(scene: Scene) -> None:
    asked_before_start(scene)
    prepare(scene, approve=True)


def more_money_refused(scene: Scene) -> None:
    """Prepared as a no; the city would rather say yes."""
    begun(scene)
    ask_for_more_money(scene)


def more_money_refused_before_start(scene: Scene) -> None:
    scene.accepted()
    ask_for_more_money(scene)


# Steps


def ask(scene: Scene, actor: Actor) -> object:
    wish = Wish(ChangeKind.PERIOD, WHY, scene.grant.ends_on + timedelta(days=20))
    return request_change(grant=scene.row(M), wish=wish, actor=actor, now=scene.now)


def ask_for_more_money(scene: Scene) -> None:
    request_change(grant=scene.row(M), wish=Wish(ChangeKind.AMOUNT, WHY), **scene.step("resident"))
    prepare(scene, approve=False)


def prepare(scene: Scene, *, approve: bool) -> None:
    prepare_change(grant=scene.row(M), approve=approve, reason=WHY, **scene.step("author"))


def rule(scene: Scene, actor: Actor) -> object:
    return decide_change(grant=scene.row(M), approve=True, reason=WHY, actor=actor, now=scene.now)


_edge = rows_of(M)
TOO_LATE = Stop(
    "change_can_be_asked_for",
    days_before(-28),
    ("Das Ende war der 9. Mai 2026. Verschieben lässt es sich nur vorher. Rufen Sie uns an.",),
)
NOT_PREPARED = Stop(
    "change_is_prepared", nothing, ("Das Quartiersmanagement bereitet die Entscheidung zuerst vor.",)
)
FOR_THE_JURY = Stop(
    "change_is_for_the_office",
    nothing,
    (
        (
            "Mehr Geld oder einen anderen Zweck kann das Büro nicht allein genehmigen. Das geht zurück an "
            "die Jury: Lehnen Sie hier ab, und helfen Sie bei einem neuen Antrag."
        ),
    ),
)
BEFORE, AFTER = "decide_change_before_start", "decide_change"

EDGES: tuple[Edge, ...] = (
    _edge("request_change", "accepted", "change_pending", accepted, ask, cast.OWN),
    _edge("request_change", "running", "change_pending", running, ask, cast.OWN, TOO_LATE),
    _edge(
        AFTER, "change_pending", "running", prepared, rule, cast.SECOND_OF_CITY,
        Stop(
            "project_has_begun",
            the_day_is(STARTS - timedelta(days=1)),
            ("Die Aktion beginnt erst am 11. April 2026.",),
            at_the_door(M, AFTER),
        ),
        NO_TEXT,
    ),
    _edge(
        BEFORE, "change_pending", "accepted", prepared_before_start, rule, cast.SECOND_OF_CITY,
        Stop(
            "project_is_still_to_begin",
            the_day_is(STARTS),
            ("Die Aktion hat schon begonnen.",),
            at_the_door(M, BEFORE),
        ),
        NO_TEXT,
    ),
)  # fmt: skip
#: Where a requirement stands in the way from the start: tried there, and by nobody walked.
SHUT: tuple[Edge, ...] = tuple(
    _edge(action, "change_pending", target, place, rule, may, stop)
    for action, target, place, may, stop in (
        (AFTER, "running", asked, cast.CITY, NOT_PREPARED),
        (AFTER, "running", more_money_refused, cast.SECOND_OF_CITY, FOR_THE_JURY),
        (BEFORE, "accepted", asked_before_start, cast.CITY, NOT_PREPARED),
        (BEFORE, "accepted", more_money_refused_before_start, cast.SECOND_OF_CITY, FOR_THE_JURY),
    )
)

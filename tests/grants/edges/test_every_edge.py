"""Every edge of every machine: walked by whom it is for, shut to all others, stopped by each requirement.

The rows stand beside this file, one file a machine. Who adds an edge or a requirement is told below what is
missing.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests import kept
from tests.conftest import usual_fund
from tests.grants.edges import (
    application,
    claim,
    decision,
    grant,
    grant_change,
    grant_end,
    payment_order,
    receipt_order,
    session,
)
from tests.grants.edges.by_hand import BY_HAND, written_by_places
from tests.grants.edges.scene import Edge, Scene, Spoil, is_at_the_door, taken_back
from tests.grants.rows import declare, everything
from tests.grants.workflows.tables import MODELS

pytestmark = pytest.mark.django_db
HOMES = (application, decision, session, grant, grant_change, grant_end, payment_order, receipt_order, claim)
#: Every row, and those that are tried only because a requirement stands in the way from the start.
EDGES: tuple[Edge, ...] = tuple(edge for home in HOMES for edge in home.EDGES)
SHUT: tuple[Edge, ...] = tuple(edge for home in HOMES for edge in getattr(home, "SHUT", ()))
PLACES: dict[Spoil, list[Edge]] = defaultdict(list)
for each in (*EDGES, *SHUT):
    PLACES[each.place].append(each)
Here = tuple[Scene, list[Edge]]


def _together(place: Spoil) -> Any:
    """All tests of a place run in one process, so that the case is brought there once."""
    name = f"{PLACES[place][0].machine}-{place.__name__}"
    marks = [pytest.mark.xdist_group(name), *([pytest.mark.unsound] if place in BY_HAND else [])]
    return pytest.param(place, id=name, marks=marks)


@pytest.fixture(scope="module", params=[_together(place) for place in PLACES])
def here(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Here]:
    """One case, brought to its place once for all tests there; nothing of it is ever committed."""
    settings = override_settings(DATA_DIR=tmp_path_factory.mktemp("edges"), OUTBOX_PUBLISH=False)
    with django_db_blocker.unblock(), settings, transaction.atomic():
        scene = Scene(usual_fund())
        with written_by_places() as tables, kept.allowed():
            request.param(scene)
        assert bool(tables) == (request.param in BY_HAND), f"Mark with @by_hand what writes itself: {tables}"
        scene.renew()
        if scene.has_case:
            declare(scene.application, "biased")
        yield scene, PLACES[request.param]
        transaction.set_rollback(True)


def test_everybody_whose_step_it_is_walks_it(here: Here) -> None:
    scene, edges = here
    missed = [
        (edge.key, name, walked)
        for edge in edges
        if edge not in SHUT
        for name in edge.walkers
        if edge.key not in (walked := edge.walked_by(scene, name))
    ]
    assert missed == []


def test_everybody_else_is_refused_and_nothing_changes(here: Here) -> None:
    scene, edges = here
    before = everything()
    others = [(edge, name) for edge in edges for name in scene.names if name not in edge.may]
    assert others
    with taken_back(scene):
        answers = {(edge.action, name): edge.answer_to(scene, name) for edge, name in others}
        after = everything()
    assert {attempt: said for attempt, said in answers.items() if said != "NotAllowed"} == {}
    assert after == before


def test_every_requirement_stops_it_with_its_sentence(here: Here) -> None:
    scene, edges = here
    stops = [(edge, stop) for edge in edges for stop in edge.stops]
    said = [(edge.action, stop.requirement, edge.stopped_by(scene, stop)) for edge, stop in stops]
    assert said == [(edge.action, stop.requirement, stop.said(scene)) for edge, stop in stops]


def declared() -> Iterator[tuple[tuple[str, str, str, str], Any]]:
    """Every edge of the machines themselves, with what it says about itself."""
    for machine, model in MODELS.items():
        for edge in model().get_all_state_transitions():
            yield (machine, edge.name, edge.source, edge.target), edge.custom["info"]


def test_every_edge_has_its_rows() -> None:
    missing = {key for key, _ in declared()} - {edge.key for edge in EDGES}
    unknown = {edge.key for edge in EDGES} - {key for key, _ in declared()}
    assert not missing, f"Add a row (place, walk, may, stops) to tests/grants/edges for {sorted(missing)}"
    assert not unknown, f"Take these rows out of tests/grants/edges, no machine has them: {sorted(unknown)}"


def test_every_edge_is_walked_by_a_service_from_where_services_lead() -> None:
    """Else it is dead: drawn, and never to be walked by any case."""
    walked = {edge.key for edge in EDGES if edge.place not in BY_HAND and not is_at_the_door(edge.walk)}
    dead = sorted({key for key, _ in declared()} - walked)
    assert not dead, f"Take these edges out, or add the row of a case that services bring there: {dead}"


def test_every_requirement_of_an_edge_is_spoiled_once() -> None:
    asked = {
        (machine, action, requirement.__qualname__.partition(".")[0])
        for (machine, action, _, _), info in declared()
        for requirement in info.requires
    }
    spoiled = {
        (edge.machine, edge.action, stop.requirement) for edge in (*EDGES, *SHUT) for stop in edge.stops
    }
    missing, unknown = sorted(asked - spoiled), sorted(spoiled - asked)
    assert not missing, f"Add a Stop (what spoils it, its sentence) in tests/grants/edges for {missing}"
    assert not unknown, f"Take these Stops out of tests/grants/edges, no edge asks for them: {unknown}"

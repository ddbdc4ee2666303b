"""The cast: a fund and the people who work with it. Residents come with their stories."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as search

from foundation.audit.actors import Actor
from foundation.values.dates import BERLIN
from grants.models import Fund
from grants.scenarios.cast import hire
from grants.scenarios.founding import found
from tests import kept
from tests.stories import Story

# How fast a machine draws its examples says nothing about the program: speeds are measured by ./run bench.
search.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
search.load_profile("any machine")

NOW = datetime(2026, 3, 2, 10, tzinfo=BERLIN)
REPLACING = {"monkeypatch", "settings"}
SECTION: Mapping[str, Any] = {
    "name": "Aktionskasse DEMO",
    "programme_year": 2026,
    "budget": [{"year": 2026, "amount": "2000.00"}],
    "cap_per_project": "500.00",
    "max_advance_percent": 100,
    "jury": {"members": 7, "quorum": 4, "tie": "no"},
}


def _asked_for(test: pytest.Function) -> set[str]:
    """The fixtures that the test or a fixture of ours names: pytest-django names some for every test."""
    found = test._fixtureinfo
    ours = (each for defs in found.name2fixturedefs.values() for each in defs)
    named = (each.argnames for each in ours if each.func.__module__.startswith("tests."))
    return {*found.argnames, *(name for names in named for name in names)}


@pytest.fixture(autouse=True)
def _kept_worlds(request: pytest.FixtureRequest) -> Iterator[None]:
    """Stories may be put back, but not where a test replaces a part of the program."""
    with kept.allowed(not REPLACING & _asked_for(request.node)):
        yield


@pytest.fixture
def now() -> datetime:
    """Monday, 2 March 2026, ten o'clock in Berlin."""
    return NOW


@kept.kept
def usual_fund() -> Fund:
    """The fund of nearly every test."""
    return found(SECTION)


@kept.kept
def _hired(fund: Fund, now: datetime) -> dict[str, Actor]:
    return hire(fund, now=now)


@pytest.fixture
def fund(db: None) -> Fund:
    """2,000 euros for 2026, at most 500 for a project, equal thirds."""
    return usual_fund()


@pytest.fixture
def people(fund: Fund, now: datetime) -> dict[str, Actor]:
    """Everybody of the office, by name."""
    return _hired(fund, now)


@pytest.fixture
def story(fund: Fund, people: dict[str, Actor]) -> Story:
    """One case, to be brought as far as the test needs it."""
    return Story(fund, people)


@pytest.fixture
def stories(fund: Fund, people: dict[str, Actor]) -> Callable[..., Story]:
    """As many cases as wanted, each with a name of its own."""

    def make(number: int = 1, **fields: Any) -> Story:
        return Story(fund, people, name=f"Nachbarschaft Muster {number}", **fields)

    return make


def _person(name: str) -> Any:
    @pytest.fixture(name=name)
    def fixture(people: dict[str, Actor]) -> Actor:
        return people[name]

    return fixture


manager = _person("manager")
officer = _person("officer")
officer2 = _person("officer2")
certifier = _person("certifier")
orderer = _person("orderer")
cashier = _person("cashier")
kaemmerei = _person("kaemmerei")
auditor = _person("auditor")
administrator = _person("administrator")

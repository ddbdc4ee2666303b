"""The whole life: random people do random things to a small fund, and its books never lie.

A machine of rules drives the real services, the same that pages and player call. Beside it runs `Books`,
which foretells of every attempt whether the office says yes; what is refused changes no row. After each step
the invariants of chapter 6 are asked of every stored row, with the books' own figures.

Tried once, each makes a known way fail: no check of the fund's free money in ceiling and booking; who drafted
a notice releases it; who checked a proof confirms it; who certified orders; nothing released on decline;
shares of each payment on its own instead of all together.
"""

from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from pytest_django.fixtures import Settings

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError
from grants.models import Fund
from grants.scenarios.founding import found
from grants.selectors.invariants import broken_invariants
from grants.services.grants import advance_grants
from grants.services.workflow import perform
from tests.grants.life import moves
from tests.grants.life.audit import Auditor
from tests.grants.life.expected_grant import TheGrant
from tests.grants.life.model import ACCEPTANCE_DAYS, ADVANCE_PERCENT, BUDGETS, JURORS, QUORUM, WEIGHTS
from tests.grants.life.moves import DISTURBING, PEOPLE, VERBS, WAYS, Move
from tests.grants.life.office import hire_allround
from tests.grants.life.office_money import Office
from tests.grants.rows import everything

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SECTION = {
    "name": "Aktionskasse DEMO",
    "programme_year": 2026,
    "budget": [{"year": year, "amount": f"{cents / 100:.2f}"} for year, cents in BUDGETS.items()],
    "cap_per_project": "500.00",
    "max_advance_percent": ADVANCE_PERCENT,
    "jury": {"members": JURORS, "quorum": QUORUM},
    "shares": dict(zip(("bund", "land", "kommune"), WEIGHTS, strict=True)),
}
NUMBERS = st.integers(min_value=0, max_value=2)
ODD_SUMS = st.sampled_from([10_001, 33_333, 47_299, 50_000, 62_000])


class WholeLife(RuleBasedStateMachine):
    """One fund, three cases; each example begins anew and leaves nothing behind."""

    fund: ClassVar[Fund]
    people: ClassVar[dict[str, Actor]]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.auditor: Auditor | None = None
        # All rows after the last refusal; None when something may have been written since.
        self.stored: dict[str, list[Any]] | None = None

    def teardown(self) -> None:
        try:
            assert broken_invariants() == []
        finally:
            transaction.savepoint_rollback(self.savepoint)

    @initialize(
        requested=st.lists(ODD_SUMS, min_size=3, max_size=3),
        leads=st.lists(st.sampled_from([3, 30, 90]), min_size=3, max_size=3),
        way=st.sampled_from(list(WAYS.values())),
        far=st.sampled_from([25, 15, 11, 6, 0]),
    )
    def begin(self, requested: list[int], leads: list[int], way: list[Move], far: int) -> None:
        self.found(requested, leads)
        for verb, who, share in way[:far]:
            self._step(verb, who, share)

    def found(self, requested: list[int], leads: list[int]) -> None:
        self.books = TheGrant(requested, leads)
        self.office = Office(self.fund, self.people, self.books)
        self.auditor = Auditor(self.books, self.office)

    def _step(self, verb: str, who: str, share: int) -> None:
        """One step of the first case, as the way has it."""
        if verb == "days":
            self._pass_days(share)
        else:
            highest = moves.limit(self.books, self.books.cases[0], verb)
            self._attempt(verb, 0, who, highest * share // 100)

    def walk(self, way: list[Move]) -> None:
        """The way to its end; whoever acted before, and who has every role, may not do what is another's."""
        acted = {"allround", "resident", "stranger"}
        for verb, who, share in way:
            if verb != "days":
                case = self.books.cases[0]
                highest = moves.limit(self.books, case, verb)
                for other in sorted(acted):
                    if not getattr(self.books, f"may_{verb}")(case, other, highest):
                        self._attempt(verb, 0, other, highest)
                if highest and verb not in moves.WITHOUT_LIMIT:
                    self._attempt(verb, 0, who, highest + 1)
                acted.add(who)
            self._step(verb, who, share)
            self.the_books_agree()

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        self._do_something_possible(data, VERBS - DISTURBING)

    @rule(data=st.data())
    def go_on_further(self, data: st.DataObject) -> None:
        self._do_something_possible(data, VERBS - DISTURBING)

    @rule(data=st.data())
    def disturb(self, data: st.DataObject) -> None:
        self._do_something_possible(data, DISTURBING)

    def _do_something_possible(self, data: st.DataObject, verbs: frozenset[str]) -> None:
        possible = moves.possible(self.books, verbs)
        if possible:
            verb = data.draw(st.sampled_from(sorted(possible)))
            self._try(verb, *data.draw(st.sampled_from(possible[verb])))

    @rule(verb=st.sampled_from(sorted(VERBS)), number=NUMBERS, who=st.sampled_from(PEOPLE), data=st.data())
    def try_anything(self, verb: str, number: int, who: str, data: st.DataObject) -> None:
        sums = moves.sums(self.books, self.books.cases[number], verb)
        self._try(verb, number, who, data.draw(st.sampled_from(sums)))

    @rule(data=st.data(), number=NUMBERS)
    def wrong_person(self, data: st.DataObject, number: int) -> None:
        """What somebody may do now, others may not: they are asked too."""
        possible = moves.possible(self.books, VERBS)
        verb = data.draw(st.sampled_from(sorted(possible)))
        number, _, cents = data.draw(st.sampled_from(possible[verb]))
        self._try(verb, number, data.draw(st.sampled_from(PEOPLE)), cents)

    @rule(number=NUMBERS, data=st.data())
    def knock(self, number: int, data: st.DataObject) -> None:
        """Every edge of every graph, straight at the one door: from a wrong state, or without a right."""
        row, edge, who = data.draw(
            st.sampled_from(moves.forbidden_edges(self.office, self.books.cases[number]))
        )
        actor = self.office.actor(self.books.cases[number], who)
        self._refused(lambda: perform(row, edge, actor=actor, now=self.office.now, reason="Weil."), edge)

    @rule(days=st.sampled_from([1, 3, 11, 35]))
    def days(self, days: int) -> None:
        self._pass_days(days)

    def _pass_days(self, days: int) -> None:
        self.stored = None
        self.books.pass_days(days)
        advance_grants(now=self.office.now)

    def _try(self, verb: str, number: int, who: str, cents: int) -> None:
        note(f"{self.books.day}: {verb} case {number} by {who} over {cents}")
        self._attempt(verb, number, who, cents)

    def _attempt(self, verb: str, number: int, who: str, cents: int) -> None:
        case = self.books.cases[number]
        is_allowed = getattr(self.books, f"may_{verb}")(case, who, cents)
        if not moves.exists(case, verb):
            return
        actor = self.office.actor(case, who)

        def call() -> None:
            getattr(self.office, verb)(case, actor, cents)

        if is_allowed:
            self.stored = None
            with transaction.atomic():
                call()
            getattr(self.books, verb)(case, who, cents)
        else:
            self._refused(call, f"{verb} by {who} over {cents}")

    def _refused(self, call: Any, what: str) -> None:
        before = everything() if self.stored is None else self.stored
        try:
            with transaction.atomic():
                call()
        except DomainError:
            self.stored = everything()
            assert self.stored == before
        else:
            raise AssertionError(f"not refused: {what}")

    @invariant()
    def the_books_agree(self) -> None:
        if self.auditor is not None:
            assert self.auditor.breaches() == []


@pytest.fixture
def fund(db: None) -> Fund:
    made = found(SECTION)
    made.rules.update(acceptance_days=ACCEPTANCE_DAYS)
    return made


@pytest.fixture
def town(
    fund: Fund, people: dict[str, Actor], now: datetime, settings: Settings, tmp_path: Path
) -> type[WholeLife]:
    settings.DATA_DIR = tmp_path
    settings.OUTBOX_PUBLISH = False
    WholeLife.fund = fund
    WholeLife.people = people | {"allround": hire_allround(fund, now)}
    return WholeLife


def profile(examples: int) -> settings:
    """The same few lives in every run of the suite; as many and as new ones as are asked for by `--lives`."""
    return settings(
        max_examples=examples or 8,
        stateful_step_count=60 if examples else 25,
        phases=[Phase.generate, Phase.shrink] if examples else [Phase.generate],
        derandomize=not examples,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def test_whole_life(town: type[WholeLife], request: pytest.FixtureRequest) -> None:
    run_state_machine_as_test(town, settings=profile(request.config.getoption("--lives")))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_known_way_is_open_to_the_right_people_only(town: type[WholeLife], way: list[Move]) -> None:
    life = town()
    life.found([47_295, 33_333, 10_001], [30, 30, 30])
    life.walk(way)
    life.teardown()

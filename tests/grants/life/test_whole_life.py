"""The whole life: random people do random things to a small fund, and its books never lie.

A machine of rules drives the real services, the same that pages and player call. Beside it runs `Books`,
which foretells of every attempt whether the office says yes; what is refused changes no row. After each step
the invariants of chapter 6 are asked of every stored row, with the books' own figures.

Tried once, each makes a known way fail: no check of the fund's free money in ceiling and booking; who drafted
a notice releases it; who checked a proof confirms it; who certified orders; nothing released on decline;
shares of each payment on its own; a cent lost on a carry-over; a return that leaves the money paid; a hold
or a pause that nothing minds; a waived claim that stays open; a biased vote that counts.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from random import Random
from typing import ClassVar

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

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError
from grants.models import Fund
from grants.scenarios.founding import found
from grants.selectors.invariants import broken_invariants
from grants.services.grants import advance_grants
from grants.services.reminders import send_reminders
from grants.services.workflow import perform
from tests.grants.life import moves
from tests.grants.life.audit import Auditor
from tests.grants.life.expected_detours import TheDetours
from tests.grants.life.model import ACCEPTANCE_DAYS, ADVANCE_PERCENT, BUDGETS, JURORS, QUORUM, WEIGHTS
from tests.grants.life.moves import PEOPLE, VERBS
from tests.grants.life.office import hire_allround
from tests.grants.life.office_detours import WholeOffice
from tests.grants.life.ways import WAYS, Move
from tests.grants.rows import everything

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SECTION = {
    "name": "Aktionskasse DEMO",
    "programme_year": 2026,
    "budget": [{"year": year, "amount": f"{cents / 100:.2f}"} for year, cents in BUDGETS.items()],
    "cap_per_project": "500.00",
    "max_advance_percent": ADVANCE_PERCENT,
    "interest_from": "5.00",
    "jury": {"members": JURORS, "quorum": QUORUM},
    "shares": dict(zip(("bund", "land", "kommune"), WEIGHTS, strict=True)),
}
NUMBERS = st.integers(min_value=0, max_value=2)
#: Drawn by its seed: what Hypothesis draws by itself keeps to small and special values.
CHANCE = st.builds(Random, st.integers(min_value=0, max_value=2**32 - 1))
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
        self.stored: dict[str, str] | None = None

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
        self.books = TheDetours(requested, leads)
        #: who has acted in a case, and the step that was taken last
        self.acted: list[set[str]] = [set(), set(), set()]
        self.last: tuple[str, int, str, int] | None = None
        self.steps = 0
        self.office = WholeOffice(self.fund, self.people, self.books)
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
                wrong = moves.near_misses(self.books, case, verb, acted)
                self._all_refused(0, wrong + moves.too_early(self.books, case))
                acted.add(who)
            self._step(verb, who, share)
            self.the_books_agree()

    def _one_step(self, chance: Random) -> None:
        """A step that is open; before it, what looks like it, and the step before once more."""
        self.steps += 1
        chance = Random(f"{chance.random()} {self.steps}")  # Hypothesis likes the same small seeds
        step = moves.choose(self.books, chance)
        if step is None:
            return
        verb, number, who, cents = step
        case = self.books.cases[number]
        wrong = moves.near_misses(self.books, case, verb, self.acted[number])
        early = moves.too_early(self.books, case)
        some = chance.sample(wrong, min(len(wrong), 4)) + chance.sample(early, min(len(early), 1))
        self._all_refused(number, some)
        self._again()
        self._try(verb, number, who, cents)
        self.acted[number].add(who)
        self.last = step

    # Several names for one rule: a life is mostly made of these.
    live = rule(chance=CHANCE)(_one_step)
    live_on = rule(chance=CHANCE)(_one_step)
    live_further = rule(chance=CHANCE)(_one_step)
    live_longer = rule(chance=CHANCE)(_one_step)
    live_well = rule(chance=CHANCE)(_one_step)
    live_to_the_end = rule(chance=CHANCE)(_one_step)

    def _again(self) -> None:
        """Nobody does the same twice where once is right: not paid, not released, not booked again."""
        if self.last is None:
            return
        verb, number, who, cents = self.last
        case = self.books.cases[number]
        if not getattr(self.books, f"may_{verb}")(case, who, cents):
            self._all_refused(number, [(verb, who, cents)])

    @rule(chance=CHANCE)
    def wait_for_a_term(self, chance: Random) -> None:
        """On its last day it still runs, on the next it is over: what waits for it is tried on both."""
        coming = moves.terms(self.books)
        if not coming:
            return
        day = chance.choice(coming[:4])
        if day > self.books.day:
            self._pass_days((day - self.books.day).days)
        for _ in range(2):
            for number, case in enumerate(self.books.cases):
                waiting = [verb for verb in moves.TIMED if moves.exists(case, verb)]
                tried = [(verb, who, max(1, moves.limit(self.books, case, verb))) for verb in waiting
                         for who in ("officer2", "cashier")]  # fmt: skip
                self._all_refused(number, [each for each in tried if not self._may(number, *each)])
            self._pass_days(1)

    def _may(self, number: int, verb: str, who: str, cents: int) -> bool:
        return bool(getattr(self.books, f"may_{verb}")(self.books.cases[number], who, cents))

    @rule(verb=st.sampled_from(sorted(VERBS)), number=NUMBERS, who=st.sampled_from(PEOPLE), data=st.data())
    def try_anything(self, verb: str, number: int, who: str, data: st.DataObject) -> None:
        sums = moves.sums(self.books, self.books.cases[number], verb)
        self._try(verb, number, who, data.draw(st.sampled_from(sums)))

    @rule(number=NUMBERS, data=st.data())
    def knock(self, number: int, data: st.DataObject) -> None:
        """Every edge of every graph, straight at the one door: from a wrong state, or without a right."""
        row, edge, who = data.draw(
            st.sampled_from(moves.forbidden_edges(self.office, self.books.cases[number]))
        )
        actor = self.office.actor(self.books.cases[number], who)
        self._refused((lambda: perform(row, edge, actor=actor, now=self.office.now, reason="Weil."), edge))

    @rule(days=st.sampled_from([1, 3, 11, 35]))
    def days(self, days: int) -> None:
        self._pass_days(days)

    def _pass_days(self, days: int) -> None:
        self.stored = None
        self.books.pass_days(days)
        advance_grants(now=self.office.now)
        send_reminders(now=self.office.now)

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
            self._refused((call, f"{verb} by {who} over {cents}"))

    def _all_refused(self, number: int, wrong: list[tuple[str, str, int]]) -> None:
        """None of these is allowed, and all of them together change nothing."""
        case = self.books.cases[number]
        calls = []
        for verb, who, cents in wrong:
            if moves.exists(case, verb):
                step = partial(getattr(self.office, verb), case, self.office.actor(case, who), cents)
                calls.append((step, f"{self.books.day}: {verb} case {number} by {who} over {cents}"))
        self._refused(*calls)

    def _refused(self, *calls: tuple[Callable[[], object], str]) -> None:
        if not calls:
            return
        before = everything() if self.stored is None else self.stored
        for call, what in calls:
            try:
                with transaction.atomic():
                    call()
            except DomainError:
                continue
            raise AssertionError(f"not refused: {what}")
        self.stored = everything()
        assert self.stored == before

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
def town(fund: Fund, people: dict[str, Actor], now: datetime) -> type[WholeLife]:
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

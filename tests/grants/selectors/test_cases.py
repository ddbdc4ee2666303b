from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from foundation.audit.actors import Actor, ActorKind
from grants.models import Fund, PaymentKind
from grants.selectors import cases
from grants.selectors.case import collect_case
from grants.selectors.cases import funds_of, list_cases, make_cursor, read_cursor
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.grants import advance_grants, remind_proof
from grants.services.repayments import record_repayment
from tests.grants.rows import fetch
from tests.stories import Story

Stories = Callable[..., Story]


@pytest.fixture
def pages_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "PAGE_SIZE", 3)


def titles(found: cases.CaseList) -> list[str]:
    return [row.applicant.removeprefix("Nachbarschaft Muster ") for row in found.rows]


def test_list_shows_every_value_ready(story: Story) -> None:
    story.drafted()
    row = list_cases(funds=[story.fund]).rows[0]
    assert row == cases.CaseRow(
        reference="LT-2026-0001",
        title="Blühstreifen Musterhof",
        applicant="Nachbarschaftsgruppe Musterhof",
        received="02.03.2026",
        state="Bescheid im Entwurf",
        turn="Stadt",
        requested="487,65\u00a0€",
        approved="487,65\u00a0€",
    )


def test_list_leaves_drafts_out(story: Story) -> None:
    story.draft()
    assert list_cases(funds=[story.fund]).rows == []


def test_list_knows_only_the_funds_it_is_given(story: Story) -> None:
    story.submitted()
    assert list_cases(funds=[]).rows == []


@pytest.mark.usefixtures("pages_of_three")
def test_pages_lead_there_and_back_without_gap_or_double(stories: Stories, fund: Fund) -> None:
    for number in range(1, 8):
        stories(number).submitted()
    first = list_cases(funds=[fund])
    second = list_cases(funds=[fund], older_than=first.older)
    third = list_cases(funds=[fund], older_than=second.older)
    assert [titles(page) for page in (first, second, third)] == [["7", "6", "5"], ["4", "3", "2"], ["1"]]
    assert (first.newer, third.older) == ("", "")
    back = list_cases(funds=[fund], newer_than=third.newer)
    assert titles(back) == ["4", "3", "2"]
    start = list_cases(funds=[fund], newer_than=back.newer)
    assert (titles(start), start.newer) == (["7", "6", "5"], "")


@pytest.mark.usefixtures("pages_of_three")
def test_case_that_comes_in_meanwhile_moves_no_page(stories: Stories, fund: Fund) -> None:
    for number in range(1, 6):
        stories(number).submitted()
    first = list_cases(funds=[fund])
    stories(6).submitted()
    assert titles(list_cases(funds=[fund], older_than=first.older)) == ["2", "1"]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("LT-2026-0002", ["2"]),
        ("lt-2026-0002", ["2"]),
        ("bluehstreifen", []),
        ("Blühstreifen", ["2", "1"]),
        ("muster 1", ["1"]),
        ("  Muster 2 ", ["2"]),
        ("%", []),
        ("a\x00b", []),
    ],
)
def test_search_finds_reference_title_and_name(
    stories: Stories, fund: Fund, search: str, expected: list[str]
) -> None:
    stories(1).submitted()
    stories(2).submitted()
    assert titles(list_cases(funds=[fund], search=search)) == expected


@pytest.mark.parametrize("search", ["Müller", "muller", "MÜLLER", "mülleR"])
def test_search_finds_a_name_in_any_writing(fund: Fund, story: Story, search: str) -> None:
    story.name = "Änne Müller"
    story.submitted()
    assert len(list_cases(funds=[fund], search=search).rows) == 1


@pytest.mark.parametrize(
    ("stage", "expected"),
    [("neu", 1), ("entscheidungsreif", 0), ("antrag.submitted", 1), ("antrag.eligible", 0),
     ("fall.closed", 0), ("gibt-es-nicht", 1), ("antrag.gibt-es-nicht", 1), ("", 1)],
)  # fmt: skip
def test_filter_takes_stages_and_states(story: Story, stage: str, expected: int) -> None:
    story.submitted()
    assert len(list_cases(funds=[story.fund], stage=stage).rows) == expected


def test_cursor_is_read_as_it_was_made() -> None:
    place = (datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC), 42)
    assert read_cursor(make_cursor(*place)) == place


@pytest.mark.parametrize(
    "text", ["", "x", "1", "-", "1-", "-1", "1-x", "٤-١", "9" * 30 + "-1", "1-" + "9" * 30]
)
def test_cursor_that_is_none_is_ignored(text: str) -> None:
    assert read_cursor(text) is None


@pytest.mark.parametrize("count", [1, 20])
def test_list_asks_once_whatever_its_length(
    stories: Stories, fund: Fund, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        stories(number).submitted()
    with django_assert_num_queries(1):
        assert len(list_cases(funds=[fund]).rows) == count


def test_funds_of_counts_roles_by_fund(fund: Fund, manager: Actor) -> None:
    foreign = Actor(ActorKind.STAFF, "f" * 32, roles=frozenset({("QM", "anderer-fonds")}))
    everywhere = Actor(ActorKind.STAFF, "e" * 32, roles=frozenset({("QM", "")}))
    assert [funds_of(actor) for actor in (manager, foreign, everywhere)] == [[fund], [], [fund]]


def test_who_owes_money_is_next_in_the_list(story: Story) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    story.proof_confirmed()
    people, drafted = story.people, story.now - timedelta(days=11)
    claim = draft_claim(
        grant=story.grant, actor=people["officer"], now=drafted, heard_until=story.day - timedelta(days=1)
    )
    story.post("anhoerung-rueckforderung", days_ago=11)
    assert list_cases(funds=[story.fund]).rows[0].turn != "Antragstellende"
    claim = release_claim_notice(claim=claim, actor=people["officer2"], now=story.now)
    assert list_cases(funds=[story.fund]).rows[0].turn == "Antragstellende"
    record_repayment(claim=claim, amount_cents=10_000, actor=people["cashier"], now=story.now)
    assert list_cases(funds=[story.fund]).rows[0].turn == "niemand"


def test_who_is_heard_is_next_on_the_page_and_in_the_list(story: Story, officer: Actor) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    story.proof_confirmed()
    until = story.day + timedelta(days=14)
    draft_claim(grant=story.grant, actor=officer, now=story.now, heard_until=until)
    page = collect_case(fetch(story.grant).case, reader=officer, today=until)
    assert (page.turn, page.term) == ("Antragstellende", until)
    page = collect_case(fetch(story.grant).case, reader=officer, today=until + timedelta(days=1))
    assert (page.turn, page.term) == ("Stadt", None)
    for days, turn in ((14, "Antragstellende"), (15, "Stadt")):
        with time_machine.travel(story.now + timedelta(days=days), tick=False):
            assert list_cases(funds=[story.fund]).rows[0].turn == turn


def test_overdue_case_shows_the_term_that_was_given_last(story: Story, officer: Actor) -> None:
    story.accepted()
    story.day = story.grant.ends_on + timedelta(days=60)
    advance_grants(now=story.now)
    until = story.day + timedelta(days=14)
    remind_proof(grant=fetch(story.grant), until=until, actor=officer, now=story.now)
    page = collect_case(fetch(story.grant).case, reader=officer, today=story.day)
    assert (page.grant and page.grant.state, page.term) == ("proof_overdue", until)

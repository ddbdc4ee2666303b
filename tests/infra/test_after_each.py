"""The check after every test: what it asks again, and that it does not let a breach through."""

import pytest
from django.db import connection
from django.db.models import F

from grants.models import FundAccount
from grants.selectors.invariants import INVARIANTS
from tests.infra.after_each import ANY, HOLDS, READS, _breaches
from tests.kept import world_left
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ACCOUNTS = "grants_fundaccount"


@pytest.fixture
def known(story: Story) -> str:
    """A world that was built and asked."""
    story.submitted()
    assert _breaches(is_alone=True) == []
    return world_left()[0]


def test_world_that_was_built_is_asked_once(known: str) -> None:
    assert known
    assert world_left()[1] == set()
    assert HOLDS[known] == set(INVARIANTS)


def test_what_an_invariant_reads_is_noted(known: str) -> None:
    assert {ACCOUNTS, "grants_ledgerentry", "grants_budgetentry"} <= READS["I1"]


@pytest.mark.unsound
def test_breach_in_a_known_world_is_found(known: str) -> None:
    FundAccount.objects.update(reserved_cents=F("reserved_cents") + 1)
    assert world_left() == (known, {ACCOUNTS})
    assert len(_breaches(is_alone=True)) == 1


@pytest.mark.unsound
def test_breach_by_a_statement_that_names_no_table_is_found(known: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"/* by hand */ UPDATE {ACCOUNTS} SET reserved_cents = reserved_cents + 1")
    assert world_left() == (known, {ANY})
    assert len(_breaches(is_alone=True)) == 1


@pytest.mark.unsound
def test_what_was_touched_is_not_taken_for_known(story: Story) -> None:
    story.eligible()
    world = world_left()[0]
    HOLDS[world].clear()
    FundAccount.objects.update(reserved_cents=F("reserved_cents") + 1)
    assert len(_breaches(is_alone=True)) == 1
    assert "I1" not in HOLDS[world]


@pytest.mark.unsound
def test_what_other_connections_may_have_written_is_asked_for(known: str, story: Story) -> None:
    FundAccount.objects.update(reserved_cents=F("reserved_cents") + 1)
    story.eligible()
    world = world_left()[0]
    HOLDS[world] = set(INVARIANTS)
    assert _breaches(is_alone=False) != []
    HOLDS[world].clear()

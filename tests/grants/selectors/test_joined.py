"""Rows with their many rows, in one query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grants.models import AgendaItem, Application, Claim, CostItem
from grants.selectors.joined import fetch_with
from tests.stories import Story


@pytest.mark.both_databases
def test_parents_come_once_with_their_children_in_order(story: Story) -> None:
    story.voted()
    votes = story.application.agenda_items.get().votes.order_by("-member__name")
    expected = [(vote.pk, vote.choice, vote.cast_at, vote.member.name) for vote in votes]
    with CaptureQueriesContext(connection) as queries:
        [item] = fetch_with(AgendaItem.objects.order_by("-votes__member__name"), "votes", "member__name")
        found = [(vote.pk, vote.choice, vote.cast_at, vote.member_name) for vote in item.votes.all()]  # type: ignore[attr-defined]  # named
        assert all(vote.item is item for vote in item.votes.all())
    assert (found, len(queries)) == (expected, 1)
    assert len(expected) > 1


@pytest.mark.both_databases
def test_parent_without_children_has_none(story: Story) -> None:
    story.submitted()
    CostItem.objects.create(application=story.application, position=9, item="Erde", amount_cents=100)
    [case] = fetch_with(Application.objects.order_by("costs__position"), "costs")
    assert [cost.item for cost in case.costs.all()] == ["Stauden und Saatgut", "Erde"]
    [alone] = fetch_with(Application.objects.order_by("conflicts__pk"), "conflicts")
    assert list(alone.conflicts.all()) == []
    assert fetch_with(Claim.objects.order_by("pk"), "entries") == []

"""The daily task walks what is due, and one grant that cannot go does not stop the others."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from grants.models import Grant
from grants.services.grants import advance_grants
from grants.tasks import advance_all
from tests.stories import Story

pytestmark = pytest.mark.django_db


def test_daily_task_moves_grants_on(stories: Callable[..., Story]) -> None:
    """The stories play in spring 2026: today their projects are long over."""
    story = stories(1)
    story.accepted()
    advance_all()
    assert Grant.objects.get(pk=story.grant.pk).state == "proof_overdue"


def test_daily_run_goes_on_after_a_grant_that_moved_meanwhile(
    stories: Callable[..., Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first grant is moved on by somebody between the look and the step, as in two runs at once."""
    first, second = stories(1, cents=10_000), stories(2, cents=10_000)
    first.accepted()
    second.accepted()
    now = first.now + timedelta(days=45)
    rows = list(Grant.objects.filter(state="accepted").select_related("case__fund").order_by("pk"))
    with transaction.atomic():
        advance_grants(now=now)
    assert [Grant.objects.get(pk=row.pk).state for row in rows] == ["running", "running"]
    stale = Grant.objects.filter(pk__in=[row.pk for row in rows])
    with monkeypatch.context() as replaced:
        replaced.setattr(type(stale), "__iter__", lambda self: iter(rows), raising=False)
        assert advance_grants(now=now) == 0

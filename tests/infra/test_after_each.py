"""The check after every test: what it asks again, and that it does not let a breach through."""

import pytest
from django.db.models import F

from grants.models import FundAccount
from tests.infra.after_each import SOUND, _breaches
from tests.kept import world_left
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_world_without_a_case_is_known() -> None:
    assert world_left() in SOUND


def test_world_that_was_built_is_asked_once(story: Story) -> None:
    story.submitted()
    world = world_left()
    assert world
    assert _breaches(is_alone=True) == []
    assert world in SOUND


@pytest.mark.unsound
def test_breach_in_a_known_world_is_found(story: Story) -> None:
    story.submitted()
    assert _breaches(is_alone=True) == []
    FundAccount.objects.update(reserved_cents=F("reserved_cents") + 1)
    assert world_left() is None
    assert len(_breaches(is_alone=True)) == 1


@pytest.mark.unsound
def test_what_other_connections_may_have_written_is_asked_for(story: Story) -> None:
    story.submitted()
    SOUND.add(world_left() or "")
    FundAccount.objects.update(reserved_cents=F("reserved_cents") + 1)
    story.eligible()
    SOUND.add(world_left() or "")
    assert _breaches(is_alone=False) != []
    SOUND.discard(world_left() or "-")

"""Who may hand out a code, asked of the service itself."""

import pytest

from applicants.models import AccessKey
from foundation.audit.actors import Actor
from foundation.values.errors import NotAllowed
from grants.services.access_sheets import SheetReason, issue_access_sheet
from tests.stories import Story

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db, pytest.mark.usefixtures("invariants_hold")]

NONCE = "n" * 43
MAY = ("manager", "officer")
MAY_NOT = ("certifier", "orderer", "cashier", "kaemmerei", "auditor", "administrator")


def issue(story: Story, actor: Actor) -> None:
    issue_access_sheet(
        application=story.application, why=SheetReason.LOST, form_nonce=NONCE, actor=actor, now=story.now
    )


@pytest.mark.parametrize("role", MAY)
def test_sheet_is_issued_by_the_office(story: Story, role: str) -> None:
    story.submitted()
    issue(story, story.people[role])
    assert AccessKey.objects.count() == 1


@pytest.mark.parametrize("role", MAY_NOT)
def test_sheet_is_refused_to_others(story: Story, role: str) -> None:
    story.submitted()
    with pytest.raises(NotAllowed):
        issue(story, story.people[role])
    assert not AccessKey.objects.exists()


def test_sheet_is_refused_to_the_resident_and_for_a_draft(story: Story) -> None:
    story.draft()
    with pytest.raises(NotAllowed, match="noch nicht abgeschickt"):
        issue(story, story.people["manager"])
    with pytest.raises(NotAllowed):
        issue(story, story.resident)

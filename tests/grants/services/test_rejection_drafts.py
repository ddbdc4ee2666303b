"""Drafts of rejection notices: corrected, released by somebody else, taken back and drafted anew."""

from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import InvalidInput, NotAllowed, StaleVersion
from grants.models import Notice, NoticeText
from grants.services.applications import withdraw_application
from grants.services.drafts import correct_rejection_notice, take_back_rejection_notice, words_of
from grants.services.notices import draft_rejection_notice, release_rejection_notice
from tests.grants.rows import fetch, refusal
from tests.grants.services.minutes import NO, ballots
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")
STALE = (StaleVersion, "version.stale")


def refused(story: Story) -> None:
    story.decided(NO, votes=ballots(story, 2, 5), reason="Zu teuer")


def draft_no(story: Story, actor: Actor) -> Notice:
    return draft_rejection_notice(
        application=story.application, reason="Zu teuer.", actor=actor, now=story.now
    )


def test_rejection_is_corrected_and_released_by_another(
    story: Story, officer: Actor, officer2: Actor, manager: Actor
) -> None:
    refused(story)
    draft_no(story, manager)
    words: dict[str, Any] = {"application": story.application, "now": story.now}
    read = words_of(Notice.objects.get())
    correct_rejection_notice(reason="Viel zu teuer.", actor=officer2, seen_text=read, **words)
    assert refusal(release_rejection_notice, actor=officer2, **words) == DENIED
    assert refusal(release_rejection_notice, actor=officer, seen_text=read, **words) == STALE
    empty: dict[str, Any] = {"reason": " ", "actor": officer, **words}
    assert refusal(correct_rejection_notice, **empty) == (InvalidInput, "notice.no_reason")
    assert release_rejection_notice(actor=officer, **words).state == "rejected"
    assert [text.reason for text in NoticeText.objects.all()] == ["Zu teuer.", "Viel zu teuer."]


def test_rejection_is_taken_back_and_drafted_anew(story: Story, officer: Actor, officer2: Actor) -> None:
    refused(story)
    draft_no(story, officer)
    words: dict[str, Any] = {"application": story.application, "actor": officer, "now": story.now}
    take_back_rejection_notice(reason="Falscher Grund", **words)
    assert refusal(take_back_rejection_notice, reason="Noch einmal", **words) == STALE
    assert fetch(story.application).state == "voted_no"
    draft_no(story, officer2)
    assert release_rejection_notice(**words).state == "rejected"
    assert list(Notice.objects.values_list("released_by", "discarded_by")) == [
        ("", officer.reference),
        (officer.reference, ""),
    ]


def test_withdrawal_discards_the_drafted_rejection(story: Story, officer: Actor) -> None:
    refused(story)
    draft_no(story, officer)
    case = withdraw_application(application=story.application, actor=story.resident, now=story.now)
    notice = Notice.objects.get()
    assert (case.state, notice.is_draft, notice.discard_reason) == (
        "withdrawn",
        False,
        "Der Antrag ist zurückgezogen.",
    )
    assert (notice.discarded_by, notice.discarded_by_label) == (story.resident.reference, story.name)

"""Pictures are released with a consent and by the office alone, and taken back at any time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.files.models import StoredFile
from foundation.files.services import read_bytes
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import ReleasedPicture
from grants.services.released_pictures import NewPicture, release_picture, withdraw_picture
from tests.foundation.files import samples
from tests.grants.rows import declare, refusal
from tests.grants.services.ended import LAST_KEPT, archive, closed, propose, release
from tests.stories import Story

pytestmark = pytest.mark.django_db


def add(story: Story, actor: Actor | None = None, **fields: Any) -> ReleasedPicture:
    sent: dict[str, Any] = {
        "name": "Hoffest.jpg",
        "data": samples.jpeg(),
        "shows": "Drei Hochbeete im Musterhof",
        "consent": "Unterschriften auf dem Blatt in der Akte",
        "agreed_on": story.day,
    }
    return release_picture(
        case=story.application,
        picture=NewPicture(**(sent | fields)),
        actor=actor or story.people["manager"],
        now=story.now,
    )


def test_picture_is_cleaned_stored_in_the_case_and_logged(story: Story) -> None:
    story.submitted()
    released = add(story)
    assert (released.file.subject, released.file.media_type) == (story.application.subject, "image/jpeg")
    assert b"CANARY" not in read_bytes(released.file)
    entry = AuditEntry.objects.get(action="picture.release")
    assert (entry.subject, entry.details) == (story.application.subject, {"picture": released.pk})


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"shows": " "}, "picture.no_words"),
        ({"consent": " "}, "picture.no_consent"),
        ({"agreed_on": date(2027, 1, 1)}, "picture.future"),
        ({"data": samples.pdf(), "name": "Blatt.pdf"}, "picture.no_image"),
    ],
)
def test_picture_without_words_or_consent_is_not_stored(
    story: Story, fields: dict[str, Any], code: str
) -> None:
    story.submitted()
    assert refusal(lambda: add(story, **fields)) == (InvalidInput, code)


@pytest.mark.parametrize("name", ["kaemmerei", "auditor", "cashier", "administrator"])
def test_only_the_office_releases_and_withdraws(story: Story, name: str) -> None:
    story.submitted()
    stranger = story.people[name]
    assert refusal(lambda: add(story, stranger)) == (NotAllowed, "policy.denied")
    picture = add(story)
    taken_back = refusal(lambda: withdraw_picture(picture=picture, actor=stranger, now=story.now))
    assert taken_back == (NotAllowed, "policy.denied")


def test_nothing_is_released_of_a_draft(story: Story) -> None:
    story.draft()
    assert refusal(lambda: add(story)) == (NotAllowed, "policy.denied")


def test_involved_person_releases_nothing(story: Story) -> None:
    story.submitted()
    declare(story.application, story.people["manager"].reference)
    assert refusal(lambda: add(story)) == (NotAllowed, "policy.denied")


def test_release_is_taken_back_once_and_the_file_stays(story: Story) -> None:
    story.submitted()
    picture = add(story)
    held = withdraw_picture(picture=picture, actor=story.people["officer"], now=story.now)
    assert (held.withdrawn_at, held.withdrawn_by) == (story.now, story.people["officer"].reference)
    assert StoredFile.objects.filter(pk=picture.file_id).exists()
    entry = AuditEntry.objects.get(action="picture.withdraw")
    assert (entry.actor_reference, entry.details) == (held.withdrawn_by, {"picture": picture.pk})
    again = refusal(lambda: withdraw_picture(picture=picture, actor=story.people["officer"], now=story.now))
    assert again == (DomainError, "picture.withdrawn")


def test_deletion_after_retention_takes_release_and_file(story: Story, administrator: Actor) -> None:
    closed(story)
    story.application = story.grant.case
    file = add(story).file_id
    story.day += timedelta(days=60)
    story.grant = archive(story)
    story.day = LAST_KEPT + timedelta(days=1)
    assert release(story, propose(story), replace(administrator, stepped_up=True)) == []
    assert not ReleasedPicture.objects.exists()
    assert not StoredFile.objects.filter(pk=file).exists()


@pytest.mark.parametrize(
    "broken",
    [
        {"shows": ""},
        {"consent": ""},
        {"withdrawn_by": "x"},
        {"withdrawn_at": datetime(2026, 3, 2, tzinfo=UTC)},
    ],
)
def test_database_refuses_a_release_without_words_and_an_unsigned_end(
    story: Story, broken: dict[str, Any]
) -> None:
    story.submitted()
    add(story)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReleasedPicture.objects.update(**broken)

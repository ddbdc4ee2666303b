"""The page of pictures that may be shown: nothing without its consent, a release taken back by a tick."""

from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.values.dates import format_date, local_date
from grants.models import ReleasedPicture
from tests.foundation.files import samples
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
People = Mapping[str, Actor]


def test_picture_is_released_with_its_consent_and_taken_back(story: Story, people: People) -> None:
    case = story.submitted()
    desk, address = browser_of(people["manager"]), reverse("office_action", args=[case.reference, "bilder"])
    assert "Diese Freigaben zurücknehmen" not in text_of(desk.get(address))
    empty = text_of(send(desk, address))
    for sentence in ("Wählen Sie das Bild aus.", "Schreiben Sie, was zu sehen ist.", "Tag der Zustimmung"):
        assert sentence in empty
    typed = {"shows": "Drei Hochbeete", "consent": "Blatt in der Akte", "agreed_on": "01.03.2026"}
    papers = SimpleUploadedFile("Blatt.pdf", samples.pdf(), "application/pdf")
    assert "Wählen Sie ein Foto, keine PDF." in text_of(send(desk, address, file=papers, **typed))
    words = SimpleUploadedFile("Blatt.txt", b"Nur Worte", "text/plain")
    refused = text_of(send(desk, address, file=words, **typed))
    assert ("Wählen Sie ein Foto, keine PDF." in refused, "oder eine PDF" in refused) == (True, False)
    photo = SimpleUploadedFile("Hoffest.jpg", samples.jpeg(), "image/jpeg")
    assert send(desk, address, file=photo, **typed).status_code == 302
    released = ReleasedPicture.objects.get()
    today, by = format_date(local_date(released.released_at)), people["manager"].label
    record = f"Zugestimmt 01.03.2026: Blatt in der Akte Freigegeben {today} von {by}"
    shown = text_of(desk.get(address))
    assert record in shown
    assert "Zurückgenommen" not in shown
    assert send(desk, address, withdrawn=[str(released.pk)]).status_code == 302
    assert ReleasedPicture.objects.get().withdrawn_by == people["manager"].reference
    after = text_of(desk.get(address))
    assert f"{record} Zurückgenommen {today} von {by}" in after
    assert "Diese Freigaben zurücknehmen" not in after


def test_release_is_not_taken_back_where_the_new_picture_is_refused(story: Story, people: People) -> None:
    case = story.submitted()
    desk, address = browser_of(people["manager"]), reverse("office_action", args=[case.reference, "bilder"])
    typed = {"shows": "Drei Hochbeete", "consent": "Blatt in der Akte", "agreed_on": "01.03.2026"}
    send(desk, address, file=SimpleUploadedFile("Hof.jpg", samples.jpeg(), "image/jpeg"), **typed)
    released = ReleasedPicture.objects.get()
    papers = SimpleUploadedFile("Blatt.pdf", samples.pdf(), "application/pdf")
    answer = text_of(send(desk, address, withdrawn=[str(released.pk)], file=papers, **typed))
    assert "Wählen Sie ein Foto, keine PDF." in answer
    assert ReleasedPicture.objects.get().withdrawn_at is None

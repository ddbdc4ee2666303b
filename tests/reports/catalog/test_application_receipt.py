"""The receipt of an application shows what was sent along, and is made again with the same bytes."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from foundation.files.models import Document
from foundation.files.services import read_bytes, store_bytes
from foundation.outbox.services import drain
from grants.models import Application
from grants.services.applications import submit_application
from reports.catalog import CATALOG
from reports.catalog.application_receipt import collect
from reports.render import collect_and_render
from reports.services import commission_of
from tests.reports.kit.inspection import all_findings, words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db


def photo(colour: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (1200, 800), colour).save(data, "JPEG")
    return data.getvalue()


def keep(application: Application, story: Story, name: str, media_type: str, data: bytes) -> None:
    store_bytes(
        data=data,
        name=name,
        media_type=media_type,
        subject=application.subject,
        actor=story.resident,
        now=story.now,
    )


def test_pictures_stand_small_with_their_names_and_papers_by_name(story: Story) -> None:
    draft = story.draft()
    keep(draft, story, "hof.jpg", "image/jpeg", photo("green"))
    keep(draft, story, "angebot.pdf", "application/pdf", b"%PDF-1.4")
    sent = submit_application(application=draft, actor=story.resident, now=story.now)
    drain(now=story.now)
    document = Document.objects.get(slug="eingangsbestaetigung")
    data = read_bytes(document.files.get().file)
    assert all_findings(data) == []
    text = words_copied(data).replace("\u00a0", " ")
    for phrase in ("Ihre Bilder und Papiere", "hof.jpg", "angebot.pdf", "Prüfsumme", "nichts tun"):
        assert phrase in text
    assert b"/Subtype/Image" in data.replace(b" ", b"")
    story.day += timedelta(days=3)
    keep(sent, story, "spaeter.jpg", "image/jpeg", photo("red"))
    commission = commission_of(document)
    assert [name for name, _ in collect(commission).pictures] == ["hof.jpg"]
    assert collect_and_render(CATALOG["eingangsbestaetigung"], commission)["pdf"][1] == data

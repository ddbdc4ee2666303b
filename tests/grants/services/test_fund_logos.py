"""The logo of a fund's letters: made anew, with what it shows, and every old one kept."""

from __future__ import annotations

import io

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from PIL import Image, PngImagePlugin

from foundation.audit.models import AuditEntry
from foundation.files.models import StoredFile
from foundation.files.services import read_bytes
from foundation.values.errors import InvalidInput, NotAllowed
from grants.models import FundLogo
from grants.services.fund_logos import remove_logo, set_logo
from tests.stories import Story

pytestmark = pytest.mark.django_db


def logo_bytes(size: tuple[int, int] = (1200, 400), kind: str = "PNG") -> bytes:
    """A picture with a secret beside its pixels."""
    out = io.BytesIO()
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", "GEHEIM")
    Image.new("RGB", size, "navy").save(out, kind, **({"pnginfo": note} if kind == "PNG" else {}))
    return out.getvalue()


def set_it(story: Story, data: bytes, alt: str = "Wappen", by: str = "manager") -> FundLogo:
    return set_logo(
        fund=story.fund, name="Wappen.png", data=data, alt=alt, actor=story.people[by], now=story.now
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_logo_is_made_anew_small_and_without_what_is_no_picture(story: Story, kind: str) -> None:
    row = set_it(story, logo_bytes(kind=kind))
    assert row.file is not None
    data = read_bytes(row.file)
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.size) == ("PNG", (500, 167))
    assert b"GEHEIM" not in data
    assert AuditEntry.objects.filter(action="fund.logo").count() == 1


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"<svg onload=alert(1)>", b"", b"GIF89a"])
def test_what_is_no_picture_is_refused_and_not_kept(story: Story, data: bytes) -> None:
    before = StoredFile.objects.count()
    with pytest.raises(InvalidInput):
        set_it(story, data)
    assert (StoredFile.objects.count(), FundLogo.objects.count()) == (before, 0)


def test_logo_says_what_it_shows(story: Story) -> None:
    with pytest.raises(InvalidInput, match="was das Logo zeigt"):
        set_it(story, logo_bytes(), alt="  ")
    row = set_it(story, logo_bytes())
    with pytest.raises(IntegrityError), transaction.atomic():
        FundLogo.objects.create(fund=story.fund, file=None, alt="Wappen", written_at=story.now)
    with pytest.raises(DatabaseError), transaction.atomic():
        FundLogo.objects.filter(pk=row.pk).update(alt="anders")  # what letters said stays


@pytest.mark.parametrize("by", ["certifier", "orderer"])
def test_only_the_office_sets_it(story: Story, by: str) -> None:
    with pytest.raises(NotAllowed):
        set_it(story, logo_bytes(), by=by)
    with pytest.raises(NotAllowed):
        remove_logo(fund=story.fund, actor=story.people[by], now=story.now)


def test_removed_logo_is_a_row_that_shows_none(story: Story) -> None:
    manager = story.people["manager"]
    with pytest.raises(InvalidInput, match="kein Logo"):
        remove_logo(fund=story.fund, actor=manager, now=story.now)
    set_it(story, logo_bytes())
    assert remove_logo(fund=story.fund, actor=manager, now=story.now).file is None
    assert FundLogo.objects.count() == 2
    with pytest.raises(InvalidInput, match="kein Logo"):
        remove_logo(fund=story.fund, actor=manager, now=story.now)

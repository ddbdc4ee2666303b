"""R3: what was done, in the person's words and the office's findings, and nothing that nobody has said."""

from dataclasses import replace

import pytest

from grants.models import BoundThing, Obligation
from reports.catalog import CATALOG
from reports.contract import Commission
from reports.render import collect_and_render
from tests.reports.kit.inspection import all_findings, words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db


def commission(story: Story) -> Commission:
    return Commission(
        subject=story.application.subject,
        params={},
        as_of=story.day,
        issued_at=story.now,
        creator="Kim Muster",
    )


def pdf_of(order: Commission) -> bytes:
    made = collect_and_render(CATALOG["sachbericht"], order)
    name = f"R3-sachbericht-lt-2026-0001-stand-{order.as_of.isoformat()}.pdf"
    assert {each: file[0] for each, file in made.items()} == {"pdf": name}
    return made["pdf"][1]


def spoken(pdf: bytes) -> str:
    return words_copied(pdf).replace("\u00a0", " ")


def test_checked_project_says_everything_that_is_known(story: Story) -> None:
    story.accepted()
    grant = story.grant
    Obligation.objects.create(
        grant=grant,
        text="Schild mit den Logos anbringen",
        fulfilled_on=grant.ends_on,
        fulfilled_note="Foto vom Schild",
        fulfilled_by_label="Kim Muster",
    )
    story.proof_sent(30_000)
    BoundThing.objects.create(
        grant=grant,
        what="Gartenbank",
        value_cents=30_000,
        place="Musterhof",
        is_lendable=True,
        bound_until=grant.ends_on.replace(year=2029),
        entered_by="x",
        entered_at=story.now,
    )
    story.proof_confirmed()
    pdf = pdf_of(commission(story))
    assert all_findings(pdf) == []
    text = spoken(pdf)
    for phrase in (
        "Der Blühstreifen ist angelegt.",
        "Ort Musterhof",
        "Zeitraum laut Bewilligung 11.04.2026 bis 09.05.2026",
        "Zweck erreicht ja, festgestellt am 12.05.2026",
        "Kosten laut Antrag 487,65 €",
        "Ausgaben laut Belegen 300,00 €",
        "erfüllt am 09.05.2026: Foto vom Schild",
        "Gartenbank Musterhof, für den Zweck gebunden bis 09.05.2029, ausleihbar",
        "Erstellt 12.05.2026, 10:00 Uhr, von Kim Muster",
    ):
        assert phrase in text, phrase
    assert pdf == pdf_of(commission(story))


def test_what_nobody_has_said_is_not_printed(story: Story) -> None:
    story.accepted()
    story.proof_sent(30_000)
    text = spoken(pdf_of(commission(story)))
    assert "noch nicht festgestellt" in text
    for word in (
        "Teilnehm",
        "Ehrenamt",
        "Stunden",
        "Foto",
        "Rückfragen",
        "Änderungen",
        "Auflagen",
        "Was bleibt",
    ):
        assert word not in text, word


def test_earlier_as_of_knows_no_later_check(story: Story) -> None:
    story.accepted()
    story.proof_sent(30_000)
    before = commission(story)
    story.day = story.day.replace(day=20)
    story.proof_confirmed()
    assert "noch nicht festgestellt" in spoken(pdf_of(before))
    assert "Zweck erreicht ja" in spoken(pdf_of(replace(before, as_of=story.day, issued_at=story.now)))

"""The sheet for gluing receipts: the numbers of the list, room for each, and who may ask for it."""

from datetime import time

import pytest

from foundation.audit.actors import Actor
from foundation.files.models import Document
from foundation.files.services import read_bytes
from foundation.outbox.services import drain
from foundation.values.errors import NotAllowed
from grants.models import Proof, Receipt
from grants.services.proofs import ReceiptLine, add_receipt
from grants.services.receipt_sheets import order_receipt_sheet
from quarter.models import Office, OfficeHours
from tests.grants.rows import refusal
from tests.reports.kit.inspection import all_findings, opened, poppler, words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db
LONG, ARABIC = "Gartenmarkt " * 10, "مخبز الحي الكبير"


def sheet_of(story: Story) -> bytes:
    """The newest sheet, made by the worker; valid as PDF/A-3a and PDF/UA-1."""
    order_receipt_sheet(grant=story.grant, actor=story.resident, now=story.now)
    drain(now=story.now)
    pdf = read_bytes(Document.objects.filter(slug="belegblatt").latest("pk").files.get().file)
    assert all_findings(pdf) == []
    return pdf


def words(pdf: bytes) -> str:
    return words_copied(pdf).replace("\u00a0", " ")


def add(story: Story, *payees: str) -> None:
    for number, payee in enumerate(payees, 1):
        line = ReceiptLine(story.grant.starts_on, payee.strip(), f"Erde {number}", 1_000 * number)
        add_receipt(grant=story.grant, line=line, actor=story.resident, now=story.now)


def pages_of(pdf: bytes) -> list[str]:
    return poppler("pdftotext", pdf).split("\f")[:-1]


def frames_of(pdf: bytes) -> list[int]:
    """How many dashed frames each page has."""
    found = []
    for page in opened(pdf).pages:
        page.contents_coalesce()
        found.append(page.Contents.read_bytes().count(b"[5 3] 0 d"))
    return found


def fields_of(pdf: bytes) -> list[int]:
    """How many fields each page has; each has its frame on the same page."""
    fields = [text.count("Hier aufkleben") for text in pages_of(pdf)]
    assert fields == frames_of(pdf)
    return fields


def test_sheet_without_receipts_is_filled_in_by_hand(story: Story) -> None:
    story.accepted()
    office = Office.objects.create(
        fund=story.fund,
        name="Quartiersbüro Beispiel",
        street="Musterweg 1",
        postcode="06844",
        town="Musterstadt",
    )
    OfficeHours.objects.create(office=office, weekday=1, opens_at=time(14), closes_at=time(17))
    pdf = sheet_of(story)
    text = words(pdf)
    for phrase in (
        str(story.application.reference),
        story.application.title,
        story.name,
        "Es fehlen noch",
        "487,65 €",
        "Musterweg 1",
        "06844 Musterstadt",
        "Dienstag, 14 bis 17 Uhr",
        "Noch ist kein Beleg eingetragen.",
        "Beleg 6",
    ):
        assert phrase in text
    assert "Beleg 7" not in text
    assert fields_of(pdf) == [1, 2, 2, 1]


def test_office_without_hours_is_where_the_fund_is(story: Story) -> None:
    story.accepted()
    assert story.fund.street in words(sheet_of(story))


@pytest.mark.parametrize("payees", [["Bäckerei Beispiel"], ["Gartenmarkt", LONG, ARABIC]])
def test_every_receipt_has_its_field_and_number(story: Story, payees: list[str]) -> None:
    story.accepted()
    add(story, *payees)
    pdf = sheet_of(story)
    text = words(pdf)
    for number in range(1, len(payees) + 1):
        assert f"Beleg {number}" in text
        assert f"Erde {number}" in text
        assert f"{10 * number},00 €" in text
    assert f"Beleg {len(payees) + 1}" not in text
    total = 1_000 * sum(range(1, len(payees) + 1))
    assert f"{(48_765 - total) // 100},65 €" in text
    assert sum(fields_of(pdf)) == len(payees)


def test_arabic_name_is_shown_from_right_to_left(story: Story) -> None:
    story.accepted()
    add(story, ARABIC)
    text = words(sheet_of(story))  # as it stands on the page, from left to right
    places = [text.index(word) for word in ARABIC.split()]
    assert places == sorted(places, reverse=True)


def test_sheet_of_two_hundred_receipts_has_two_on_a_page(story: Story) -> None:
    story.accepted()
    add(story, "Gartenmarkt")
    proof = Proof.objects.get(grant=story.grant)
    first = proof.receipts.get()
    Receipt.objects.bulk_create(
        Receipt(
            proof=proof,
            number=number,
            issued_on=first.issued_on,
            paid_on=first.paid_on,
            payee=f"Markt {number}",
            purpose="Erde",
            amount_cents=100,
        )
        for number in range(2, 201)
    )
    pdf = sheet_of(story)
    pages, counts = pages_of(pdf), fields_of(pdf)
    assert "Beleg 200" in pages[-1]
    assert f"Seite {len(pages)} von {len(pages)}" in pages[-1]
    assert sum(counts) == 200
    assert set(counts[1:-1]) == {2}


def test_same_receipts_give_the_same_sheet_and_others_another(story: Story) -> None:
    story.accepted()
    for _again in range(2):
        order_receipt_sheet(grant=story.grant, actor=story.resident, now=story.now)
    assert Document.objects.filter(slug="belegblatt").count() == 1
    add(story, "Gartenmarkt")
    order_receipt_sheet(grant=story.grant, actor=story.resident, now=story.now)
    assert Document.objects.filter(slug="belegblatt").count() == 2


def test_person_and_office_order_it_and_nobody_else(story: Story, people: dict[str, Actor]) -> None:
    story.accepted()
    for actor in people.values():
        if {code for code, _fund in actor.roles} & {"QM", "CI"}:
            order_receipt_sheet(grant=story.grant, actor=actor, now=story.now)
            continue
        assert refusal(order_receipt_sheet, grant=story.grant, actor=actor, now=story.now) == (
            NotAllowed,
            "policy.denied",
        )

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from applicants.models import Applicant
from foundation.files.models import StoredFile
from foundation.values.dates import format_long_date
from grants.models import Application, Grant, PaymentKind, Receipt
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]
RIGHT = {
    "payee": "Gartenmarkt", "issued_on_day": "20", "issued_on_month": "4", "issued_on_year": "2026",
    "amount_cents": "49,90", "purpose": "Erde",
}  # fmt: skip


def photo(name: str = "beleg.png", colour: str = "red") -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (20, 20), colour).save(data, "PNG")
    return SimpleUploadedFile(name, data.getvalue(), "image/png")


def at(story: Story, name: str, *more: object) -> str:
    return reverse(name, args=[story.application.reference, *more])


def test_receipt_with_photo_counts(browser_of_grant: Client, story: Story) -> None:
    response = browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, "number": "1", "file": photo()})
    assert response.headers["Location"] == at(story, "my_proof")
    html = browser_of_grant.get(at(story, "my_proof")).content.decode()
    words = "Zusammen brauchen wir Belege über 487,65\u00a0€ · Belege 49,90\u00a0€ · fehlen 437,75\u00a0€"
    assert words in html
    assert Receipt.objects.get().file is not None


def test_receipt_sent_twice_is_added_once(browser_of_grant: Client, story: Story) -> None:
    for _ in range(2):
        browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, "number": "1", "file": photo()})
    assert (Receipt.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_plan_of_one_line_is_not_asked_for(browser_of_grant: Client, story: Story) -> None:
    assert "Wofür aus Ihrem Plan?" not in browser_of_grant.get(at(story, "my_receipt_new")).content.decode()
    browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, "number": "1"})
    receipt = Receipt.objects.get()
    assert (receipt.cost_item, receipt.paid_on) == (story.application.costs.get(), receipt.issued_on)


def test_line_of_the_plan_and_day_of_payment_are_kept_once(browser_of_grant: Client, story: Story) -> None:
    sign, cake = (
        story.application.costs.create(position=number, item=item, amount_cents=900, eligible=eligible)
        for number, item, eligible in ((2, "Schild", True), (3, "Kuchen", False))
    )
    page = browser_of_grant.get(at(story, "my_receipt_new")).content.decode()
    assert [name in page for name in ("Wofür aus Ihrem Plan?", sign.item, cake.item)] == [True, True, False]
    paid = {"paid_on_day": "28", "paid_on_month": "4", "paid_on_year": "2026"}
    for _ in range(2):
        browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, **paid, "cost_item": "2", "number": "1"})
    receipt = Receipt.objects.get()
    assert (receipt.cost_item, receipt.paid_on) == (sign, date(2026, 4, 28))
    html = browser_of_grant.get(at(story, "my_proof_check")).content.decode()
    assert "aus Ihrem Plan: Schild, bezahlt am 28.04.2026" in html


def test_line_of_the_plan_is_chosen_by_the_person(browser_of_grant: Client, story: Story) -> None:
    """Nothing is chosen beforehand; not to know is an answer like the others, and is remembered."""
    story.application.costs.create(position=2, item="Schild", amount_cents=900, eligible=True)
    page = at(story, "my_receipt_new")
    assert chosen_lines(browser_of_grant.get(page)) == []
    html = browser_of_grant.post(page, {**RIGHT, "number": "1"}).content.decode()
    assert html.count("Wählen Sie aus, wofür aus Ihrem Plan der Beleg ist.") == 2
    assert not Receipt.objects.exists()
    browser_of_grant.post(page, {**RIGHT, "cost_item": "none", "number": "1"})
    assert Receipt.objects.get().cost_item is None
    edit = at(story, "my_receipt_edit", 1)
    assert chosen_lines(browser_of_grant.get(edit)) == ["none"]
    browser_of_grant.post(edit, {**RIGHT, "cost_item": "2"})
    assert chosen_lines(browser_of_grant.get(edit)) == ["2"]


def chosen_lines(page: Any) -> list[str]:
    inputs = re.findall(r"<input[^>]*name=\"cost_item\"[^>]*>", page.content.decode())
    assert inputs
    return [value for each in inputs if " checked" in each for value in re.findall('value="([^"]*)"', each)]


def test_receipt_outside_the_period_says_where_to_write(browser_of_grant: Client, story: Story) -> None:
    early = {"issued_on_day": "1", "issued_on_month": "1", "issued_on_year": "2026"}
    browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, **early, "number": "1"})
    html = browser_of_grant.get(at(story, "my_proof_check")).content.decode()
    found = re.search(r'<a href="([^"]*)#(\w+)">([^<]*wie es dazu kam\.)</a>', html)
    assert found is not None
    assert "Schreiben Sie bei „Ihre Aktion“ dazu" in found[3]
    assert f'id="{found[2]}"' in browser_of_grant.get(found[1]).content.decode()


def test_line_that_is_not_offered_is_refused(browser_of_grant: Client, story: Story) -> None:
    story.application.costs.create(position=2, item="Schild", amount_cents=900, eligible=True)
    data = {**RIGHT, "cost_item": "3", "number": "1"}
    html = browser_of_grant.post(at(story, "my_receipt_new"), data).content.decode()
    assert "Wählen Sie eine Zeile aus der Liste." in html
    assert not Receipt.objects.exists()


def test_two_equal_receipts_are_two(browser_of_grant: Client, story: Story) -> None:
    for number in ("1", "2"):
        browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, "number": number})
    assert Receipt.objects.count() == 2


def test_same_photo_for_another_receipt_is_refused(browser_of_grant: Client, story: Story) -> None:
    browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, "number": "1", "file": photo()})
    data = {**RIGHT, "payee": "Baumarkt", "number": "2", "file": photo("anders.png")}
    html = browser_of_grant.post(at(story, "my_receipt_new"), data).content.decode()
    assert "Diesen Beleg haben Sie schon." in html
    assert 'value="Baumarkt"' in html
    assert (Receipt.objects.count(), StoredFile.objects.count()) == (1, 1)


WRONG = [
    ({"payee": ""}, "Schreiben Sie, bei wem Sie bezahlt haben."),
    ({"payee": "x" * 121}, "Ihr Text ist 1 Zeichen zu lang."),
    ({"purpose": ""}, "Schreiben Sie, wofür Sie bezahlt haben."),
    ({"amount_cents": ""}, "Geben Sie einen Betrag in Euro ein, zum Beispiel 49,90."),
    ({"amount_cents": "0"}, "Geben Sie einen Betrag in Euro ein, zum Beispiel 49,90."),
    ({"amount_cents": "1.234"}, "Meinen Sie 1.234,00\u00a0€?"),
    ({"amount_cents": "1e4"}, "Geben Sie einen Betrag in Euro ein, zum Beispiel 49,90."),
    ({"issued_on_day": "", "issued_on_month": "", "issued_on_year": ""}, "Geben Sie den Tag ein"),
    ({"issued_on_day": "31"}, "Den 31. April 2026 gibt es nicht."),
    ({"issued_on_year": "2030"}, "Der 20. April 2030 kommt erst noch."),
    (
        {"paid_on_day": "3", "paid_on_month": "5", "paid_on_year": "2030"},
        "Der 3. Mai 2030 kommt erst noch.",
    ),
    ({"paid_on_day": "31", "paid_on_month": "6", "paid_on_year": "2026"}, "Den 31. Juni 2026 gibt es nicht."),
]


@pytest.mark.parametrize(("change", "sentence"), WRONG)
def test_wrong_receipt_is_kept_and_not_added(
    browser_of_grant: Client, story: Story, change: dict[str, str], sentence: str
) -> None:
    data = {**RIGHT, **change, "number": "1"}
    html = browser_of_grant.post(at(story, "my_receipt_new"), data).content.decode()
    assert "<title>Fehler: " in html
    assert sentence in html
    assert all(f'value="{value}"' in html for value in data.values() if value)
    assert not Receipt.objects.exists()


FILES = [
    (
        SimpleUploadedFile("film.mp4", b"\0\0\0\x18ftypmp42" + b"x" * 99),
        "‚film.mp4‘ ist kein Foto und keine PDF.",
    ),
    (SimpleUploadedFile("leer.jpg", b""), "‚leer.jpg‘ ist leer."),
    (SimpleUploadedFile("gross.jpg", b"x" * (15 * 1024 * 1024 + 1)), "‚gross.jpg‘ ist größer als 15 MB."),
    (
        SimpleUploadedFile("kaputt.png", photo().read()[:60]),
        "‚kaputt.png‘ konnte nicht geladen werden.",
    ),
]


@pytest.mark.parametrize(("file", "sentence"), FILES)
def test_receipt_with_a_wrong_file_keeps_the_answers(
    browser_of_grant: Client, story: Story, file: SimpleUploadedFile, sentence: str
) -> None:
    file.seek(0)
    response = browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, "number": "1", "file": file})
    html = response.content.decode()
    assert html.count(sentence) == 2  # in the summary, which leads to the input, and at the input
    assert 'href="#id_file"' in html
    assert 'value="Gartenmarkt"' in html
    assert not Receipt.objects.exists()


def test_removing_twice_removes_one(browser_of_grant: Client, story: Story) -> None:
    for number, shop in enumerate(("Eins", "Zwei", "Drei"), 1):
        browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, "payee": shop, "number": str(number)})
    first = Receipt.objects.get(payee="Eins")
    page = at(story, "my_receipt_remove", 1)
    assert "Möchten Sie Beleg 1 entfernen?" in browser_of_grant.get(page).content.decode()
    for _ in range(2):
        browser_of_grant.post(page, {"receipt": str(first.pk)})
    assert list(Receipt.objects.values_list("number", "payee")) == [(1, "Zwei"), (2, "Drei")]


@pytest.mark.parametrize("receipt", ["", "x", "-1", "999999999999999999999"])
def test_removing_nothing_changes_nothing(browser_of_grant: Client, story: Story, receipt: str) -> None:
    browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, "number": "1"})
    browser_of_grant.post(at(story, "my_receipt_remove", 1), {"receipt": receipt})
    assert Receipt.objects.count() == 1


def test_proof_is_sent_once(browser_of_grant: Client, story: Story) -> None:
    browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, "number": "1"})
    response = browser_of_grant.post(
        at(story, "my_report"), {"report": "Alles blüht.", "donations_actual_cents": ""}
    )
    assert response.headers["Location"] == at(story, "my_proof_check")
    check = browser_of_grant.get(at(story, "my_proof_check")).content.decode()
    assert [each in check for each in ("Alles blüht.", "Haben Sie weniger ausgegeben?")] == [True, True]
    data = {"expected_version": str(Grant.objects.get().version)}
    first = browser_of_grant.post(at(story, "my_proof_check"), data)
    second = browser_of_grant.post(at(story, "my_proof_check"), data)
    assert first.headers["Location"] == second.headers["Location"] == at(story, "my_done")
    done = browser_of_grant.get(at(story, "my_done")).content.decode()
    assert "Ihre Belege sind da. Danke!" in done
    assert "fehlen" not in done
    assert Grant.objects.get().state == "proof_submitted"


def test_proof_without_receipts_says_what_is_missing(browser_of_grant: Client, story: Story) -> None:
    browser_of_grant.post(at(story, "my_report"), {"report": "Alles blüht."})
    data = {"expected_version": str(Grant.objects.get().version)}
    html = browser_of_grant.post(at(story, "my_proof_check"), data).content.decode()
    assert "Fügen Sie mindestens einen Beleg hinzu" in html
    assert Grant.objects.get().state == "proof_due"


@pytest.mark.parametrize("method", ["get", "post"])
def test_proof_before_the_beginning_says_when(story: Story, client_of: ClientOf, method: str) -> None:
    story.accepted()
    client = client_of(story.application.applicant)
    html = getattr(client, method)(at(story, "my_proof_check")).content.decode()
    assert f"Absenden können Sie ab dem {format_long_date(story.grant.starts_on)}." in html
    assert "Nachweis senden</span>" not in html
    assert Grant.objects.get().state == "accepted"


def test_proof_from_a_stale_tab_says_so(browser_of_grant: Client, story: Story) -> None:
    response = browser_of_grant.post(at(story, "my_proof_check"), {"expected_version": "99"})
    assert response.status_code == 409


def test_empty_report_is_asked_for(browser_of_grant: Client, story: Story) -> None:
    html = browser_of_grant.post(
        at(story, "my_report"), {"report": "", "donations_actual_cents": "5"}
    ).content
    assert "Schreiben Sie in zwei Sätzen" in html.decode()


@pytest.mark.parametrize("page", ["my_proof", "my_receipt_new", "my_report", "my_proof_check"])
def test_sent_proof_is_closed_for_changes(story: Story, client_of: ClientOf, page: str) -> None:
    story.accepted()
    story.proof_sent(48_765)
    client = client_of(story.application.applicant)
    for method in ("get", "post") if page != "my_proof" else ("get",):
        response = getattr(client, method)(at(story, page), RIGHT)
        assert response.headers["Location"] == at(story, "my_done")
    assert Receipt.objects.count() == 1


def test_own_and_other_money_need_receipts_too(browser_of_grant: Client, story: Story) -> None:
    Grant.objects.update(own_committed_cents=3_000)
    Application.objects.update(donations_cents=1_000)
    browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, "number": "1", "file": photo()})
    html = browser_of_grant.get(at(story, "my_proof")).content.decode()
    assert "Belege über 527,65\u00a0€ · Belege 49,90\u00a0€ · fehlen 477,75\u00a0€" in html
    assert "487,65\u00a0€ von uns und 40,00\u00a0€ anderes Geld" in html


def test_own_money_comes_off_before_the_rest_is_told(browser_of_grant: Client, story: Story) -> None:
    story.paid(PaymentKind.ADVANCE, 10_000)
    browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, "number": "1", "file": photo()})
    page = at(story, "my_proof_check")
    own_first = "Von Ihren Ausgaben zählt zuerst anderes Geld, auch Ihr eigenes: 30,00\u00a0€."
    html = browser_of_grant.get(page).content.decode()
    assert [each in html for each in ("50,10\u00a0€ sind übrig.", own_first)] == [True, False]
    Grant.objects.update(own_committed_cents=3_000)
    html = browser_of_grant.get(page).content.decode()
    assert [each in html for each in ("80,10\u00a0€ sind übrig.", own_first)] == [True, True]

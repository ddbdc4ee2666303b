"""A receipt is changed on the page where it was added; nothing is lost, its photo least of all."""

from django.test import Client
from django.urls import reverse

from grants.models import Receipt
from tests.grants.views.test_resident_proof import RIGHT, photo
from tests.stories import Story


def at(story: Story, name: str, *more: object) -> str:
    return reverse(name, args=[story.application.reference, *more])


def added(client: Client, story: Story, **more: object) -> Receipt:
    number = Receipt.objects.count() + 1
    client.post(at(story, "my_receipt_new"), {**RIGHT, "number": str(number), **more})
    return Receipt.objects.get(number=number)


def test_receipt_is_changed_and_keeps_its_photo(browser_of_grant: Client, story: Story) -> None:
    receipt = added(browser_of_grant, story, file=photo())
    page = browser_of_grant.get(at(story, "my_receipt_edit", 1)).content.decode()
    assert [each in page for each in ('value="Gartenmarkt"', 'value="49,90"', "beleg.png")] == [True] * 3
    typed = {**RIGHT, "amount_cents": "59,90", "purpose": "Erde und Stauden", "receipt": str(receipt.pk)}
    response = browser_of_grant.post(at(story, "my_receipt_edit", 1), typed)
    assert response.headers["Location"] == at(story, "my_proof")
    changed = Receipt.objects.get()
    assert (changed.pk, changed.number, changed.amount_cents) == (receipt.pk, 1, 5_990)
    assert (changed.purpose, changed.file_id) == ("Erde und Stauden", receipt.file_id)


def test_new_photo_takes_the_place_of_the_old_one(browser_of_grant: Client, story: Story) -> None:
    receipt = added(browser_of_grant, story, file=photo())
    typed = {**RIGHT, "receipt": str(receipt.pk), "file": photo("neu.png", "blue")}
    browser_of_grant.post(at(story, "my_receipt_edit", 1), typed)
    file = Receipt.objects.get().file
    assert file is not None
    assert file.original_name == "neu.png"


def test_photo_of_another_receipt_is_refused(browser_of_grant: Client, story: Story) -> None:
    added(browser_of_grant, story, file=photo())
    second = added(browser_of_grant, story, file=photo("zwei.png", "green"))
    typed = {**RIGHT, "purpose": "Schild", "receipt": str(second.pk), "file": photo()}
    page = browser_of_grant.post(at(story, "my_receipt_edit", 2), typed).content.decode()
    assert "Diesen Beleg haben Sie schon." in page
    assert 'value="Schild"' in page
    assert Receipt.objects.get(number=2).purpose == "Erde"


def test_wrong_answer_changes_nothing_and_keeps_what_was_typed(
    browser_of_grant: Client, story: Story
) -> None:
    receipt = added(browser_of_grant, story)
    typed = {**RIGHT, "payee": "Baumarkt", "amount_cents": "viel", "receipt": str(receipt.pk)}
    page = browser_of_grant.post(at(story, "my_receipt_edit", 1), typed).content.decode()
    assert [each in page for each in ('value="Baumarkt"', 'value="viel"')] == [True, True]
    assert Receipt.objects.get().payee == "Gartenmarkt"


def test_receipt_is_named_by_its_row(browser_of_grant: Client, story: Story) -> None:
    first, second = added(browser_of_grant, story), added(browser_of_grant, story, purpose="Schild")
    browser_of_grant.post(at(story, "my_receipt_remove", 1), {"receipt": str(first.pk)})
    typed = {**RIGHT, "purpose": "Großes Schild", "receipt": str(second.pk)}
    browser_of_grant.post(at(story, "my_receipt_edit", 2), typed)
    assert Receipt.objects.get().purpose == "Großes Schild"
    browser_of_grant.post(at(story, "my_receipt_edit", 1), {**typed, "receipt": str(first.pk)})
    assert Receipt.objects.count() == 1

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from foundation.outbox.models import Mail
from grants.models import Application, Fund
from grants.rules.questions import SECTIONS
from tests.grants.views.drafts import costs, page_of, reread
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]


def test_draft_new_gives_a_key_and_the_first_page(fund: Fund) -> None:
    client = Client()
    response = client.post(reverse("draft_new", args=[fund.slug]))
    made = Application.objects.get()
    assert response.headers["Location"] == page_of(made, SECTIONS[0].slug)
    assert client.get(response.headers["Location"]).status_code == 200


def test_draft_new_twice_makes_one_draft(fund: Fund) -> None:
    client = Client()
    first = client.post(reverse("draft_new", args=[fund.slug]))
    second = client.post(reverse("draft_new", args=[fund.slug]))
    assert first.headers["Location"] == second.headers["Location"]
    assert (Application.objects.count(), Applicant.objects.count()) == (1, 1)


def test_draft_new_reuses_the_applicant_for_a_second_idea(story: Story, client_of: ClientOf) -> None:
    client = client_of(story.draft().applicant)
    client.post(reverse("draft_new", args=[story.fund.slug]))
    assert Application.objects.count() == 2
    assert Application.objects.values("applicant").distinct().count() == 1


def test_draft_new_for_an_unknown_fund_is_404(db: None) -> None:
    assert Client().post("/antrag/neu/gibt-es-nicht/").status_code == 404


@pytest.mark.parametrize("slug", [section.slug for section in SECTIONS])
def test_section_shows_step_and_question(browser_of_draft: Client, draft: Application, slug: str) -> None:
    response = browser_of_draft.get(page_of(draft, slug))
    section = next(each for each in SECTIONS if each.slug == slug)
    number = SECTIONS.index(section) + 1
    html = response.content.decode()
    assert f"<title>Schritt {number} von 9: {section.short}" in html
    assert f"<h1>{section.title}</h1>" in html
    assert "no-store" in response.headers["Cache-Control"]


RIGHT = [
    ("wer", {"kind": "person", "is_adult": "yes"}, "name"),
    ("name", {"name": "Ольга О’Нил", "channel": "letter"}, "adresse"),
    ("adresse", {"street": "Ring 1", "postcode": "06844", "town": "Dessau"}, "idee"),
    ("idee", {"title": "Blumen", "description": "Wir pflanzen."}, "wann-wo"),
    (
        "wann-wo",
        {"place": "Hof", "starts_on_day": "12", "starts_on_month": "April", "starts_on_year": "2026"},
        "kosten",
    ),
    ("kosten", costs(("Erde", "49,90"), ("", "")), "anderes-geld"),
    ("anderes-geld", {}, "bilder"),
    ("bilder", {}, "zustimmung"),
]


@pytest.mark.parametrize(("slug", "data", "following"), RIGHT)
def test_section_with_right_answers_leads_on(
    browser_of_draft: Client, draft: Application, slug: str, data: dict[str, str], following: str
) -> None:
    response = browser_of_draft.post(page_of(draft, slug), {**data, "action": "continue"})
    assert response.headers["Location"] == page_of(draft, following)


def test_last_section_leads_to_the_check_page(browser_of_draft: Client, draft: Application) -> None:
    data = {"not_begun_confirmed": "on", "terms_accepted": "on", "action": "continue"}
    response = browser_of_draft.post(page_of(draft, "zustimmung"), data)
    assert response.headers["Location"] == reverse("draft_check", args=[draft.uuid])


def test_section_from_the_check_page_returns_there(browser_of_draft: Client, draft: Application) -> None:
    address = page_of(draft, "idee") + "?von=pruefen"
    response = browser_of_draft.post(address, {"title": "A", "description": "B", "action": "continue"})
    assert response.headers["Location"] == reverse("draft_check", args=[draft.uuid])


def test_section_left_for_later_saves_without_asking(browser_of_draft: Client, draft: Application) -> None:
    response = browser_of_draft.post(page_of(draft, "idee"), {"title": "Blumen", "action": "later"})
    assert response.headers["Location"] == reverse("draft_later", args=[draft.uuid])
    assert reread(draft).title == "Blumen"


WRONG = [
    ("wer", {"kind": "alien"}, "Wählen Sie aus, wer den Antrag stellt."),
    ("wer", {"kind": "person"}, "Wählen Sie aus, ob Sie 18 Jahre alt oder älter sind."),
    ("name", {"name": "", "channel": "letter"}, "Geben Sie Ihren Namen ein."),
    ("name", {"name": "A" * 161, "channel": "letter"}, "Ihr Text ist 1 Zeichen zu lang. Kürzen Sie ihn."),
    (
        "name",
        {"name": "A", "channel": "email", "email": "name@"},
        "Geben Sie eine E-Mail-Adresse im richtigen Format ein, zum Beispiel name@beispiel.de.",
    ),
    (
        "name",
        {"name": "A", "channel": "email", "email": ""},
        "Geben Sie eine E-Mail-Adresse im richtigen Format ein, zum Beispiel name@beispiel.de.",
    ),
    (
        "name",
        {"name": "A", "channel": "phone"},
        "Geben Sie eine Telefonnummer ein, unter der wir Sie erreichen.",
    ),
    ("adresse", {"street": ""}, "Geben Sie Ihre Straße und Hausnummer ein."),
    *(
        (
            "adresse",
            {"street": "Musterweg 1", "postcode": typed, "town": "Musterstadt"},
            "Geben Sie Ihre Postleitzahl mit fünf Ziffern ein, zum Beispiel 06844.",
        )
        for typed in ("abc", "0684", "068444")
    ),
    ("idee", {"title": "x" * 81, "description": "d"}, "Ihr Text ist 1 Zeichen zu lang. Kürzen Sie ihn."),
    (
        "idee",
        {"title": "t", "description": "x" * 1620},
        "Ihr Text ist 120 Zeichen zu lang. Kürzen Sie ihn.",
    ),
    (
        "wann-wo",
        {"place": "Hof", "starts_on_day": "31", "starts_on_month": "2", "starts_on_year": "2026"},
        "Den 31. Februar 2026 gibt es nicht. Prüfen Sie Tag und Monat.",
    ),
    (
        "wann-wo",
        {"place": "Hof", "starts_on_day": "40", "starts_on_month": "2", "starts_on_year": "2026"},
        "Geben Sie den Tag als Zahl von 1 bis 31 ein.",
    ),
    (
        "wann-wo",
        {"place": "Hof", "starts_on_day": "1", "starts_on_month": "1", "starts_on_year": "2020"},
        "Das ist schon vorbei. Wählen Sie einen späteren Tag oder rufen Sie uns an.",
    ),
    (
        "wann-wo",
        {
            "place": "Hof",
            "starts_on_day": "10",
            "starts_on_month": "6",
            "starts_on_year": "2026",
            "ends_on_day": "9",
            "ends_on_month": "6",
            "ends_on_year": "2026",
        },
        "Der letzte Tag liegt vor dem ersten. Prüfen Sie beide Tage.",
    ),
    ("kosten", costs(("", "")), "Tragen Sie ein, was Sie brauchen und wie viel es kostet."),
    (
        "kosten",
        costs(("Erde", "viel")),
        "Zeile 1: Geben Sie einen Betrag in Euro ein, zum Beispiel 49,90.",
    ),
    ("kosten", costs(("Erde", "1.234")), "Zeile 1: Meinen Sie 1.234,00\u00a0€?"),
    (
        "kosten",
        costs(("Erde", "-5")),
        "Zeile 1: Geben Sie den Betrag ohne Minuszeichen ein, zum Beispiel 49,90.",
    ),
    ("kosten", costs(("", "5")), "Schreiben Sie in Zeile 1, was Sie brauchen."),
    (
        "kosten",
        costs(("Erde", "")),
        "Schreiben Sie in Zeile 1, wie viel es kostet, zum Beispiel 49,90.",
    ),
    (
        "kosten",
        costs(("Erde", "0")),
        "Schreiben Sie in Zeile 1, wie viel es kostet, zum Beispiel 49,90.",
    ),
    ("anderes-geld", {"own_cents": "NaN"}, "Geben Sie einen Betrag in Euro ein, zum Beispiel 49,90."),
    ("anderes-geld", {"own_cents": "1,234"}, "Meinen Sie 1.234,00\u00a0€?"),
    (
        "anderes-geld",
        {"donations_cents": "10"},
        "Schreiben Sie, von wem Sie das andere Geld bekommen.",
    ),
    ("zustimmung", {}, "Bestätigen Sie, dass Sie noch nicht angefangen haben."),
]


@pytest.mark.parametrize(("slug", "data", "sentence"), WRONG)
def test_section_says_what_is_wrong_and_keeps_everything(
    browser_of_draft: Client, draft: Application, slug: str, data: dict[str, str], sentence: str
) -> None:
    response = browser_of_draft.post(page_of(draft, slug), {**data, "action": "continue"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Fehler: Schritt" in html
    assert html.count(sentence) >= 2  # in the summary and at the field
    assert "Problem(" not in html
    for value in data.values():
        assert value in html or value == "alien"


def test_section_saves_the_right_answers_beside_a_wrong_one(
    browser_of_draft: Client, draft: Application
) -> None:
    data = {"place": "Hof", "starts_on_day": "31", "starts_on_month": "2", "starts_on_year": "2026"}
    browser_of_draft.post(page_of(draft, "wann-wo"), {**data, "action": "continue"})
    assert (reread(draft).place, reread(draft).starts_on) == ("Hof", None)


@pytest.mark.parametrize(
    ("typed", "channel"),
    [
        ({"email": "olena@beispiel.de"}, "email"),
        ({"phone": "0340 1234"}, "phone"),
        ({"email": "olena@beispiel.de", "phone": "0340 1234"}, "email"),
        ({"email": "olena@beispiel.de", "channel": "letter"}, "letter"),
    ],
)
def test_who_gives_an_address_need_not_choose_the_way(
    browser_of_draft: Client, draft: Application, typed: dict[str, str], channel: str
) -> None:
    page = page_of(draft, "name")
    response = browser_of_draft.post(page, {"name": "Olena", **typed, "action": "continue"})
    assert response.headers["Location"] == page_of(draft, "adresse")
    assert reread(draft).particulars.channel == channel
    assert f'value="{channel}" id="id_channel_' in browser_of_draft.get(page).content.decode()


def test_new_address_gets_one_link(browser_of_draft: Client, draft: Application) -> None:
    Application.objects.update(title="Blumen für alle")
    data = {"name": "Olena", "channel": "email", "email": "olena@beispiel.de", "action": "continue"}
    browser_of_draft.post(page_of(draft, "name"), data)
    browser_of_draft.post(page_of(draft, "name"), data)
    mail = Mail.objects.get()
    assert mail.to == "olena@beispiel.de"
    assert "/zugang/" in mail.body
    assert "Ihr Antrag ist gespeichert." in mail.body
    assert "Blumen" not in mail.body  # nothing that a stranger typed


def test_postcode_and_town_are_prefilled(browser_of_draft: Client, draft: Application) -> None:
    Fund.objects.update(postcode="06844", town="Dessau-Roßlau")
    html = browser_of_draft.get(page_of(draft, "adresse")).content.decode()
    assert 'value="06844"' in html


def test_task_list_shows_what_is_open(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    html = client_of(draft.applicant).get(reverse("draft", args=[draft.uuid])).content.decode()
    assert html.count("Noch offen") == 0
    assert reverse("draft_check", args=[draft.uuid]) in html


def test_unknown_section_is_404(browser_of_draft: Client, draft: Application) -> None:
    assert browser_of_draft.get(page_of(draft, "unsinn")).status_code == 404


def test_sent_draft_leads_to_the_confirmation(story: Story, client_of: ClientOf) -> None:
    sent = story.submitted()
    client = client_of(sent.applicant)
    response = client.get(page_of(sent, "idee"))
    assert response.headers["Location"] == reverse("draft_sent", args=[sent.uuid])


def test_section_of_a_sent_draft_changes_nothing_and_says_so(story: Story, client_of: ClientOf) -> None:
    sent = story.submitted()
    client = client_of(sent.applicant)
    response = client.post(page_of(sent, "idee"), {"title": "Anders", "action": "continue"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Ihr Antrag ist schon abgeschickt. Diese Änderung ist nicht gespeichert." in html
    assert 'value="Anders"' in html
    assert reread(sent).title == "Blühstreifen Musterhof"


def test_picture_for_a_sent_draft_is_refused_in_words(story: Story, client_of: ClientOf) -> None:
    sent = story.submitted()
    response = client_of(sent.applicant).post(page_of(sent, "bilder"), {"action": "upload"}, follow=True)
    assert "Ihr Antrag ist schon abgeschickt." in response.content.decode()


@pytest.mark.parametrize("typed", ["06844", "06 844", "D-06844", "٠٦٨٤٤", "00-950", "1012 AB", "A-1010"])
def test_postcode_in_another_form_is_right(browser_of_draft: Client, draft: Application, typed: str) -> None:
    data = {"street": "Musterweg 1", "postcode": typed, "town": "Musterstadt", "action": "continue"}
    assert browser_of_draft.post(page_of(draft, "adresse"), data).status_code == 302


def test_address_of_a_new_draft_leads_to_the_page_with_the_button(client: Client, fund: Fund) -> None:
    response = client.get(reverse("draft_new", args=[fund.slug]))
    assert response.headers["Location"] == reverse("fund", args=[fund.slug])
    assert client.get(reverse("draft_new", args=["nirgendwo"])).status_code == 404
    assert not Application.objects.exists()

"""What stands on the pages of the office."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.files.services import fail_document, order_document, store_bytes
from foundation.values.dates import local_date
from grants.models import Outcome, Particulars, PaymentKind
from grants.services.applications import withdraw_application
from grants.services.judgements import Cut
from grants.services.notices import draft_rejection_notice, release_rejection_notice
from grants.services.proofs import check_proof
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

People = dict[str, Actor]
Stories = Callable[..., Story]


def case_page(people: People, name: str, story: Story) -> str:
    address = reverse("office_case", args=[story.application.reference])
    return text_of(browser_of(people[name]).get(address))


def queries_of(people: People, name: str, address: str) -> int:
    client = browser_of(people[name])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_today_counts_for_the_manager_and_for_the_kasse(story: Story, people: People) -> None:
    story.accepted()
    story.ordered(PaymentKind.ADVANCE, 10_000)
    manager = text_of(browser_of(people["manager"]).get(reverse("office_today")))
    cashier = text_of(browser_of(people["cashier"]).get(reverse("office_today")))
    assert "0 Neu" in manager
    assert "1 Angeordnet zusammen 100,00\u00a0€".replace("\u00a0", " ") in manager
    assert "1 Angeordnet" in cashier
    assert "Anträge und Nachweise" not in cashier


def test_list_links_to_the_case_and_keeps_what_was_searched(story: Story, people: People) -> None:
    story.submitted()
    client = browser_of(people["manager"])
    found = client.get(reverse("office_cases"), {"suche": "Blüh", "stand": "neu"})
    assert f'href="/buero/antraege/{story.application.reference}/"' in found.content.decode()
    assert 'value="Blüh"' in found.content.decode()
    nothing = client.get(reverse("office_cases"), {"suche": "gibt es nicht"})
    assert "Kein Antrag passt dazu." in text_of(nothing)


def test_list_escapes_what_residents_typed(story: Story, people: People) -> None:
    story.fields["title"] = "<script>alert(1)</script>"
    story.submitted()
    page = browser_of(people["manager"]).get(reverse("office_cases")).content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_case_shows_facts_costs_checks_and_history(story: Story, people: People) -> None:
    story.cents = 60_000
    story.submitted()
    page = case_page(people, "manager", story)
    for part in (
        "Eingegangen Dran ist: Büro",
        "Musterstraße 1 06844 Dessau-Roßlau",
        "Stauden und Saatgut noch offen 600,00 €",
        "Achtung: Sie möchten 600,00 €. Sie können höchstens 500,00 € bekommen.",
        "In Ordnung: alle anderen Prüfungen",
        "Antrag absenden 02.03.2026, 10:00 Uhr · Nachbarschaftsgruppe Musterhof",
    ):
        assert part in page


def test_checks_after_the_vote_say_what_is_compared_no_more(story: Story, people: People) -> None:
    story.eligible()
    told = "Mit anderen Anträgen wird nach der Entscheidung nicht mehr verglichen."
    assert told not in case_page(people, "manager", story)
    story.voted()
    assert f"Prüfungen nach den Regeln des Fonds. {told}" in case_page(people, "manager", story)


def test_case_offers_only_what_is_allowed_and_says_why_not(story: Story, people: People) -> None:
    story.drafted()
    drafter, second = case_page(people, "officer", story), case_page(people, "officer2", story)
    assert "Warum geht „Bewilligungsbescheid freigeben“ nicht?" in drafter
    assert "Wer am Bescheid geschrieben hat, gibt ihn nicht frei." in drafter
    assert "Warum geht „Bewilligungsbescheid freigeben“ nicht?" not in second


def test_case_shows_the_money_the_orders_and_the_proof(story: Story, people: People) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 20_000)
    grant = story.proof_sent(20_000, 10_000)
    cuts = {2: Cut(2_500, "Pfand")}
    check_proof(grant=grant, cuts=cuts, purpose_achieved=True, actor=people["manager"], now=story.now)
    page = case_page(people, "officer", story)
    for part in (
        "Bewilligt 487,65 € Ausgezahlt 200,00 € Wieder frei für den Fonds 0,00 € Rest 287,65 €",
        "LT-2026-A0001 Vorschuss Ausgezahlt 200,00 €",
        "Gekürzt: Pfand 100,00 € 75,00 € 25,00 €",
        "Anspruch 275,00 € Noch nicht bestätigt.",
        "DE89 •••• 3000",
    ):
        assert part in page
    assert "DE89370400440532013000" not in page


def test_case_shows_single_votes_to_the_office_only(story: Story, people: People) -> None:
    story.voted()
    name = story.fund.jury_members.all()[0].name
    found = {
        who: f"{name}: Ja" in case_page(people, who, story) for who in ("manager", "auditor", "certifier")
    }
    assert found == {"manager": True, "auditor": True, "certifier": False}


def test_case_hides_notices_from_the_kaemmerei(story: Story, people: People) -> None:
    story.issued()
    assert "Klage bis 07.04.2026" in case_page(people, "manager", story)
    assert "Klage bis" not in case_page(people, "kaemmerei", story)


@pytest.mark.both_databases
def test_case_shows_attachments_and_documents_with_their_state(story: Story, people: People) -> None:
    case = story.submitted()
    actor, now = people["manager"], story.now
    store_bytes(
        data=b"%PDF-1.4", name="skizze.pdf", media_type="application/pdf", subject=case.subject,
        actor=actor, now=now,
    )  # fmt: skip
    for number, title in enumerate(("Schreiben eins", "Schreiben zwei")):
        document = order_document(
            slug="probe", title=title, subject=case.subject, params={}, as_of=story.day, actor=actor,
            now=now, key=f"probe:{number}",
        )  # fmt: skip
    fail_document(document=document, error="Das Dokument ließ sich nicht erstellen.", now=now)
    page = case_page(people, "manager", story)
    assert "skizze.pdf (8\u00a0Bytes)".replace("\u00a0", " ") in page
    assert "Schreiben eins" in page
    assert "Wartet. Das Dokument wird gleich erstellt." in page
    assert "Das Dokument ließ sich nicht erstellen." in page


def test_order_page_shows_signatures_and_no_full_iban(story: Story, people: People) -> None:
    story.accepted()
    order = story.certified(PaymentKind.ADVANCE, 10_000)
    page = text_of(browser_of(people["cashier"]).get(reverse("office_order", args=[order.number])))
    assert "Wartet auf: Anordnung" in page
    assert "Sachlich richtig Fenja Beispiel, 02.03.2026, 10:00 Uhr" in page
    assert "DE89 •••• 3000" in page
    assert "Zum Antrag" not in page


def test_order_list_filters_by_state(story: Story, people: People) -> None:
    story.accepted()
    story.certified(PaymentKind.ADVANCE, 10_000)
    client = browser_of(people["orderer"])
    texts = {
        state: "LT-2026-A0001" in text_of(client.get(reverse("office_orders"), {"stand": state}))
        for state in ("", "certified_arith", "draft", "gibt-es-nicht")
    }
    assert texts == {"": True, "certified_arith": True, "draft": False, "gibt-es-nicht": True}


def test_finance_landing_shows_the_year(story: Story, people: People) -> None:

    story.submitted()
    story.fund.accounts.update(budget_year=local_date(timezone.now()).year)
    page = text_of(browser_of(people["kaemmerei"]).get(reverse("office_finance")))
    assert "Verfügbar 2.000,00 €" in page
    assert "Frei 2.000,00 €" in page


def test_session_page_shows_the_agenda_with_links_to_decide(story: Story, people: People) -> None:
    case = story.scheduled()
    address = reverse("office_session", args=[case.agenda_items.get().session_id])
    page = browser_of(people["manager"]).get(address)
    assert reverse("office_action", args=[case.reference, "beschluss"]) in page.content.decode()
    assert "Warum geht „Sitzung schließen“ nicht?" in text_of(page)
    auditor = browser_of(people["auditor"]).get(address).content.decode()
    assert reverse("office_action", args=[case.reference, "beschluss"]) not in auditor


def test_list_page_asks_the_same_with_one_row_and_with_many(stories: Stories, people: People) -> None:
    stories(1).submitted()
    few = queries_of(people, "manager", reverse("office_cases"))
    for number in range(2, 12):
        stories(number).submitted()
    assert queries_of(people, "manager", reverse("office_cases")) == few
    assert few <= 6 + 3  # three for session, user and roles


@pytest.mark.parametrize("receipts", [1, 12])
def test_case_page_asks_the_same_with_one_receipt_and_with_many(
    story: Story, people: People, receipts: int
) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    grant = story.proof_sent(*([2_000] * receipts))
    address = reverse("office_case", args=[grant.case.reference])
    # Three for session, user and roles, one for the line in the access log, one for the page's frame.
    # What is bound, what was asked about the proof and the texts of the fund have tables of their own.
    assert queries_of(people, "manager", address) == 14 + 5


def test_case_page_of_a_new_case_asks_for_nothing_that_cannot_exist(story: Story, people: People) -> None:
    story.submitted()
    address = reverse("office_case", args=[story.application.reference])
    assert queries_of(people, "manager", address) <= 10 + 5


def test_bias_of_a_member_is_asked_until_the_notice_is_out(story: Story, people: People) -> None:
    question = "Mitglied der Jury ist befangen"
    story.drafted()
    assert question in case_page(people, "manager", story)
    story.issued_now()
    assert question not in case_page(people, "manager", story)


def test_case_that_is_over_has_no_term(story: Story, people: People) -> None:
    story.incomplete()
    assert case_page(people, "manager", story).count("Frist: 16.") == 2
    withdraw_application(application=story.application, actor=story.resident, now=story.now)
    page = case_page(people, "manager", story)
    assert "Frist:" not in page
    assert "Wem gehört der Hof? Keine Antwort." in page


def test_case_that_is_over_has_no_hints(story: Story, people: People) -> None:
    story.decided(Outcome.NO, votes=dict.fromkeys(story.fund.jury_members.all(), "no"), reason="Zu teuer")
    Particulars.objects.update(kind="business")
    case, hint = (
        story.application,
        "Tragen Sie die Förderung vor der Auszahlung in das De-minimis-Register ein.",
    )
    assert hint in case_page(people, "manager", story)
    draft_rejection_notice(application=case, reason="Zu teuer", actor=people["officer"], now=story.now)
    release_rejection_notice(application=case, actor=people["officer2"], now=story.now)
    page = case_page(people, "manager", story)
    assert hint not in page
    assert "Der Fall ist beendet. Es gibt nichts mehr zu prüfen." in page
    assert "In Ordnung" not in page

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from foundation.values.dates import format_long_date
from grants.models import Application, Fund, Grant, PaymentKind
from grants.selectors.resident_progress import LAST_DAY
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.drafts import correct_award_notice
from grants.services.grants import advance_grants, remind_proof
from grants.services.notices import draft_rejection_notice, release_rejection_notice
from grants.services.repayments import record_repayment
from grants.services.review import ask_question, declare_ineligible
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]


def status_page(story: Story, client_of: ClientOf) -> str:
    client = client_of(story.application.applicant)
    return client.get(reverse("my_case", args=[story.application.reference])).content.decode()


def asked(story: Story) -> Application:
    story.submitted()
    story.application = ask_question(
        application=story.application,
        text="Wem gehört der Hof?",
        due_on=story.day + timedelta(days=14),
        actor=story.people["manager"],
        now=story.now,
    )
    return story.application


STATES = [
    ("submitted", "Wir sind dran.", "Ihr Antrag ist da. Wir prüfen ihn."),
    ("eligible", "Wir sind dran.", "Er kommt in die nächste Sitzung."),
    ("scheduled", "Die Jury ist dran.", "Die Jury trifft sich am 2. März 2026."),
    ("voted", "Die Stadt ist dran.", "Die Jury hat beraten. Die Stadt schreibt Ihnen."),
    ("issued", "Sie sind dran.", "Gute Nachricht: Sie bekommen 487,65\u00a0€."),
]


@pytest.mark.parametrize(("stage", "owner", "sentence"), STATES)
def test_status_page_says_whose_turn_it_is(
    story: Story, client_of: ClientOf, stage: str, owner: str, sentence: str
) -> None:
    getattr(story, stage)()
    html = status_page(story, client_of)
    assert owner in html
    assert sentence in html
    assert html.count('aria-current="step"') == 1


def test_status_page_of_a_part_says_which_part(story: Story, client_of: ClientOf) -> None:
    story.issued()
    Application.objects.update(requested_cents=50_000)
    assert "Sie bekommen 487,65\u00a0€ von 500,00\u00a0€." in status_page(story, client_of)


def test_status_page_offers_one_main_action(story: Story, client_of: ClientOf) -> None:
    story.issued()
    html = status_page(story, client_of)
    assert html.count("kern-btn--primary") == 1
    assert reverse("my_accept", args=[story.application.reference]) in html


@pytest.mark.parametrize("route", ["my_case", "my_accept"])
def test_conditions_stand_apart_from_obligations(story: Story, client_of: ClientOf, route: str) -> None:
    story.drafted()
    correct_award_notice(
        grant=story.grant,
        reason="Gut.",
        obligations=["Logo zeigen"],
        conditions=["Zustimmung zeigen"],
        actor=story.people["manager"],
        now=story.now,
    )
    story.issued_now()
    page = reverse(route, args=[story.application.reference])
    text = text_of(client_of(story.application.applicant).get(page))
    before_money = "Bevor Geld kommt Wir überweisen erst, wenn das erledigt ist: Zustimmung zeigen"
    assert f"Logo zeigen {before_money}" in text


def test_status_page_of_a_rejection_gives_the_reason(story: Story, client_of: ClientOf) -> None:
    story.submitted()
    officers = story.people["officer"], story.people["officer2"]
    case = declare_ineligible(
        application=story.application, reason="Intern.", actor=story.people["manager"], now=story.now
    )
    draft_rejection_notice(
        application=case, reason="Liegt nicht im Quartier.", actor=officers[0], now=story.now
    )
    assert "Liegt nicht im Quartier." not in status_page(story, client_of)
    release_rejection_notice(application=case, actor=officers[1], now=story.now)
    html = status_page(story, client_of)
    assert "Liegt nicht im Quartier." in html
    assert "ak-steps" not in html


def test_question_is_answered_once(story: Story, client_of: ClientOf) -> None:
    case = asked(story)
    client, page = client_of(case.applicant), reverse("my_question", args=[case.reference])
    assert "Wem gehört der Hof?" in client.get(page).content.decode()
    data = {"text": "Uns allen.", "expected_version": str(case.version)}
    first, second = client.post(page, data), client.post(page, data)
    assert first.headers["Location"] == second.headers["Location"]
    assert [each.answer for each in case.information_requests.all()] == ["Uns allen."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Schreiben Sie Ihre Antwort."),
        ("   ", "Schreiben Sie Ihre Antwort."),
        ("x" * 4001, "Ihr Text ist 1 Zeichen zu lang. Kürzen Sie ihn."),
    ],
)
def test_question_with_a_wrong_answer_changes_nothing(
    story: Story, client_of: ClientOf, text: str, sentence: str
) -> None:
    case = asked(story)
    page = reverse("my_question", args=[case.reference])
    response = client_of(case.applicant).post(page, {"text": text, "expected_version": str(case.version)})
    html = response.content.decode()
    assert sentence in html
    assert text.strip() in html
    assert Application.objects.get(pk=case.pk).state == "incomplete"


def test_question_from_a_stale_tab_keeps_the_answer(story: Story, client_of: ClientOf) -> None:
    case = asked(story)
    page = reverse("my_question", args=[case.reference])
    response = client_of(case.applicant).post(page, {"text": "Uns allen.", "expected_version": "0"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Inzwischen hat sich hier etwas geändert." in html
    assert "Uns allen." in html
    assert f'name="expected_version" value="{case.version}"' in html


def test_withdrawing_needs_its_page_and_happens_once(story: Story, client_of: ClientOf) -> None:
    case = story.submitted()
    client, page = client_of(case.applicant), reverse("my_withdraw", args=[case.reference])
    assert "Möchten Sie Ihren Antrag zurückziehen?" in client.get(page).content.decode()
    data = {"reason": "", "expected_version": str(case.version)}
    assert client.post(page, data).status_code == client.post(page, data).status_code == 302
    assert Application.objects.get(pk=case.pk).state == "withdrawn"
    assert "Sie haben den Antrag zurückgezogen." in status_page(story, client_of)


def test_withdrawing_from_a_stale_tab_does_nothing(story: Story, client_of: ClientOf) -> None:
    case = story.submitted()
    page = reverse("my_withdraw", args=[case.reference])
    response = client_of(case.applicant).post(page, {"reason": "Umzug", "expected_version": "0"})
    assert response.status_code == 409
    assert "Umzug" in response.content.decode()
    assert Application.objects.get(pk=case.pk).state == "submitted"


def test_withdrawing_after_the_decision_leads_back(story: Story, client_of: ClientOf) -> None:
    story.issued()
    page = reverse("my_withdraw", args=[story.application.reference])
    response = client_of(story.application.applicant).get(page)
    assert response.headers["Location"] == reverse("my_case", args=[story.application.reference])
    assert Grant.objects.get().state == "issued"


def test_conditions_are_a_promise_only_after_acceptance(story: Story, client_of: ClientOf) -> None:
    story.issued()
    story.grant.obligations.create(text="Logo zeigen")
    assert "Das gehört dazu, wenn Sie annehmen" in status_page(story, client_of)
    Grant.objects.update(accepted_on=story.day)
    assert "Das haben Sie zugesagt" in status_page(story, client_of)


def steps_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("ak-steps")[2].partition("</ol>")[0]).split())


MONEY = [
    (0, "Geld kommt noch Bezahlt: 0,00 € von 487,65 €"),
    (10_000, "Geld kommt noch Bezahlt: 100,00 € von 487,65 €"),
    (48_765, "Geld erledigt Nachweis"),
]


@pytest.mark.parametrize(("cents", "words"), MONEY)
def test_money_is_done_when_all_of_it_is_paid(
    story: Story, client_of: ClientOf, cents: int, words: str
) -> None:
    story.accepted()
    if cents:
        story.paid(PaymentKind.ADVANCE, cents)
    story.day = story.grant.starts_on
    advance_grants(now=story.now)
    assert words in steps_of(status_page(story, client_of))


@pytest.mark.parametrize(("days", "sentence"), [(0, LAST_DAY), (1, "Ihre Aktion ist zu Ende.")])
def test_action_is_over_on_the_day_after_its_last_day(
    story: Story, client_of: ClientOf, clock: time_machine.Traveller, days: int, sentence: str
) -> None:
    story.accepted()
    story.day = story.grant.ends_on + timedelta(days=days)
    advance_grants(now=story.now)
    clock.move_to(story.now)
    assert sentence in status_page(story, client_of)


def test_after_the_check_the_entitlement_is_the_whole(story: Story, client_of: ClientOf) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    story.proof_sent(40_000)
    story.proof_confirmed()
    assert "Bezahlt: 100,00 € von 400,00 €" in steps_of(status_page(story, client_of))


ACCOUNT = {
    "cash_office_holder": "Stadtkasse Musterstadt",
    "cash_office_iban": "DE02120300000000202051",
}


@pytest.mark.parametrize(
    ("account", "where"),
    [
        (ACCOUNT, "an: Stadtkasse Musterstadt, IBAN DE02\u00a01203\u00a00000\u00a00000\u00a02020\u00a051."),
        ({"cash_office_iban": ""}, "Das Konto steht im Brief der Stadt."),
    ],
)
def test_who_owes_money_is_next(
    story: Story, client_of: ClientOf, clock: time_machine.Traveller, account: dict[str, str], where: str
) -> None:
    Fund.objects.update(**account)
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 48_765)
    story.proof_sent(43_765)
    story.proof_confirmed()
    people, heard = story.people, story.day - timedelta(days=1)
    claim = draft_claim(
        grant=story.grant, actor=people["officer"], now=story.now - timedelta(days=11), heard_until=heard
    )
    story.post("anhoerung-rueckforderung", days_ago=11)
    clock.move_to(story.now)
    assert "Die Stadt ist dran." in status_page(story, client_of)
    claim = release_claim_notice(claim=claim, actor=people["officer2"], now=story.now)
    assert claim.pay_by is not None
    html = status_page(story, client_of)
    assert "Sie sind dran." in html
    assert f"Bitte zahlen Sie 50,00\u00a0€ zurück bis zum {format_long_date(claim.pay_by)}." in html
    assert where in html
    officer = browser_of(people["manager"])
    page = text_of(officer.get(reverse("office_case", args=[story.application.reference])))
    assert "Dran ist: Antragstellende" in page
    record_repayment(claim=claim, amount_cents=5_000, actor=people["cashier"], now=story.now)
    assert "Sie sind dran." not in status_page(story, client_of)


def test_late_receipts_are_awaited_until_the_term_of_the_last_reminder(
    story: Story, client_of: ClientOf
) -> None:
    story.accepted()
    due_on = story.grant.proof_due_on
    assert due_on is not None
    story.day = due_on + timedelta(days=1)
    advance_grants(now=story.now)
    until = story.day + timedelta(days=14)
    with time_machine.travel(story.now, tick=False):
        page = status_page(story, client_of)
        assert f"Wir brauchten sie bis {format_long_date(due_on)}. Wir nehmen sie auch jetzt noch." in page
        grant = Grant.objects.get()
        remind_proof(grant=grant, until=until, actor=story.people["manager"], now=story.now)
        page = status_page(story, client_of)
        assert f"Schicken Sie uns Ihre Belege bis {format_long_date(until)}." in page

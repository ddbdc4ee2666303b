"""What the office's forms insist on, and that every document of a case can be reached from its page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.values.dates import format_date, local_date
from grants.models import Application, FundRules, PaymentKind, PaymentOrder, ProofCheck, Receipt
from grants.services.judgements import Cut
from grants.services.proofs import check_proof
from grants.views.office_cases import CASE_REPORTS as CASE_REPORT_BUTTONS
from reports.selectors import CASE_REPORTS
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

People = dict[str, Actor]
Stories = Callable[..., Story]


def address_of(case: Application, slug: str) -> str:
    return reverse("office_action", args=[case.reference, slug])


def in_days(days: int) -> str:
    return format_date(local_date(timezone.now()) + timedelta(days=days))


@pytest.mark.parametrize(
    ("slug", "typed", "sentence"),
    [
        ("rueckfrage", {"text": "Wo?", "due_on": in_days(400)}, "in den nächsten zwölf Monaten"),
        ("rueckfrage", {"text": "Wo?", "due_on": in_days(0)}, "Wählen Sie einen Tag in der Zukunft."),
    ],
)
def test_term_far_away_is_told(
    story: Story, people: People, slug: str, typed: dict[str, str], sentence: str
) -> None:
    case = story.submitted()
    assert sentence in text_of(send(browser_of(people["manager"]), address_of(case, slug), **typed))


@pytest.mark.parametrize(
    ("held_on", "sentence"),
    [
        ("1.1.1900", "Dieser Tag ist vorbei."),
        (in_days(-1), "Dieser Tag ist vorbei. Wählen Sie heute oder einen späteren Tag."),
        ("1.1.2199", "höchstens ein Jahr entfernt"),
    ],
)
def test_session_of_a_day_that_cannot_be_is_told(
    story: Story, people: People, held_on: str, sentence: str
) -> None:
    response = send(browser_of(people["manager"]), reverse("office_session_new"), held_on=held_on, place="")
    assert sentence in text_of(response)
    assert f'value="{held_on}"' in response.content.decode()
    assert story.fund.sessions.count() == 0


def test_yes_to_less_than_possible_asks_for_the_reason(story: Story, people: People) -> None:
    case = story.scheduled()
    votes = {f"vote_{member.pk}": "yes" for member in story.fund.jury_members.all()}
    manager = browser_of(people["manager"])
    response = send(manager, address_of(case, "beschluss"), outcome="yes", amount="400", **votes)
    assert "Möglich sind 487,65 €. Ist es weniger, wählen Sie „Teilweise“" in text_of(response)
    assert Application.objects.get(pk=case.pk).state == "scheduled"


def test_award_of_less_needs_its_reason(story: Story, people: People) -> None:
    case = story.voted()
    case.agenda_items.update(amount_cents=40_000, reason="")
    response = send(browser_of(people["officer"]), address_of(case, "bescheid-entwerfen"), reason="")
    assert "warum es weniger ist als beantragt" in text_of(response)
    assert case.notices.count() == 0


@pytest.mark.parametrize("days", [-1, 400])
def test_due_day_in_the_past_or_far_away_is_told(story: Story, people: People, days: int) -> None:
    address = address_of(story.accepted().case, "auszahlung")
    typed = {"kind": "advance", "amount": "100", "due_on": in_days(days)}
    response = send(browser_of(people["certifier"]), address, **typed)
    assert "Wählen Sie heute oder einen Tag in den nächsten zwölf Monaten." in text_of(response)
    assert PaymentOrder.objects.count() == 0


def test_no_advance_after_the_check(story: Story, people: People) -> None:
    story.accepted()
    story.proof_sent(40_000)
    address = address_of(story.proof_confirmed().case, "auszahlung")
    response = send(browser_of(people["certifier"]), address, kind="advance", amount="100", due_on="")
    assert "Der Nachweis ist geprüft. Wählen Sie die Schlusszahlung." in text_of(response)
    assert PaymentOrder.objects.count() == 0


def test_reason_without_a_cut_is_not_lost(story: Story, people: People) -> None:
    story.accepted()
    case = story.proof_sent(40_000).case
    response = send(
        browser_of(people["manager"]), address_of(case, "nachweis-pruefen"), purpose="ja", reason_1="Pfand"
    )
    assert "Beleg 1: Tragen Sie ein, um wie viel Sie kürzen" in text_of(response)
    assert 'value="Pfand"' in response.content.decode()
    assert ProofCheck.objects.count() == 0


def test_check_sets_the_line_of_the_plan_and_the_way_of_payment(story: Story, people: People) -> None:
    story.accepted()
    sign = story.application.costs.create(position=2, item="Schild", amount_cents=900, eligible=True)
    case = story.proof_sent(40_000).case
    typed = {"purpose": "ja", "item_1": "2", "method_1": "cash"}
    manager = browser_of(people["manager"])
    assert send(manager, address_of(case, "nachweis-pruefen"), **typed).status_code == 302
    receipt = Receipt.objects.get()
    assert (receipt.cost_item, receipt.payment_method) == (sign, "cash")
    page = text_of(manager.get(reverse("office_case", args=[case.reference])))
    assert f"Bezahlt am {format_date(receipt.paid_on)}, bar · Kostenposition: Schild" in page
    again = manager.get(address_of(case, "nachweis-pruefen")).content.decode()
    assert all(f'<option value="{value}" selected>' in again for value in ("2", "cash"))


def test_field_of_action_is_asked_where_the_fund_has_a_catalogue(story: Story, people: People) -> None:
    case = story.submitted()
    address, manager = address_of(case, "foerderfaehig"), browser_of(people["manager"])
    response = send(manager, address, cost_1="ja", field_of_action="")
    assert "Wählen Sie ein Handlungsfeld aus der Liste." in text_of(response)
    FundRules.objects.update(fields_of_action_text="")
    assert "Handlungsfeld" not in text_of(manager.get(address))
    assert send(manager, address, cost_1="ja").status_code == 302
    assert Application.objects.get(pk=case.pk).field_of_action is None


def test_who_confirms_sees_what_was_cut_and_why(story: Story, people: People) -> None:
    story.accepted()
    grant = story.proof_sent(40_000)
    cuts = {1: Cut(150, "Pfand")}
    check_proof(grant=grant, cuts=cuts, purpose_achieved=True, actor=people["manager"], now=story.now)
    page = browser_of(people["officer"]).get(address_of(grant.case, "pruefvermerk-bestaetigen"))
    assert "Beleg 1, Gartenmarkt Beispiel 1: 1,50 € von 400,00 € – Pfand" in text_of(page)


def test_receipt_used_elsewhere_is_shown_and_answered(stories: Stories, people: People) -> None:
    first, second = stories(1), stories(2)
    for story in (first, second):
        story.accepted()
        story.proof_sent(20_000)
    address = address_of(second.application, "nachweis-pruefen")
    manager = browser_of(people["manager"])
    where = f"liegt schon bei {first.application.reference}."
    sentence = f"Beleg 1: Ein Beleg mit gleichem Tag, Geschäft und Betrag {where}"
    assert f"Achtung: Schon anderswo eingereicht {sentence}" in text_of(manager.get(address))
    refused = send(manager, address, purpose="ja", remark="Alles da")
    assert text_of(refused).count(sentence) == 3  # summary, warning, beside the input
    assert "Alles da" in refused.content.decode()
    assert ProofCheck.objects.count() == 0
    send(manager, address, purpose="ja", kept_1="Zwei gleiche Kisten")
    confirming = address_of(second.application, "pruefvermerk-bestaetigen")
    page = text_of(browser_of(people["officer"]).get(confirming))
    assert "Beleg 1, Gartenmarkt Beispiel 1, 200,00 € – Zwei gleiche Kisten" in page


def test_reports_of_a_case_are_ordered_from_its_page(story: Story, people: People) -> None:
    assert tuple(slug for slug, _ in CASE_REPORT_BUTTONS) == CASE_REPORTS
    story.accepted()
    case = story.proof_sent(40_000).case
    page = browser_of(people["kaemmerei"]).get(reverse("office_case", args=[case.reference]))
    for slug in CASE_REPORTS:
        assert f'action="{reverse("case_report", args=[case.reference, slug])}"' in page.content.decode()


def test_drafted_notice_can_be_seen_as_the_letter(story: Story, people: People) -> None:
    case = story.drafted().case
    link = f'href="{reverse("notice_preview", args=[case.reference])}"'
    page = reverse("office_case", args=[case.reference])
    pages = {name: browser_of(people[name]).get(page) for name in ("manager", "auditor")}
    shown = {name: link in found.content.decode() for name, found in pages.items()}
    assert shown == {"manager": True, "auditor": False}
    release = browser_of(people["officer2"]).get(address_of(case, "bescheid-freigeben"))
    assert link in release.content.decode()


def test_pages_lead_nobody_where_the_role_does_not_reach(story: Story, people: People) -> None:
    story.scheduled()
    session = f'href="{reverse("office_session", args=[story.session().pk])}"'
    today = {name: session in browser_of(people[name]).get(reverse("office_today")).content.decode()
             for name in ("manager", "kaemmerei")}  # fmt: skip
    assert today == {"manager": True, "kaemmerei": False}
    reports = f'<a href="{reverse("reports")}">Berichte</a></li>'
    finance = {name: reports in browser_of(people[name]).get(reverse("office_finance")).content.decode()
               for name in ("kaemmerei", "cashier")}  # fmt: skip
    assert finance == {"kaemmerei": True, "cashier": False}


def test_discarded_order_says_why(story: Story, people: People) -> None:
    story.accepted()
    order = story.ordered(PaymentKind.ADVANCE, 10_000)
    address = reverse("office_order_action", args=[order.number, "verwerfen"])
    send(browser_of(people["orderer"]), address, reason="Der Betrag war falsch.")
    page = browser_of(people["cashier"]).get(reverse("office_order", args=[order.number]))
    assert "Verworfen von" in text_of(page)
    assert "Der Betrag war falsch." in text_of(page)

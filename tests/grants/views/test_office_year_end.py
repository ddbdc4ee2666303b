"""The page of the year's end: checklist, sheet, two persons."""

from collections.abc import Mapping
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import PaymentKind, YearClosing
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

People = Mapping[str, Actor]


@pytest.fixture
def page(story: Story, clock: time_machine.Traveller) -> str:
    """100.00 of 487.65 are paid; it is January."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    story.day = date(2027, 1, 12)
    clock.move_to(story.now)
    return reverse("office_year_end", args=[story.fund.slug, 2026])


def test_open_commitments_are_named_and_nothing_can_be_proposed(people: People, page: str) -> None:
    browser = browser_of(people["kaemmerei"])
    shown = text_of(browser.get(page)).replace("\xa0", " ")
    assert "Zuerst: Noch gebunden sind 387,65 €. Übertragen Sie sie ins Jahr 2027." in shown
    assert "Abschluss vorschlagen" not in shown
    assert "weicht ab" not in shown
    refused = browser.post(page)
    assert "Noch gebunden sind 387,65" in text_of(refused)
    assert not YearClosing.objects.exists()


def test_year_is_closed_and_opened_in_the_browser(story: Story, people: People, page: str) -> None:
    first, second = browser_of(people["kaemmerei"]), browser_of(people["kaemmerei2"])
    first.post(reverse("office_carry_over_new"), {"fund": story.fund.pk, "from_year": 2026})
    second.post(reverse("office_carry_over_confirm", args=[story.fund.carry_overs.get().uuid]))
    tired = browser_of(people["kaemmerei"], stepped_up=False)
    assert tired.post(page).headers["Location"].startswith(reverse("confirm_identity"))
    assert "Eine zweite Person der Kämmerei bestätigt das." in text_of(first.post(page, follow=True))
    confirm = reverse("office_closing_confirm", args=[YearClosing.objects.get().uuid])
    assert first.post(confirm).status_code == 403
    assert "Das Haushaltsjahr ist abgeschlossen." in text_of(second.post(confirm, follow=True))
    assert "Dieser Vorschlag ist schon bestätigt." in text_of(second.post(confirm))
    asked = second.post(page, {"reason": " "})
    assert "Schreiben Sie, warum das Jahr wieder offen sein soll." in text_of(asked)
    second.post(page, {"reason": "Ein Beleg fehlt."})
    again = YearClosing.objects.latest("pk")
    withdraw = reverse("office_closing_withdraw", args=[again.uuid])
    assert "Der Vorschlag ist zurückgezogen." in text_of(second.post(withdraw, follow=True))


def test_auditor_reads_and_proposes_nothing(people: People, page: str) -> None:
    auditor = browser_of(people["auditor"])
    assert auditor.get(page).status_code == 200
    assert auditor.post(page).status_code == 403
    assert auditor.get(page.replace("2026", "2031")).status_code == 404

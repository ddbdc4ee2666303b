"""The pages of the five figures: each leads to its cases, and a wrong address to nothing."""

from collections.abc import Mapping

import pytest
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import PaymentKind
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

People = Mapping[str, Actor]


def test_each_figure_leads_to_its_cases(story: Story, people: People) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    browser = browser_of(people["kaemmerei"])
    page = browser.get(reverse("office_figures"))
    for figure, amount in (("beantragt", "487,65"), ("gebunden", "387,65"), ("ausgezahlt", "100,00")):
        address = reverse("office_figure_cases", args=[story.fund.slug, 2026, 2026, figure])
        assert f'href="{address}"' in page.content.decode()
        cases = text_of(browser.get(address))
        assert cases.count(amount) == 2  # the figure, and its one case
        assert (story.grant.case.reference or "?") in cases
    empty = reverse("office_figure_cases", args=[story.fund.slug, 2026, 2026, "zurueckgezahlt"])
    assert "Zu dieser Zahl gehört kein Antrag." in text_of(browser.get(empty))


@pytest.mark.parametrize(
    ("year", "programme", "figure", "query", "status"),
    [
        (2026, 2026, "gebunden", "?nach=x", 200),
        (2026, 2026, "gebunden", "?nach=99999999999999999999999", 200),
        (2026, 2026, "gebunden", "?nach=999999", 200),
        (2026, 2026, "gespart", "", 404),
        (2025, 2026, "gebunden", "", 404),
        (2026, 99999999999999999999, "gebunden", "", 404),
    ],
)
def test_odd_addresses_are_no_error(
    story: Story, people: People, year: int, programme: int, figure: str, query: str, status: int
) -> None:
    story.accepted()
    address = reverse("office_figure_cases", args=[story.fund.slug, year, programme, figure])
    assert browser_of(people["auditor"]).get(address + query).status_code == status

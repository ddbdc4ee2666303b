"""Texts and rules of a fund in Chromium, narrow and wide: changed, previewed, proposed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from grants.models import Fund
from grants.services.fund_texts import write_texts
from grants.services.rule_versions import propose_rules
from tests.browser.desk import Desk
from tests.infra.browser import OpenPage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses(fund: Fund, people: dict[str, Actor]) -> list[str]:
    """A text with a history, a proposal that waits; -> the pages to look at."""
    now = timezone.now()
    texts = {"closing_text": "Mit herzlichen Grüßen aus {stadt}\nIm Auftrag"}
    write_texts(fund=fund, texts=texts, actor=people["officer"], now=now)
    proposal = propose_rules(
        fund=fund,
        values={"proof_days": 56, "profile": "small_town", "second_person_above_cents": 20_000},
        valid_from=local_date(now) + timedelta(days=40),
        reason="Acht Wochen wie in der neuen Richtlinie.",
        actor=people["manager"],
        now=now,
    )
    texts_url = f"/einstellungen/texte/{fund.slug}"
    return [
        "/einstellungen/texte/",
        f"{texts_url}/closing_text/",
        f"{texts_url}/remedy_text/",
        f"{texts_url}/nachforderung_text/",
        "/einstellungen/regeln/",
        f"/einstellungen/regeln/vorschlag/{proposal.uuid}/",
    ]


def test_settings_of_a_fund_are_readable_on_every_screen(
    open_page: OpenPage,
    addresses: list[str],
    fund: Fund,
) -> None:
    """One heading, no sideways scrolling, big targets, no complaint of axe: `Desk.go` looks at each page."""
    officer, manager = (Desk(open_page, name) for name in ("officer", "manager"))
    for address in addresses:
        officer.go(address)
    officer.page.get_by_role("button", name="Regeln bestätigen").click()
    officer.reads("Die Regeln gelten ab dem")
    manager.go(f"/einstellungen/regeln/{fund.slug}/neu/")
    manager.page.get_by_role("button", name="Regeln vorschlagen").click()
    manager.reads("Schreiben Sie, warum sich die Regeln ändern.")

"""What a fund's rules say is what its notices say; an empty text keeps a notice in the house."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import Blocked
from grants.models import FundRules, PaymentKind
from grants.rules.text_catalog import FILLINGS
from grants.selectors.notice_preview import preview_award, preview_award_of
from grants.services.claims import draft_claim
from grants.services.notices import draft_award_notice, draft_rejection_notice, release_award_notice
from tests.grants.rows import findings
from tests.grants.services.minutes import NO, ballots
from tests.grants.texts import say
from tests.stories import Story

pytestmark = pytest.mark.django_db


def test_preview_names_one_day_once(story: Story) -> None:
    case = story.submitted()
    case.starts_on = case.ends_on = date(2026, 5, 9)
    days: dict[str, Any] = {"amount_cents": 1, "obligations": [], "reason": "", "today": story.day}
    assert preview_award(case, **days).facts[0] == ("Zeitraum", "9. Mai 2026")
    case.ends_on = date(2026, 5, 10)
    assert preview_award(case, **days).facts[0] == ("Zeitraum", "9. Mai 2026 bis 10. Mai 2026")


def test_empty_text_keeps_the_notice_in_the_house(story: Story, officer: Actor, officer2: Actor) -> None:
    story.voted()
    say(revocation_text=" ", signature_text="", claim_cut_text="")
    codes = ("notice.text_missing", "notice.text_missing")
    draft = {"application": story.application, "actor": officer, "now": story.now}
    assert findings(draft_award_notice, **draft) == codes
    say(revocation_text="Widerruf bleibt vorbehalten.", signature_text="{name}")
    story.drafted_now()
    say(proof_text="")
    release = {"grant": story.grant, "actor": officer2, "now": story.now}
    assert findings(release_award_notice, **release) == ("notice.text_missing",)


def test_page_shows_the_words_of_the_rules(story: Story) -> None:
    say(
        remedy_kind="objection",
        remedy_body="Stadt Beispiel",
        remedy_text="Widerspruch bei der {stelle}.",
        conditions_text="Zeigen Sie das Logo der {fonds}.",
    )
    page = preview_award_of(story.drafted(), today=story.day)
    assert page.remedy == "Widerspruch bei der Stadt Beispiel."
    assert "Zeigen Sie das Logo der Aktionskasse DEMO." in page.conditions
    assert "Widerspruch ist dann bis" in page.dates


def test_fund_and_rules_fill_every_placeholder_that_is_theirs(story: Story) -> None:
    assert set(FundRules.objects.get().fillings) == set(FILLINGS)


def test_hole_in_a_text_stops_draft_and_release(story: Story, officer: Actor, officer2: Actor) -> None:
    story.voted()
    draft: dict[str, Any] = {"application": story.application, "actor": officer, "now": story.now}
    say(remedy_body=" ")
    with pytest.raises(Blocked, match="aber beim Fonds fehlt die Angabe „Stelle für den Rechtsbehelf“") as no:
        draft_award_notice(**draft)
    assert no.value.codes == ("notice.hole",)
    say(remedy_body="Gericht")
    story.drafted_now()
    say(legal_basis_text="{richtlinie}")
    FundRules.objects.update(guideline_name="")
    release = {"grant": story.grant, "actor": officer2, "now": story.now}
    assert findings(release_award_notice, **release) == ("notice.hole",)


def test_rejection_with_a_hole_is_not_drafted(story: Story, officer: Actor) -> None:
    story.decided(NO, votes=ballots(story, 2, 5), reason="Zu teuer")
    say(remedy_body="")
    draft = {"application": story.application, "reason": "Zu teuer", "actor": officer, "now": story.now}
    assert findings(draft_rejection_notice, **draft) == ("notice.hole",)


def test_claim_with_a_hole_is_not_drafted(story: Story, officer: Actor) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    story.proof_confirmed()
    say(remedy_body="")
    draft = {
        "grant": story.grant,
        "actor": officer,
        "now": story.now,
        "heard_until": story.day + timedelta(days=10),
    }
    assert findings(draft_claim, **draft) == ("notice.hole",)

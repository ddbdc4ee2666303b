"""What a fund's rules say is what its notices say; an empty text keeps a notice in the house."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import Blocked, InvalidInput
from grants.models import FundRules, PaymentKind
from grants.selectors.notice_preview import preview_award, preview_award_of
from grants.services.claims import draft_claim
from grants.services.notices import draft_award_notice, draft_rejection_notice, release_award_notice
from tests.grants.rows import findings
from tests.grants.services.minutes import NO, ballots
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("invariants_hold")]


def test_rules_with_an_unknown_placeholder_are_not_stored(story: Story) -> None:
    rules = FundRules.objects.get()
    rules.closing_text = "Für {wen}"
    with pytest.raises(
        InvalidInput, match=r"Den Platzhalter \{wen\} gibt es im Text „Grußformel“ nicht"
    ) as no:
        rules.save()
    assert (no.value.code, no.value.field) == ("wording.placeholder", "closing_text")
    assert FundRules.objects.get().closing_text != "Für {wen}"


def test_preview_names_one_day_once(story: Story) -> None:
    case = story.submitted()
    case.starts_on = case.ends_on = date(2026, 5, 9)
    days: dict[str, Any] = {"amount_cents": 1, "obligations": [], "reason": "", "today": story.day}
    assert preview_award(case, **days).facts[0] == ("Zeitraum", "9. Mai 2026")
    case.ends_on = date(2026, 5, 10)
    assert preview_award(case, **days).facts[0] == ("Zeitraum", "9. Mai 2026 bis 10. Mai 2026")


def test_empty_text_keeps_the_notice_in_the_house(story: Story, officer: Actor, officer2: Actor) -> None:
    story.voted()
    FundRules.objects.update(revocation_text=" ", signature_text="", claim_cut_text="")
    codes = ("notice.text_missing", "notice.text_missing")
    draft = {"application": story.application, "actor": officer, "now": story.now}
    assert findings(draft_award_notice, **draft) == codes
    FundRules.objects.update(revocation_text="Widerruf bleibt vorbehalten.", signature_text="{name}")
    story.drafted_now()
    FundRules.objects.update(proof_text="")
    release = {"grant": story.grant, "actor": officer2, "now": story.now}
    assert findings(release_award_notice, **release) == ("notice.text_missing",)


def test_page_shows_the_words_of_the_rules(story: Story) -> None:
    FundRules.objects.update(
        remedy_kind="objection",
        remedy_body="Stadt Beispiel",
        remedy_text="Widerspruch bei der {stelle}.",
        conditions_text="Zeigen Sie das Logo der {fonds}.",
    )
    page = preview_award_of(story.drafted(), today=story.day)
    assert page.remedy == "Widerspruch bei der Stadt Beispiel."
    assert "Zeigen Sie das Logo der Aktionskasse DEMO." in page.conditions
    assert "Widerspruch ist dann bis" in page.dates


def test_case_keeps_the_words_of_its_version(story: Story, officer2: Actor) -> None:
    story.drafted()
    old = FundRules.objects.get()
    FundRules.objects.create(
        fund=story.fund, version=2, valid_from=story.day, remedy_text="Neu", closing_text="Anders"
    )
    release_award_notice(grant=story.grant, actor=officer2, now=story.now)
    assert preview_award_of(story.grant, today=story.day).remedy == old.remedy()


def test_hole_in_a_text_stops_draft_and_release(story: Story, officer: Actor, officer2: Actor) -> None:
    story.voted()
    draft: dict[str, Any] = {"application": story.application, "actor": officer, "now": story.now}
    FundRules.objects.update(remedy_body=" ")
    with pytest.raises(Blocked, match="aber beim Fonds fehlt die Angabe „Stelle für den Rechtsbehelf“") as no:
        draft_award_notice(**draft)
    assert no.value.codes == ("notice.hole",)
    FundRules.objects.update(remedy_body="Gericht")
    story.drafted_now()
    FundRules.objects.update(legal_basis_text="{richtlinie}", guideline_name="")
    release = {"grant": story.grant, "actor": officer2, "now": story.now}
    assert findings(release_award_notice, **release) == ("notice.hole",)


def test_rejection_with_a_hole_is_not_drafted(story: Story, officer: Actor) -> None:
    story.decided(NO, votes=ballots(story, 2, 5), reason="Zu teuer")
    FundRules.objects.update(remedy_body="")
    draft = {"application": story.application, "reason": "Zu teuer", "actor": officer, "now": story.now}
    assert findings(draft_rejection_notice, **draft) == ("notice.hole",)


def test_claim_with_a_hole_is_not_drafted(story: Story, officer: Actor) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    story.proof_confirmed()
    FundRules.objects.update(remedy_body="")
    draft = {
        "grant": story.grant,
        "actor": officer,
        "now": story.now,
        "heard_until": story.day + timedelta(days=10),
    }
    assert findings(draft_claim, **draft) == ("notice.hole",)

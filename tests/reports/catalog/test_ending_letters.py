"""Letters about a grant that ends before its time: by the city with the remedy, by the applicant without."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from foundation.files.models import Document
from grants.models import FundRules, PaymentKind
from grants.services.exits import cancel_grant, decline_grant, hear_about_start
from grants.services.grants import advance_grants
from grants.services.lapses import draft_lapse, release_lapse
from tests.grants.rows import fetch
from tests.reports.letters import words_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
Step = Callable[[Story], Any]


def _begun(story: Story, cents: int = 0) -> dict[str, Any]:
    """Accepted, perhaps paid, and running."""
    story.accepted()
    if cents:
        story.paid(PaymentKind.ADVANCE, cents)
    story.day = story.grant.starts_on + timedelta(days=2)
    advance_grants(now=story.now)
    return {"grant": fetch(story.grant), "now": story.now}


def lapse(story: Story) -> None:
    FundRules.objects.update(start_within_months=1)
    officer, running = story.people["officer"], _begun(story)
    hear_about_start(**running, until=story.day + timedelta(days=14), actor=officer)
    story.post("anhoerung-beginn")
    story.day += timedelta(days=15)
    let_go(story, "Niemand hat geantwortet.")


def expire(story: Story) -> None:
    FundRules.objects.update(acceptance_days=14)
    story.issued()
    story.day += timedelta(days=30)
    let_go(story, "Keine Annahme.")


def let_go(story: Story, reason: str) -> None:
    step = {"grant": fetch(story.grant), "now": story.now}
    draft_lapse(**step, reason=reason, actor=story.people["manager"])
    release_lapse(**step, actor=story.people["officer"])


def decline(story: Story) -> None:
    decline_grant(grant=story.issued(), actor=story.resident, now=story.now)


def cancel(story: Story) -> None:
    cancel_grant(**_begun(story), reason="Zu wenig Leute.", actor=story.resident)


def cancel_paid(story: Story) -> None:
    cancel_grant(**_begun(story, 20_000), reason="Zu wenig Leute.", actor=story.resident)


@pytest.mark.parametrize(
    ("end", "slug", "phrases", "not_said"),
    [
        (
            lapse,
            "verfallsmitteilung",
            (
                "Der Bewilligungsbescheid vom 2. März 2026 gilt nicht mehr.",
                "nicht in der Zeit begonnen",
                "Zeit hatten Sie bis zum 27. April 2026.",
                "Niemand hat geantwortet.",
            ),
            "angenommen",
        ),
        (expire, "verfallsmitteilung", ("nicht in der Zeit angenommen", "Keine Annahme."), "äußern"),
        (decline, "beendigungsmitteilung", ("Sie nehmen die Förderung nicht an.", "kein Geld"), "Belege"),
        (cancel, "beendigungsmitteilung", ("Sie haben Ihre Aktion abgebrochen.", "kein Geld"), "Belege"),
        (cancel_paid, "beendigungsmitteilung", ("200,00 € ausgezahlt", "11. Mai 2026"), "kein Geld"),
    ],
)
def test_end_is_told_in_a_letter(
    story: Story, end: Step, slug: str, phrases: tuple[str, ...], not_said: str
) -> None:
    end(story)
    text = words_of(slug, story)
    for phrase in phrases:
        assert phrase in text
    assert not_said not in text
    is_decision_of_the_city = slug == "verfallsmitteilung"
    assert ("Verwaltungsgericht Halle" in text) is is_decision_of_the_city
    assert Document.objects.get(slug=slug).audience == "applicant"

"""By when to accept and to begin: an award names the terms after which it can end."""

import pytest

from grants.models import FundRules
from tests.grants.texts import say
from tests.reports.letters import words_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
ACCEPT = "Nehmen Sie die Förderung bis zum"
BEGIN = "Beginnen Sie Ihre Aktion bis zum"


@pytest.mark.parametrize(
    ("form", "slug"), [("notice", "bewilligungsbescheid"), ("agreement", "foerdervereinbarung")]
)
def test_award_names_its_terms(story: Story, form: str, slug: str) -> None:
    say(award_form=form)
    FundRules.objects.update(acceptance_days=14, start_within_months=3)
    story.issued()  # posted on 2 March, known on 6 March; 6 June is a Saturday
    text = words_of(slug, story)
    assert f"{ACCEPT} 20. März 2026 an. Sonst können wir sie beenden." in text
    assert f"{BEGIN} 8. Juni 2026. Sonst kann die Förderung verfallen." in text


def test_nobody_must_begin_before_the_day_that_was_asked_for(story: Story) -> None:
    FundRules.objects.update(start_within_months=1)
    story.issued()
    text = words_of("bewilligungsbescheid", story)
    assert f"{BEGIN} 11. April 2026." in text
    assert ACCEPT not in text


def test_fund_without_terms_names_none(story: Story) -> None:
    story.issued()
    text = words_of("bewilligungsbescheid", story)
    assert ACCEPT not in text
    assert BEGIN not in text

"""Two applications of one person: each says its own, the cap of a year counts both."""

from datetime import timedelta
from typing import Any

import pytest

from applicants.actors import actor_for
from foundation.audit.actors import Actor
from foundation.outbox.models import Mail
from grants.models import Application, Fund, Particulars
from grants.selectors.notice_preview import preview_award
from grants.selectors.resident import latest_email
from grants.services.access_links import send_sign_in_links
from grants.services.applications import save_answers, start_draft, submit_application
from grants.workflows.facts import applicant_used_cents
from reports.catalog.letter_parts import address_of
from tests.grants.rows import fetch
from tests.stories import Story

pytestmark = pytest.mark.django_db

MOVED = {"name": "Alex Neu", "contact_person": "", "street": "Neue Straße 9", "email": "neu@beispiel.de"}


def second_draft(story: Story, **changes: Any) -> Application:
    """The same applicant begins again, a week later, and says something else about themselves."""
    applicant, later = story.application.applicant, story.now + timedelta(days=7)
    draft = start_draft(fund=story.fund, applicant=applicant, now=later)
    return save_answers(application=draft, actor=actor_for(applicant), now=later, applicant_answers=changes)


def test_second_application_begins_with_what_was_said_last(story: Story) -> None:
    first = story.submitted()
    second = second_draft(story)
    assert second.particulars.answers == first.particulars.answers
    assert second.particulars.name == story.name
    third = second_draft(story, **MOVED)
    assert third.particulars.street == "Neue Straße 9"


def test_second_application_changes_nothing_in_the_first(story: Story) -> None:
    story.voted()
    before = address_of(fetch(story.application))
    second = second_draft(story, **MOVED)
    first = fetch(story.application)
    assert (
        before == address_of(first) == (story.name, "Alex Beispiel", "Musterstraße 1", "06844 Dessau-Roßlau")
    )
    assert (
        preview_award(first, amount_cents=1, obligations=[], reason="", today=story.day).address_lines
        == before
    )
    assert first.versions.get().content["applicant"] == first.particulars.answers
    assert address_of(fetch(second)) == ("Alex Neu", "Neue Straße 9", "06844 Dessau-Roßlau")


def test_links_go_to_the_address_that_was_given_last(story: Story) -> None:
    story.submitted()
    applicant = story.application.applicant
    assert latest_email(applicant) == ""
    second_draft(story, **MOVED)
    second_draft(story, email="")
    assert latest_email(applicant) == "neu@beispiel.de"


def test_only_the_latest_address_opens(story: Story) -> None:
    """The address of the case that was sent may belong to somebody else by now."""
    story.draft()
    save_answers(
        application=story.application,
        actor=story.resident,
        now=story.now,
        applicant_answers={"email": "alt@beispiel.de"},
    )
    submit_application(application=fetch(story.application), actor=story.resident, now=story.now)
    assert links_sent("ALT@beispiel.de", story) == 1
    second_draft(story, email="neu@beispiel.de")
    assert (links_sent("alt@beispiel.de", story), links_sent("neu@beispiel.de", story)) == (0, 1)
    assert list(Mail.objects.order_by("pk").values_list("to", flat=True)) == [
        "alt@beispiel.de",
        "neu@beispiel.de",
    ]


def links_sent(email: str, story: Story) -> int:
    return send_sign_in_links(email=email, address_of=lambda token: token, now=story.now)


def test_history_names_a_resident_as_the_case_does(story: Story) -> None:
    story.submitted()
    second_draft(story, **MOVED)
    assert fetch(story.application).transitions.get().actor_label == story.name


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "Ganz anders", "postcode": "06846"}, 48_765),  # the same keys
        ({}, 48_765),
    ],
)
def test_cap_of_a_year_counts_the_other_case_of_the_applicant(
    story: Story, changes: dict[str, str], expected: int
) -> None:
    story.voted()
    assert applicant_used_cents(second_draft(story, **changes), story.day.year) == expected


@pytest.mark.parametrize(("name", "expected"), [("NACHBARSCHAFTSGRUPPE Musterhof", 48_765), ("Fremd", 0)])
def test_cap_of_a_year_counts_other_keys_under_the_same_name(
    story: Story, people: dict[str, Actor], fund: Fund, name: str, expected: int
) -> None:
    story.voted()
    other = Story(fund, people, name=name)
    assert applicant_used_cents(other.submitted(), story.day.year) == expected


def test_every_application_has_its_particulars(story: Story) -> None:
    story.draft()
    assert Particulars.objects.get().application == story.application

"""How a notice goes out: the form offers what is possible, the page says what was done."""

from typing import Any

import pytest
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.outbox.models import Mail
from grants.models import Grant, Particulars
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
People = dict[str, Actor]


@pytest.mark.parametrize(
    ("channel", "email", "offered", "chosen"),
    [
        ("phone", "", ["letter"], "letter"),
        ("email", "", ["letter"], "letter"),
        ("phone", "alex@muster.example", ["letter", "portal", "email"], "letter"),
        ("email", "alex@muster.example", ["letter", "portal", "email"], "email"),
    ],
)
def test_only_possible_ways_are_offered(
    story: Story, people: People, channel: str, email: str, offered: list[str], chosen: str
) -> None:
    case = story.drafted().case
    Particulars.objects.update(channel=channel, email=email)
    address = reverse("office_action", args=[case.reference, "bescheid-freigeben"])
    form: Any = browser_of(people["officer2"]).get(address).context["form"]
    assert [value for value, _ in form.fields["channel"].choices] == offered
    assert form["channel"].value() == chosen


def test_way_that_is_not_possible_is_told(story: Story, people: People) -> None:
    case = story.drafted().case
    address = reverse("office_action", args=[case.reference, "bescheid-freigeben"])
    refused = send(browser_of(people["officer2"]), address, channel="email")
    assert "Wählen Sie, wie das Schreiben hinausgeht." in text_of(refused)
    assert Grant.objects.get().state == "draft_notice"


@pytest.mark.parametrize(
    ("channel", "said", "to_do"),
    [
        ("letter", "Zur Post gegeben", "Drucken Sie das Schreiben aus, und geben Sie es heute zur Post."),
        ("portal", "Abgeschickt", "es geht eine E-Mail hinaus"),
        ("email", "Abgeschickt", "es geht eine E-Mail hinaus"),
    ],
)
def test_case_says_how_the_notice_left(
    story: Story, people: People, channel: str, said: str, to_do: str
) -> None:
    """The applicant likes letters best; a notice that goes without one is told by e-mail all the same."""
    case = story.drafted().case
    Particulars.objects.update(email="alex@muster.example")
    officer = browser_of(people["officer2"])
    send(officer, reverse("office_action", args=[case.reference, "bescheid-freigeben"]), channel=channel)
    assert Mail.objects.filter(to="alex@muster.example").exists() == (channel != "letter")
    page = text_of(officer.get(reverse("office_case", args=[case.reference])))
    assert [word for word in ("Zur Post gegeben", "Abgeschickt") if word in page] == [said]
    assert to_do in page

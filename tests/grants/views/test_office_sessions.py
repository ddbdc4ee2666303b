"""The session of the jury on the pages of the office: who is there, what waits, which days can be chosen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import JurySession, Outcome
from grants.services.applications import withdraw_application
from grants.services.minutes import choose_chair
from tests.grants.services.minutes import decide
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
People = dict[str, Actor]
TOO_FEW = "Die Jury kann so nicht beschließen"


def page_of(session: JurySession) -> str:
    return reverse("office_session", args=[session.pk])


def test_wrong_tick_at_the_opening_is_mended(story: Story, people: People) -> None:
    story.scheduled()
    session, members = story.session(), list(story.fund.jury_members.order_by("name"))
    session.present.set(members[:3])
    manager = browser_of(people["manager"])
    page = text_of(manager.get(page_of(session)))
    assert f"{TOO_FEW} Es fehlt 1 Mitglied." in page
    address = reverse("office_session_action", args=[session.pk, "anwesenheit"])
    assert manager.get(address).content.decode().count(" checked") == 3
    came: Any = [member.pk for member in members[1:6]]
    page = text_of(manager.post(address, {"expected_version": session.version, "present": came}, follow=True))
    assert "Die Anwesenheit ist geändert." in page
    assert TOO_FEW not in page
    assert list(session.present.order_by("name")) == members[1:6]


def test_attendance_is_not_offered_after_the_session(story: Story, people: People) -> None:
    session = story.session_closed()
    page = text_of(browser_of(people["manager"]).get(page_of(session)))
    assert "Anwesenheit ändern" not in page
    assert TOO_FEW not in page


def test_nobody_ticked_is_told(story: Story, people: People) -> None:
    story.scheduled()
    address = reverse("office_session_action", args=[story.session().pk, "anwesenheit"])
    assert "Kreuzen Sie an, wer da ist." in text_of(send(browser_of(people["manager"]), address))


def test_open_session_leads_to_the_item_that_waits(
    story: Story, stories: Callable[..., Story], people: People
) -> None:
    gone, waiting = stories(1), stories(2)
    gone.scheduled()
    waiting.scheduled()
    withdraw_application(application=gone.application, actor=gone.resident, now=gone.now)
    case, page = waiting.application, page_of(waiting.session())
    address = reverse("office_action", args=[case.reference, "beschluss"])
    html = browser_of(people["manager"]).get(page).content.decode()
    assert f'primary" href="{address}"><span class="kern-label">Beschluss eintragen: {case.reference}' in html
    assert reverse("office_action", args=[gone.application.reference, "beschluss"]) not in html
    assert address not in browser_of(people["auditor"]).get(page).content.decode()
    votes = dict.fromkeys(story.fund.jury_members.all(), "yes")
    decide(waiting, Outcome.YES, votes=votes, amount_cents=waiting.cents)
    after = browser_of(people["manager"]).get(page)
    assert "Beschluss eintragen" not in text_of(after)
    assert "Sitzung schließen" in text_of(after)


def test_closed_session_says_whose_turn_it_is(story: Story, people: People) -> None:
    session = story.session_closed()
    manager = browser_of(people["manager"])
    assert "Legen Sie die Leitung fest. Sie bestätigt das Protokoll" in text_of(manager.get(page_of(session)))
    chair = story.fund.jury_members.get(name="Jana Musterfrau")
    choose_chair(session=session, member=chair, actor=people["manager"], now=story.now)
    assert "Jana Musterfrau bestätigt jetzt das Protokoll" in text_of(manager.get(page_of(session)))


def test_waiting_list_is_called_so(story: Story, people: People) -> None:
    story.decided(Outcome.DEFERRED, reason="Das Geld reicht nicht.", is_waiting=True)
    page = text_of(browser_of(people["manager"]).get(page_of(story.session())))
    assert "Warteliste" in page
    assert "Vertagt" not in page

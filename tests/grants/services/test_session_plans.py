"""When a session begins and where: said until it begins, in the calendar of its members."""

from datetime import time, timedelta
from typing import Any

import pytest

from foundation.values.errors import DomainError, NotAllowed
from grants.forms.office_base import TimeOfDayField
from grants.models import JurySession
from grants.selectors.session_calendar import calendar_entry
from grants.services.session_plans import change_time_and_place
from grants.services.sessions import invite_jury, open_session, plan_session
from tests.grants.rows import refusal
from tests.grants.services.minutes import members
from tests.stories import Story

pytestmark = pytest.mark.django_db


def planned(story: Story, **more: Any) -> JurySession:
    day = story.day + timedelta(days=1) if more.pop("later", False) else story.day
    by: dict[str, Any] = {"actor": story.people["manager"], "now": story.now}
    return invite_jury(session=plan_session(fund=story.fund, held_on=day, **more, **by), **by)


def test_time_and_place_change_until_the_session_begins(story: Story) -> None:
    session = planned(story, starts_at=time(18), place="Büro")
    new: dict[str, Any] = {"starts_at": time(19, 30), "place": " Saal ", "now": story.now}
    refused = refusal(change_time_and_place, session=session, actor=story.people["certifier"], **new)
    assert refused == (NotAllowed, "policy.denied")
    by: dict[str, Any] = {"actor": story.people["manager"], "now": story.now}
    changed = change_time_and_place(session=session, actor=story.people["manager"], **new)
    assert changed.time_and_place == "19:30 Uhr, Saal"
    opened = open_session(session=changed, present=members(story, 0), **by)
    late = refusal(change_time_and_place, session=opened, actor=story.people["manager"], **new)
    assert late == (DomainError, "session.has_begun")


def test_calendar_entry_is_in_universal_time_and_folded(story: Story) -> None:
    entry = calendar_entry(planned(story, starts_at=time(18), place="Büro; Ä" * 20), now=story.now)
    assert "\r\nDTSTART:20260302T170000Z\r\nDTEND:20260302T190000Z\r\n" in entry
    assert r"LOCATION:Büro\; ÄBüro" in entry
    assert max(len(line.encode()) for line in entry.split("\r\n")) <= 75
    assert "DTSTART;VALUE=DATE:20260303" in calendar_entry(planned(story, later=True), now=story.now)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("18", time(18)), ("18.30 Uhr", time(18, 30)), ("9:05", time(9, 5)), ("", None)],
)
def test_time_is_read_as_people_write_it(typed: str, meant: time | None) -> None:
    assert TimeOfDayField(required=False).clean(typed) == meant

"""Who is there can be corrected while the session is open; what was decided before stays as it was."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.values.errors import DomainError, NotAllowed, StaleVersion
from grants.models import JuryMember
from grants.services.attendance import change_attendance
from grants.services.sessions import close_session
from tests.grants.rows import fetch, findings, refusal
from tests.grants.services.minutes import ASKED, YES, ballots, decide
from tests.stories import Story

pytestmark = pytest.mark.django_db


def test_latecomer_votes_and_decided_items_keep_their_counts(
    story: Story, stories: Callable[..., Story], manager: Actor
) -> None:
    story.scheduled()
    later = stories(2)
    later.scheduled()
    session, everybody = story.session(), list(story.fund.jury_members.all())
    by: dict[str, Any] = {"actor": manager, "now": story.now}
    change_attendance(session=session, present=everybody[:4], **by)
    first = decide(story, YES, votes=ballots(story, 4), amount_cents=ASKED)
    changed = change_attendance(session=session, present=everybody[1:], **by)
    second = decide(later, YES, votes=dict.fromkeys(everybody[1:], "yes"), amount_cents=ASKED)
    counts = [case.agenda_items.get().present_count for case in (first, second)]
    assert (counts, list(changed.present.all())) == ([4, 6], everybody[1:])
    entry = AuditEntry.objects.filter(action="session.change_attendance").latest("pk")
    came = sorted(member.reference for member in everybody[4:])
    assert (entry.details, entry.actor_reference) == (
        {"came": came, "left": [everybody[0].reference]},
        manager.reference,
    )


def test_attendance_follows_the_rules_of_the_opening(story: Story, manager: Actor, auditor: Actor) -> None:
    story.scheduled()
    session, stale = story.session(), story.session().version
    absent = story.fund.jury_members.all()[0]
    JuryMember.objects.filter(pk=absent.pk).update(serves_until=story.day - timedelta(days=1))
    change: dict[str, Any] = {"session": session, "now": story.now, "expected_version": stale}
    members = list(story.fund.jury_members.all())
    assert refusal(change_attendance, **change, present=members[1:], actor=auditor) == (
        NotAllowed,
        "policy.denied",
    )
    assert findings(change_attendance, **change, present=members, actor=manager) == ("seat.no_longer",)
    assert change_attendance(**change, present=members[1:], actor=manager).version == stale + 1
    assert refusal(change_attendance, **change, present=members[2:], actor=manager) == (
        StaleVersion,
        "version.stale",
    )


def test_attendance_of_a_closed_session_stays(story: Story, manager: Actor) -> None:
    story.voted()
    session = close_session(session=story.session(), actor=manager, now=story.now)
    refused = refusal(change_attendance, session=fetch(session), present=[], actor=manager, now=story.now)
    assert refused == (DomainError, "session.not_open")

"""Only members of the fund in their term of office are present, vote and are counted."""

from datetime import timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from grants.forms.office_jury import DecisionForm, OpenSessionForm
from grants.models import JuryMember
from grants.scenarios.founding import found
from grants.services.sessions import invite_jury, open_session, plan_session
from tests.conftest import SECTION
from tests.grants.rows import fetch, findings
from tests.grants.services.minutes import ASKED, YES, ballots, decide
from tests.stories import Story

pytestmark = pytest.mark.django_db


def outsider(kind: str, story: Story) -> tuple[JuryMember, str]:
    """Somebody who does not sit in today's session, and what the refusal is called."""
    if kind == "other_fund":
        return found({**SECTION, "name": "Anderer Fonds"}).jury_members.all()[0], "seat.other_fund"
    member = story.fund.jury_members.all()[0]
    if kind == "no_longer":
        member.serves_until = story.day - timedelta(days=1)
    else:
        member.serves_from = story.day + timedelta(days=1)
    member.save()
    return member, f"seat.{kind}"


KINDS = pytest.mark.parametrize("kind", ["other_fund", "no_longer", "not_yet"])


@KINDS
def test_session_opens_with_its_own_members_only(story: Story, manager: Actor, kind: str) -> None:
    member, code = outsider(kind, story)
    by: dict[str, Any] = {"actor": manager, "now": story.now}
    session = invite_jury(session=plan_session(fund=story.fund, held_on=story.day, **by), **by)
    present = [*story.fund.jury_members.all()[1:5], member]
    assert findings(open_session, session=session, present=present, **by) == (code,)
    form = OpenSessionForm(None, target=session, actor=manager, today=story.day, version=0)
    assert member not in form.members
    assert len(form.members) >= 6


@KINDS
@pytest.mark.parametrize("place", ["present", "votes", "biased", "came"])
def test_decision_counts_its_own_members_only(story: Story, manager: Actor, kind: str, place: str) -> None:
    story.scheduled()
    member, code = outsider(kind, story)
    session = story.session()
    others = list(session.present.exclude(pk=member.pk))
    minutes: dict[str, Any] = {
        "present": others,
        "votes": dict.fromkeys(others, "yes"),
        "amount_cents": ASKED,
    }
    if place == "present":
        minutes["present"] = [*others, member]
    elif place == "votes":
        minutes["votes"] = {**minutes["votes"], member: "yes"}
    elif place == "biased":
        minutes["biased"] = [member]
    else:
        session.present.add(member)
        minutes["present"] = None
    assert findings(decide, story, YES, **minutes) == (code,)
    form = DecisionForm(None, target=fetch(story.application), actor=manager, today=story.day, version=0)
    assert member not in form.members
    assert len(form.members) >= 6
    minutes = {"present": others[:6], "votes": dict.fromkeys(others[:6], "yes"), "amount_cents": ASKED}
    assert decide(story, YES, **minutes).agenda_items.get().present_count == 6


def test_everybody_in_office_decides(story: Story) -> None:
    story.scheduled()
    assert decide(story, YES, votes=ballots(story, 7), amount_cents=ASKED).state == "voted_yes"

"""Where a case stands after a decision beside the jury: alone, of a second body, of a city that deviates."""

from datetime import timedelta
from typing import Any

from grants.models import JurySession, Outcome
from grants.services.drafts import take_back_award_notice
from grants.services.notices import draft_award_notice, draft_rejection_notice
from grants.services.rulings import decide_alone, deviate, note_second_body
from grants.services.sessions import invite_jury, plan_session
from tests.grants.edges.application_places import ballots, eligible, voted_partial, voted_yes
from tests.grants.edges.scene import WHY, Scene
from tests.grants.services.minutes import ASKED


def rule(scene: Scene, **rules: Any) -> None:
    scene.fund.rules.update(**rules)


def alone(scene: Scene, cents: int) -> object:
    """The author decides without the jury; the notice is drafted with it."""
    rule(scene, manager_limit_cents=ASKED)
    scene.renew()
    return decide_alone(application=scene.application, amount_cents=cents, reason=WHY, **scene.step("author"))


def decided_alone(scene: Scene) -> None:
    """The author has given it without the jury, and taken the draft back."""
    approved_alone(scene)
    take_back_award_notice(grant=scene.grant, reason=WHY, **scene.step("author"))


def approved_alone(scene: Scene) -> None:
    eligible(scene)
    alone(scene, ASKED)
    scene.renew()


def refused_alone(scene: Scene) -> None:
    """The author has drafted the rejection."""
    eligible(scene)
    alone(scene, 0)


def deviated(scene: Scene, cents: int) -> None:
    rule(scene, jury_vote="recommending")
    scene.renew()
    deviate(application=scene.application, amount_cents=cents, reason=WHY, **scene.step("author"))
    scene.renew()


def no_but_given(scene: Scene) -> None:
    """The jury only recommends, and the city gives what it refused."""
    scene.decided(Outcome.NO, **ballots(scene, Outcome.NO))
    deviated(scene, ASKED)


def approved_after_no(scene: Scene) -> None:
    no_but_given(scene)
    scene.grant = draft_award_notice(application=scene.application, **scene.step("author"))


def yes_but_refused(scene: Scene) -> None:
    """The second body has refused what the jury wanted, and the author has drafted the rejection."""
    voted_yes(scene)
    second_body_is_asked(scene)
    scene.renew()
    note_second_body(
        application=scene.application,
        amount_cents=0,
        body="Stadtrat",
        decided_on=scene.day,
        file_reference="BV/7/2026",
        reason=WHY,
        **scene.step("author"),
    )
    scene.renew()
    draft_rejection_notice(application=scene.application, reason=WHY, **scene.step("author"))


def partial_but_refused(scene: Scene) -> None:
    """The city has deviated to a no, and the author has drafted the rejection."""
    voted_partial(scene)
    deviated(scene, 0)
    draft_rejection_notice(application=scene.application, reason=WHY, **scene.step("author"))


# What spoils them


def second_body_is_asked(scene: Scene) -> None:
    rule(scene, jury_limit_cents=ASKED - 2, second_body_name="Stadtrat")


def too_much_for_the_office(scene: Scene) -> None:
    rule(scene, manager_limit_cents=100)


def no_circular_votes_any_more(scene: Scene) -> None:
    """A circular vote is invited to, and then the fund's rules know none."""
    rule(scene, circular_allowed=True)
    held_on = scene.day + timedelta(days=7)
    session = plan_session(fund=scene.fund, held_on=held_on, is_circular=True, **scene.step("manager"))
    invite_jury(session=session, **scene.step("manager"))
    rule(scene, circular_allowed=False)


def it_is_a_circular_vote(scene: Scene) -> None:
    JurySession.objects.update(is_circular=True)

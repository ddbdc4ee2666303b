"""Verbs of the circular vote: begun with all who sit, single answers, an objection, the count."""

from foundation.values.errors import DomainError
from grants.models import AgendaItem
from grants.scenarios.world import World
from grants.selectors.jury import juror_actor
from grants.services import circular
from grants.services.ballots import cast_vote
from grants.services.conflicts import declare_bias
from grants.services.jury_keys import issue_link
from grants.services.meeting import close_item
from grants.services.sessions import invite_jury, plan_session, schedule_application
from grants.workflows.facts import ceiling_of

BIASED = "biased"


def circulate(world: World) -> None:
    """The case goes round; everybody who sits has a link and may vote up to the day `until`."""
    actor, now = world.person("manager"), world.now
    found = world.fund.sessions.filter(held_on=world.step.keys["until"], is_circular=True).first()
    session = found or plan_session(
        fund=world.fund, held_on=world.step.keys["until"], is_circular=True, actor=actor, now=now
    )
    if session.state == "planned":
        session = invite_jury(session=session, actor=actor, now=now)
    schedule_application(application=world.application(), session=session, actor=actor, now=now)
    if session.state == "invited":
        for member in world.jurors():
            issue_link(session=session, member=member, actor=actor, now=now)
        circular.start_circular_vote(session=session, actor=actor, now=now)


def cast(world: World) -> None:
    """A member answers over their link, or by a `way` to the office; "biased" is an answer too."""
    item, member, keys = _item(world), world.juror(world.step.by), world.step.keys
    choice, way = str(keys.get("choice", "yes")), str(keys.get("way", ""))
    if way and choice != BIASED:
        actor = world.people["manager"]
        circular.enter_vote(
            application=item.application, member=member, choice=choice, way=way, actor=actor, now=world.now
        )
        return
    juror = juror_actor(member, item.session)
    if choice == BIASED:
        declare_bias(item=item, reason="Im Szenario ist es so gesagt.", actor=juror, now=world.now)
    else:
        cast_vote(item=item, choice=choice, actor=juror, now=world.now)


def object_to_circular(world: World) -> None:
    """One member wants to talk about it: the case goes to a session, the votes go."""
    item = _item(world)
    circular.object_to_circular(
        item=item,
        reason=str(world.step.keys.get("reason", "")),
        actor=juror_actor(world.juror(world.step.by), item.session),
        now=world.now,
    )


def count_votes(world: World) -> None:
    """All have answered, or the day is over: the result follows from the votes and the amount."""
    application, keys = world.application(), world.step.keys
    year = _item(world).session.held_on.year
    close_item(
        application=application,
        amount_cents=world.cents("amount", ceiling_of(application, year).total_cents) or 0,
        reason=str(keys.get("reason", "")),
        obligations=[str(text) for text in keys.get("obligations", [])],
        actor=world.person("manager"),
        now=world.now,
    )


def _item(world: World) -> AgendaItem:
    """The case's item in a circular vote, decided or not. Raises DomainError when it never was in one."""
    items = world.application().agenda_items.filter(session__is_circular=True)
    item = items.select_related("session__fund", "application").order_by("-pk").first()
    if item is None:
        raise DomainError(circular.NONE_RUNS, "circular.not_open")
    return item

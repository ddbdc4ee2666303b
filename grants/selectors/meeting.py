"""The meeting as the manager sees it: items in order, votes that are in, the money that is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from grants.models import AgendaItem, Application, FundRules, JuryMember, JurySession
from grants.rules.criteria import Standing
from grants.selectors.points import standing_of
from grants.states import ApplicationState
from grants.workflows.facts import wanted_of


@dataclass(frozen=True)
class MeetingLine:
    """One item. `left_cents` is what the fund has left after it; below 0 the money does not reach.

    `choices` are the votes by name, empty where the fund votes in secret. `standing` are the points; where
    the fund votes in secret, only when the item is closed.
    """

    item: AgendaItem
    wanted_cents: int
    left_cents: int
    biased: tuple[str, ...]
    missing: tuple[str, ...]
    votes_in: int
    choices: tuple[tuple[str, str], ...]
    standing: Standing | None = None

    @property
    def is_open(self) -> bool:
        return self.item.decided_at is None and self.item.application.state == ApplicationState.SCHEDULED

    @property
    def exceeds(self) -> bool:
        """This item, or one before it, asks for more than there is."""
        return self.is_open and self.left_cents < 0

    @property
    def possible_cents(self) -> int:
        """What can be given to it at most, if the items before it are approved as asked."""
        return max(0, self.wanted_cents + min(0, self.left_cents))

    @property
    def entitled(self) -> int:
        return self.votes_in + len(self.missing)


@dataclass(frozen=True)
class Meeting:
    """The agenda with the running budget; `free_cents` is what the fund has left now."""

    session: JurySession
    free_cents: int
    lines: Sequence[MeetingLine]

    @property
    def has_points(self) -> bool:
        """Somebody's points may be shown."""
        return any(line.standing for line in self.lines)

    @property
    def current(self) -> MeetingLine | None:
        """The first item without a result."""
        return next((line for line in self.lines if line.is_open), None)


def meeting_of(session: JurySession) -> Meeting:
    """Items in order; each that is still open takes what it asks for from what is left, in this order."""
    year, present = session.held_on.year, list(session.present.all())
    account = session.fund.accounts.filter(budget_year=year).first()
    free = left = account.free_cents if account else 0
    rules = session.fund.rules_on(session.held_on)
    items = (
        session.items.select_related("application__particulars", "application__fund", "application__rules")
        .prefetch_related("application__conflicts", "votes__member", "scores__member")
        .order_by("position")
    )
    lines = []
    for item in items:
        wanted = wanted_of(item.application, year)
        if item.decided_at is None and item.application.state == ApplicationState.SCHEDULED:
            left -= wanted
        lines.append(_line(item, present, rules, wanted=wanted, left=left))
    return Meeting(session, free, lines)


def _line(
    item: AgendaItem, present: Sequence[JuryMember], rules: FundRules, *, wanted: int, left: int
) -> MeetingLine:
    votes = [vote for vote in item.votes.all() if vote.voided_at is None]
    voted, is_open_ballot = {vote.member_id for vote in votes}, rules.ballot == "open"
    may_show = is_open_ballot or item.decided_at is not None
    biased = {conflict.person_reference for conflict in item.application.conflicts.all()}
    return MeetingLine(
        item=item,
        wanted_cents=wanted,
        left_cents=left,
        biased=tuple(member.name for member in present if member.reference in biased),
        missing=tuple(
            member.name for member in present if member.pk not in voted and member.reference not in biased
        ),
        votes_in=len(votes),
        choices=tuple((vote.member.name, vote.get_choice_display()) for vote in votes)
        if is_open_ballot
        else (),
        standing=standing_of(item, rules.criteria) if may_show else None,
    )


def place_of_case(application: Application) -> int | None:
    """Its place on the waiting list of the fund, counted from 1; None when it does not wait."""
    if application.state != ApplicationState.DEFERRED:
        return None
    item = application.agenda_items.order_by("-pk").first()
    if item is None or not item.is_waiting:
        return None
    before = AgendaItem.objects.filter(
        application__fund=application.fund,
        application__state=ApplicationState.DEFERRED,
        is_waiting=True,
        decided_at__lt=item.decided_at,
    )
    return before.values("application").distinct().count() + 1

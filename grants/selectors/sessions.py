"""Sessions of the jury for the list, the page of a session and "Heute"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q

from foundation.audit.actors import Actor
from grants import policy
from grants.models import AgendaItem, Fund, JuryKey, JuryKeyKind, JuryMember, JurySession
from grants.rules.seats import check_seat
from grants.states import ApplicationState, SessionState
from grants.workflows.facts import seat_facts

READERS = ("QM", "CI", "AU")
LIST_LIMIT = 60


@dataclass(frozen=True)
class Guest:
    """A member who sits in a session, and the keys that open it for them."""

    member: JuryMember
    is_chair: bool
    link: JuryKey | None
    sheet: JuryKey | None

    @property
    def opened_at(self) -> datetime | None:
        """When one of the keys was used last."""
        moments = [key.opened_at for key in (self.link, self.sheet) if key and key.opened_at]
        return max(moments, default=None)


def list_sessions(funds: Iterable[Fund]) -> Sequence[JurySession]:
    """The latest sessions of these funds with `item_count` and `open_count`, newest first; one query."""
    return list(
        JurySession.objects.filter(fund__in=list(funds))
        .select_related("fund")
        .annotate(item_count=Count("items"), open_count=Count("items", filter=Q(items__decided_at=None)))
        .order_by("-held_on", "-pk")[:LIST_LIMIT]
    )


def next_sessions(funds: Iterable[Fund], *, on: date) -> Sequence[JurySession]:
    """Sessions that are still to come or not yet closed, the next one first; at most three."""
    waiting = [SessionState.PLANNED, SessionState.INVITED, SessionState.OPEN]
    return list(
        JurySession.objects.filter(Q(held_on__gte=on) | Q(state=SessionState.OPEN), fund__in=list(funds))
        .filter(state__in=waiting)
        .annotate(item_count=Count("items"), open_count=Count("items", filter=Q(items__decided_at=None)))
        .order_by("held_on", "pk")[:3]
    )


def find_session(actor: Actor, pk: int) -> JurySession | None:
    """The session, if the actor may know of it, with its agenda and who is there."""
    sessions = policy.scope(actor, JurySession.objects.filter(pk=pk), codes=READERS)
    items = AgendaItem.objects.select_related("application__particulars").order_by("position")
    return (
        sessions.select_related("fund", "chair").prefetch_related(Prefetch("items", items), "present").first()
    )


def quorum_of(session: JurySession) -> int:
    """How many members must vote on that day for a decision, by the fund's rules."""
    return session.fund.rules_on(session.held_on).jury_quorum


def missing_for_quorum(session: JurySession) -> int:
    """How many more members an open session needs before it can decide anything; 0 when there are enough."""
    if session.state != SessionState.OPEN:
        return 0
    return max(0, quorum_of(session) - len(session.present.all()))


def items_to_decide(session: JurySession) -> Sequence[AgendaItem]:
    """The items of an open session that wait for their result, in order; who withdrew needs none."""
    if session.state != SessionState.OPEN:
        return []
    scheduled = ApplicationState.SCHEDULED
    return [
        item
        for item in session.items.all()
        if item.decided_at is None and item.application.state == scheduled
    ]


def guests_of(session: JurySession) -> Sequence[Guest]:
    """The members who sit in the session with their living keys; two queries."""
    keys = {
        (key.member_id, key.kind): key for key in JuryKey.objects.filter(session=session, revoked_at=None)
    }
    return [
        Guest(
            member,
            member.pk == session.chair_id,
            keys.get((member.pk, JuryKeyKind.LINK)),
            keys.get((member.pk, JuryKeyKind.SHEET)),
        )
        for member in session.fund.jury_members.order_by("name")
        if not check_seat(seat_facts(member, session))
    ]

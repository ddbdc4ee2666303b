"""Reads a circular vote into the facts of its rule."""

from datetime import date
from typing import TYPE_CHECKING

from grants.rules.circular import CircularFacts
from grants.rules.seats import check_seat
from grants.workflows.facts import seat_facts

if TYPE_CHECKING:
    from grants.models import AgendaItem


def circular_facts(item: "AgendaItem", today: date) -> CircularFacts:
    """Who sits and is not biased. Asked is who has a key, or whose vote the office has typed in."""
    session = item.session
    biased = set(item.application.conflicts.values_list("person_reference", flat=True))
    members = [
        member
        for member in session.fund.jury_members.order_by("name")
        if member.reference not in biased and not check_seat(seat_facts(member, session))
    ]
    voted = set(item.votes.filter(voided_at__isnull=True).values_list("member_id", flat=True))
    asked = voted | set(session.keys.filter(revoked_at__isnull=True).values_list("member_id", flat=True))
    return CircularFacts(
        today=today,
        closes_on=session.held_on,
        not_asked=tuple(member.name for member in members if member.pk not in asked),
        missing=tuple(member.name for member in members if member.pk not in voted),
    )

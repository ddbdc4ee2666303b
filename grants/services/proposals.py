"""What the Kämmerei proposes by one person and confirms by another: held, marked, told in the audit log."""

from datetime import datetime
from typing import TypeVar

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, NotAllowed
from grants.models import Proposal
from grants.predicates import Predicate

P = TypeVar("P", bound=Proposal)


def held_proposal(proposal: P, may: Predicate, actor: Actor) -> P:
    """The proposal, locked. Raises DomainError when it waits no more, NotAllowed."""
    manager = type(proposal)._default_manager  # noqa: SLF001  Django names it so; it is its public way
    fresh = manager.select_for_update().get(pk=proposal.pk)
    if fresh.confirmed_at is not None:
        raise DomainError("Dieser Vorschlag ist schon bestätigt.", "budget.done")
    if fresh.withdrawn_at is not None:
        raise DomainError("Dieser Vorschlag ist zurückgezogen.", "budget.withdrawn")
    if not may(actor, fresh):
        raise NotAllowed(may.why_not(actor, fresh), "policy.denied")
    return fresh


def mark_confirmed(fresh: Proposal, actor: Actor, now: datetime) -> None:
    """The second person has said yes; the row is saved."""
    fresh.confirmed_by, fresh.confirmed_by_label, fresh.confirmed_at = actor.reference, actor.label, now
    fresh.save()


def mark_withdrawn(fresh: Proposal, actor: Actor, now: datetime) -> None:
    """Nothing comes of it; the row is saved and stays."""
    fresh.withdrawn_by, fresh.withdrawn_by_label, fresh.withdrawn_at = actor.reference, actor.label, now
    fresh.save()

"""From an applicant to an actor: what policy and audit see of a resident."""

from applicants.models import Applicant
from foundation.audit.actors import Actor, ActorKind


def actor_for(applicant: Applicant) -> Actor:
    """An applicant as an actor. The name depends on the case: `perform` takes it from there."""
    return Actor(ActorKind.APPLICANT, applicant.reference)

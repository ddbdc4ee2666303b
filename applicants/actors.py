"""From an applicant to an actor: what policy and audit see of a resident."""

from applicants.models import Applicant
from foundation.audit.actors import Actor, ActorKind


def actor_for(applicant: Applicant) -> Actor:
    """An applicant as an actor."""
    return Actor(ActorKind.APPLICANT, applicant.reference, label=applicant.name, email=applicant.email)

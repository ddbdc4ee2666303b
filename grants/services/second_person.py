"""What a fund's rules waived is written down: nobody finds out later by comparing names."""

from datetime import datetime

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from grants.models import Application
from grants.rules.second_person import Act


def note_waiver(act: Act, case: Application, *, actor: Actor, now: datetime) -> None:
    """The audit log says that one person did both, and by which version of the rules (person rule 10).

    Belongs into the `work` of the edge, after its bookings.
    """
    append_entry(
        action="second_person.waived",
        subject=case.subject,
        actor=actor,
        details={"act": act, "rules": case.rules.version},
        now=now,
    )

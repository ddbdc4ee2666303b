"""What was decided on a case, and by whom: jury, office alone, second body, or a city that deviates."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foundation.values.dates import local_date
from grants.rules.tiers import RulingFacts, needs_second_body

if TYPE_CHECKING:
    from grants.models import AgendaItem, Application, Ruling

ENDS_WITH_NO = ("eligible", "voted_yes", "voted_partial", "voted_no")


@dataclass(frozen=True)
class Decision:
    """The decision that counts. `item` is the jury's, `ruling` what was decided beside it. Cents."""

    outcome: str
    amount_cents: int
    reason: str
    obligations: tuple[str, ...]
    decided_on: date
    item: "AgendaItem | None" = None
    ruling: "Ruling | None" = None

    @property
    def is_grant(self) -> bool:
        return self.outcome in ("yes", "partial")

    @property
    def budget_year(self) -> int:
        """The year that pays: that of the jury's session, else of the decision."""
        return self.item.session.held_on.year if self.item else self.decided_on.year


def decision_of(application: "Application") -> Decision | None:
    """The last decision; None while nobody has decided. A ruling on the jury's last item goes before it.

    What the office once decided alone counts no more when the jury has voted since.
    """
    decided = [item for item in application.agenda_items.all() if item.decided_at is not None]
    item = max(decided, key=lambda each: each.pk, default=None)
    about = item.pk if item else None
    rulings = [ruling for ruling in application.rulings.all() if ruling.item_id == about]
    ruling = max(rulings, key=lambda each: each.pk, default=None)
    if ruling is not None:
        obligations = ruling.obligations or (item.obligations if item else [])
        reason = ruling.reason or (item.reason if item else "")
        return Decision(
            ruling.outcome,
            ruling.amount_cents,
            reason,
            tuple(obligations),
            ruling.decided_on,
            item,
            ruling,
        )
    if item is None or item.decided_at is None:
        return None
    cents, decided_on = item.amount_cents or 0, local_date(item.decided_at)
    return Decision(item.outcome, cents, item.reason, tuple(item.obligations), decided_on, item)


def waits_for_second_body(application: "Application") -> bool:
    """The jury said yes to more than it may give alone, and the second body is not noted."""
    decision = decision_of(application)
    if decision is None or decision.item is None or decision.ruling is not None:
        return False
    return decision.is_grant and needs_second_body(decision.amount_cents, application.rules.parameters())


def ends_with_no(application: "Application") -> bool:
    """A rejection is what is to be written: the check, the jury, or who decides beside it said no."""
    if application.state == "ineligible":
        return True
    decision = decision_of(application) if application.state in ENDS_WITH_NO else None
    return decision is not None and decision.outcome == "no"


def ruling_facts(ruling: "Ruling", *, ceiling_cents: int, today: date) -> RulingFacts:
    """A decision beside the jury, with what the jury said."""
    item = ruling.item
    return RulingFacts(
        requested_cents=ruling.application.requested_cents or 0,
        amount_cents=ruling.amount_cents,
        ceiling_cents=ceiling_cents,
        voted_cents=(item.amount_cents or 0) if item else None,
        reason=ruling.reason,
        obligations=tuple(ruling.obligations),
        body=ruling.body,
        file_reference=ruling.file_reference,
        decided_on=ruling.decided_on,
        voted_on=item.voted_on if item else None,
        today=today,
    )

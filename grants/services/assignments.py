"""Where a receipt belongs: the line of the cost plan, the day and the way of its payment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from foundation.values.dates import format_long_date, local_date
from foundation.values.errors import InvalidInput
from grants.models import CostItem, Grant


@dataclass(frozen=True)
class Assignment:
    """What the check says of a receipt beside its amount; `payment_method` is a PaymentMethod or empty."""

    cost_item: CostItem | None
    payment_method: str = ""


def day_of_payment(paid_on: date | None, *, issued_on: date, now: datetime) -> date:
    """The day of the receipt unless another one was given. Raises InvalidInput for one in the future."""
    if paid_on is not None and paid_on > local_date(now):
        sentence = f"Der {format_long_date(paid_on)} kommt erst noch. Prüfen Sie den Tag."
        raise InvalidInput(sentence, "receipt.paid_in_future", "paid_on")
    return paid_on or issued_on


def above_zero(cents: int) -> int:
    """What a receipt is over, in cents. Raises InvalidInput for nothing or less."""
    if cents <= 0:
        raise InvalidInput("Geben Sie einen Betrag über 0,00 € ein.", "receipt.no_amount", "amount")
    return cents


def plan_item(grant: Grant, chosen: CostItem | None) -> CostItem | None:
    """The line chosen, or the only one there is. Raises InvalidInput for a line that is not in the plan."""
    plan = grant.case.plan_items
    if chosen is not None and chosen not in plan:
        sentence = "Diese Zeile steht nicht im Kostenplan. Wählen Sie eine Zeile aus der Liste."
        raise InvalidInput(sentence, "receipt.not_in_plan", "cost_item")
    return plan[0] if len(plan) == 1 else chosen


def assign_receipts(grant: Grant, assignments: Mapping[int, Assignment]) -> None:
    """Set line and way of payment of the receipts named by their number. Raises InvalidInput."""
    for receipt in grant.proof.receipts.filter(number__in=assignments):
        assignment = assignments[receipt.number]
        receipt.cost_item = plan_item(grant, assignment.cost_item)
        receipt.payment_method = assignment.payment_method
        receipt.save(update_fields=["cost_item", "payment_method"])

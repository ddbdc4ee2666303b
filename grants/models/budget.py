"""What a fund may spend in a year, entry by entry: append-only, each with both dates.

The five columns of the fund account are the sums of these rows. A report of an earlier as-of reads the rows;
a correction is a counter-entry, which a trigger enforces.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models
from django.db.models import Q

from grants.models.fund_account import FundAccount


class BudgetKind(models.TextChoices):
    """What an entry changes. A block takes from what is available, and so does what is carried out."""

    BUDGET = "budget", "Budget"
    TOP_UP = "top_up", "Nachtrag"
    BLOCK = "block", "Sperre"
    CARRY_IN = "carry_in", "Übertrag aus dem Vorjahr"
    CARRY_OUT = "carry_out", "Übertrag ins Folgejahr"


#: kind -> column of the fund account that sums it
BUDGET_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        BudgetKind.BUDGET: "budget_cents",
        BudgetKind.TOP_UP: "top_ups_cents",
        BudgetKind.BLOCK: "blocked_cents",
        BudgetKind.CARRY_IN: "carried_in_cents",
        BudgetKind.CARRY_OUT: "carried_out_cents",
    }
)


class BudgetEntry(models.Model):
    """One entry in signed cents: a block that is lifted is negative. Both dates as in the ledger."""

    account = models.ForeignKey(FundAccount, on_delete=models.PROTECT, related_name="budget_entries")
    kind = models.CharField(max_length=10, choices=BudgetKind)
    amount_cents = models.BigIntegerField()
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=32)

    class Meta:
        verbose_name = "Budgeteintrag"
        verbose_name_plural = "Budgeteinträge"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount_cents=0), name="budget_entry_changes_something"),
            models.CheckConstraint(condition=Q(kind__in=BudgetKind.values), name="budget_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.account}"

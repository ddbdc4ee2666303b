"""What the Kämmerei proposes to enter for a budget year: by one person, confirmed by another."""

from django.db import models
from django.db.models import Q

from grants.models.budget import BudgetEntry, BudgetKind
from grants.models.fund import Fund
from grants.models.proposal import BY_TWO_PERSONS, Proposal
from grants.models.receipt_order import ReceiptOrder

#: Carry-overs come in pairs and have their own way.
PROPOSABLE = (BudgetKind.BUDGET, BudgetKind.TOP_UP, BudgetKind.BLOCK)


class BudgetProposal(Proposal):
    """A budget, a top-up or a block in signed cents, with its reason. A block that is lifted is negative.

    Once confirmed it has its `entry`; withdrawn it stays, and nothing came of it.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="budget_proposals")
    budget_year = models.PositiveSmallIntegerField("Haushaltsjahr")
    kind = models.CharField("Was", max_length=10, choices=[(each.value, each.label) for each in PROPOSABLE])
    amount_cents = models.BigIntegerField("Betrag")
    reason = models.TextField("Grund", max_length=500)
    # Private or municipal money that came in: the source of the entry.
    receipt_order = models.ForeignKey(
        ReceiptOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="budget_proposals"
    )
    entry = models.OneToOneField(BudgetEntry, on_delete=models.PROTECT, null=True, related_name="proposal")

    class Meta:
        verbose_name = "Vorschlag zum Budget"
        verbose_name_plural = "Vorschläge zum Budget"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount_cents=0), name="budget_proposal_changes_something"),
            models.CheckConstraint(condition=~Q(reason=""), name="budget_proposal_has_a_reason"),
            models.CheckConstraint(condition=BY_TWO_PERSONS, name="budget_proposal_second_person"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, entry__isnull=True)
                | Q(confirmed_at__isnull=False, entry__isnull=False, withdrawn_at__isnull=True),
                name="budget_proposal_confirmed_is_entered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.budget_year}"

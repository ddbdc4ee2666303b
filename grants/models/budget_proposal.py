"""What the Kämmerei proposes to enter for a budget year: by one person, confirmed by another."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from grants.models.budget import BudgetEntry, BudgetKind
from grants.models.fund import Fund

#: Carry-overs come in pairs and have their own way.
PROPOSABLE = (BudgetKind.BUDGET, BudgetKind.TOP_UP, BudgetKind.BLOCK)
IS_WAITING = Q(confirmed_at__isnull=True, withdrawn_at__isnull=True)


class BudgetProposal(models.Model):
    """A budget, a top-up or a block in signed cents, with its reason. A block that is lifted is negative.

    Once confirmed it has its `entry`; withdrawn it stays, and nothing came of it.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="budget_proposals")
    budget_year = models.PositiveSmallIntegerField("Haushaltsjahr")
    kind = models.CharField("Was", max_length=10, choices=[(each.value, each.label) for each in PROPOSABLE])
    amount_cents = models.BigIntegerField("Betrag")
    reason = models.TextField("Grund", max_length=500)
    proposed_by = models.CharField(max_length=32)
    proposed_by_label = models.CharField(max_length=160)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=32, blank=True)
    confirmed_by_label = models.CharField(max_length=160, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=32, blank=True)
    withdrawn_by_label = models.CharField(max_length=160, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    entry = models.OneToOneField(BudgetEntry, on_delete=models.PROTECT, null=True, related_name="proposal")

    class Meta:
        verbose_name = "Vorschlag zum Budget"
        verbose_name_plural = "Vorschläge zum Budget"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount_cents=0), name="budget_proposal_changes_something"),
            models.CheckConstraint(condition=~Q(reason=""), name="budget_proposal_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("proposed_by")), name="budget_proposal_second_person"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, entry__isnull=True)
                | Q(confirmed_at__isnull=False, entry__isnull=False, withdrawn_at__isnull=True),
                name="budget_proposal_confirmed_is_entered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.budget_year}"

"""The Land's decisions and their tranches (Kassenmittel by budget year), entered by two persons."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from grants.models.fund import Fund
from grants.models.fund_account import LandGrant
from grants.models.proposal import BY_TWO_PERSONS, Proposal
from grants.rules.shares import Weights

WEIGHT = [MaxValueValidator(100)]


class LandTranche(models.Model):
    """What a decision of the Land gives for a budget year, Bund and Land together, in signed cents.

    Which letter of the Land it comes from, and who proposed and confirmed it, stands in its `proposal`.
    """

    land_grant = models.ForeignKey(LandGrant, on_delete=models.PROTECT, related_name="tranches")
    budget_year = models.PositiveSmallIntegerField("Haushaltsjahr")
    amount_cents = models.BigIntegerField("Betrag")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=32)

    class Meta:
        verbose_name = "Tranche des Landes"
        verbose_name_plural = "Tranchen des Landes"
        ordering = ["budget_year", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount_cents=0), name="land_tranche_changes_something")
        ]

    def __str__(self) -> str:
        return f"{self.land_grant}: Tranche {self.budget_year}"


class LandProposal(Proposal):
    """A tranche that is proposed: with it the Land's decision of a programme year comes into being.

    The weights are those of the decision; where it exists already they are the same.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="land_proposals")
    programme_year = models.PositiveSmallIntegerField("Programmjahr")
    decision_reference = models.CharField("Zuwendungsbescheid", max_length=80)
    bund_weight = models.PositiveSmallIntegerField("Anteil Bund", default=1, validators=WEIGHT)
    land_weight = models.PositiveSmallIntegerField("Anteil Land", default=1, validators=WEIGHT)
    kommune_weight = models.PositiveSmallIntegerField("Anteil Stadt", default=1, validators=WEIGHT)
    private_weight = models.PositiveSmallIntegerField("Anteil Private", default=0, validators=WEIGHT)
    budget_year = models.PositiveSmallIntegerField("Haushaltsjahr")
    amount_cents = models.BigIntegerField("Betrag")
    tranche = models.OneToOneField(LandTranche, on_delete=models.PROTECT, null=True, related_name="proposal")

    class Meta:
        verbose_name = "Vorschlag zu Mitteln des Landes"
        verbose_name_plural = "Vorschläge zu Mitteln des Landes"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=BY_TWO_PERSONS, name="land_proposal_second_person"),
            models.CheckConstraint(condition=~Q(amount_cents=0), name="land_proposal_changes_something"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, tranche__isnull=True)
                | Q(confirmed_at__isnull=False, tranche__isnull=False, withdrawn_at__isnull=True),
                name="land_proposal_confirmed_is_entered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund}: PJ {self.programme_year}, Tranche {self.budget_year}"

    @property
    def weights(self) -> Weights:
        return Weights(self.bund_weight, self.land_weight, self.kommune_weight, self.private_weight)

"""The Land's money behind a fund, and the account of a fund for one budget year."""

from django.db import models
from django.db.models import F, Q

from grants.models.fund import Fund
from grants.rules.shares import Split, Weights


class LandGrant(models.Model):
    """The Land's grant of one programme year: the share weights, and what has been split by them so far.

    The four sums are the stored cumulative split of domain handbook INV-13. They are moved only by
    `services.ledger`, under the lock of the fund account.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="land_grants")
    programme_year = models.PositiveSmallIntegerField("Programmjahr")
    decision_reference = models.CharField("Zuwendungsbescheid", max_length=80, blank=True)
    bund_weight = models.PositiveSmallIntegerField(default=1)
    land_weight = models.PositiveSmallIntegerField(default=1)
    kommune_weight = models.PositiveSmallIntegerField(default=1)
    private_weight = models.PositiveSmallIntegerField(default=0)
    bund_cents = models.BigIntegerField(default=0)
    land_cents = models.BigIntegerField(default=0)
    kommune_cents = models.BigIntegerField(default=0)
    private_cents = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "Zuwendung des Landes"
        verbose_name_plural = "Zuwendungen des Landes"
        constraints = [
            models.UniqueConstraint(fields=["fund", "programme_year"], name="land_grant_year_once")
        ]

    def __str__(self) -> str:
        return f"{self.fund} PJ {self.programme_year}"

    @property
    def weights(self) -> Weights:
        return Weights(self.bund_weight, self.land_weight, self.kommune_weight, self.private_weight)

    @property
    def stored(self) -> Split:
        """The sum of all stored splits so far."""
        return Split(self.bund_cents, self.land_cents, self.kommune_cents, self.private_cents)


NOT_OVERSPENT = Q(
    paid_net_cents__lte=F("budget_cents")
    + F("top_ups_cents")
    + F("carried_in_cents")
    - F("carried_out_cents")
    - F("blocked_cents")
    - F("reserved_cents")
    - F("committed_cents")
)


class FundAccount(models.Model):
    """A fund in one budget year: what may be spent, and the three figures that must stay below it (INV-01).

    The row is the lock of the fund: whoever reserves, commits or pays holds it. What may be spent is the sum
    of the budget entries, the three figures are the sums of the ledger; the CHECK is the last net.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="accounts")
    land_grant = models.ForeignKey(LandGrant, on_delete=models.PROTECT, related_name="accounts")
    budget_year = models.PositiveSmallIntegerField("Haushaltsjahr")
    budget_cents = models.BigIntegerField(default=0)
    top_ups_cents = models.BigIntegerField(default=0)
    blocked_cents = models.BigIntegerField(default=0)
    carried_in_cents = models.BigIntegerField(default=0)
    carried_out_cents = models.BigIntegerField(default=0)
    reserved_cents = models.BigIntegerField(default=0)
    committed_cents = models.BigIntegerField(default=0)
    paid_net_cents = models.BigIntegerField(default=0)
    closed_at = models.DateTimeField("Abgeschlossen am", null=True, blank=True)

    class Meta:
        verbose_name = "Fondskonto"
        verbose_name_plural = "Fondskonten"
        constraints = [
            models.UniqueConstraint(fields=["fund", "budget_year"], name="fund_account_year_once"),
            models.CheckConstraint(condition=NOT_OVERSPENT, name="fund_account_not_overspent"),
            models.CheckConstraint(
                condition=Q(reserved_cents__gte=0), name="fund_account_reserved_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(committed_cents__gte=0), name="fund_account_committed_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund} {self.budget_year}"

    @property
    def available_cents(self) -> int:
        """What may be spent in the year, before anything is reserved."""
        return (
            self.budget_cents
            + self.top_ups_cents
            + self.carried_in_cents
            - self.carried_out_cents
            - self.blocked_cents
        )

    @property
    def free_cents(self) -> int:
        """What is left: available − paid net − committed − reserved, scenario expectation 3."""
        return self.available_cents - self.paid_net_cents - self.committed_cents - self.reserved_cents

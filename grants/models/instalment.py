"""The instalments of a deferred claim: rows that stay, a plan for each deferral."""

from django.db import models
from django.db.models import Q

from grants.models.claim import Claim
from grants.rules.instalments import Rate


class ClaimInstalment(models.Model):
    """One instalment in cents. `plan` is the claim's version after the deferral that made it.

    `named_on` is the day that was named, where it is no working day (§ 193 BGB).
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="instalments")
    plan = models.PositiveIntegerField()
    due_on = models.DateField("Fällig am")
    named_on = models.DateField("Verschoben vom", null=True, blank=True)
    amount_cents = models.BigIntegerField("Betrag")

    class Meta:
        verbose_name = "Rate"
        verbose_name_plural = "Raten"
        ordering = ["plan", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "plan", "due_on"], name="claim_instalment_day_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="claim_instalment_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: Rate {self.due_on}"

    @property
    def rate(self) -> Rate:
        return Rate(self.due_on, self.amount_cents, self.named_on)

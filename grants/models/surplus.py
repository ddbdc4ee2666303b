"""Money that came in beyond what was owed: it is not the fund's and goes back to who paid it."""

from django.db import models
from django.db.models import Q

from grants.models.application import Application
from grants.models.claim import Claim
from grants.models.fund import Fund


class Surplus(models.Model):
    """Überzahlung of a claim, in cents. It never touches the ledger; it stays open until it is sent back."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="surpluses")
    amount_cents = models.BigIntegerField("Betrag")
    received_on = models.DateField("Eingegangen am")
    recorded_by = models.CharField(max_length=32)
    recorded_at = models.DateTimeField()
    returned_by = models.CharField(max_length=32, blank=True)
    returned_at = models.DateTimeField("Zurückgegeben", null=True, blank=True)

    class Meta:
        verbose_name = "Überzahlung"
        verbose_name_plural = "Überzahlungen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="surplus_positive"),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, returned_by="")
                | (Q(returned_at__isnull=False) & ~Q(returned_by="")),
                name="surplus_returned_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"Überzahlung {self.claim}"

    @property
    def fund(self) -> Fund:
        return self.claim.fund

    @property
    def case(self) -> Application:
        return self.claim.case

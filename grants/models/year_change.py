"""Open commitments go into the next budget year."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from grants.models.fund import Fund


class CarryOver(models.Model):
    """Übertrag of the open commitments of a closing year: proposed by one person, confirmed by another.

    `amount_cents` is what was carried, known with the confirmation.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="carry_overs")
    from_year = models.PositiveSmallIntegerField("Aus dem Haushaltsjahr")
    to_year = models.PositiveSmallIntegerField("In das Haushaltsjahr")
    amount_cents = models.BigIntegerField("Betrag", default=0)
    proposed_by = models.CharField(max_length=32)
    proposed_by_label = models.CharField(max_length=160)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=32, blank=True)
    confirmed_by_label = models.CharField(max_length=160, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Übertrag"
        verbose_name_plural = "Überträge"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_year=F("from_year") + 1), name="carry_over_to_next_year"),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("proposed_by")), name="carry_over_second_person"
            ),
            models.UniqueConstraint(
                fields=["fund", "from_year"],
                condition=Q(confirmed_at__isnull=True),
                name="carry_over_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund}: Übertrag {self.from_year} nach {self.to_year}"

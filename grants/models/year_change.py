"""Two acts of the Kämmerei: open commitments go into the next budget year; the Land is asked for money."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from grants.models.fund import Fund
from grants.models.ledger import LedgerEntry

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


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


class Drawdown(models.Model):
    """Mittelabruf: what the city asks of the Land for the payments of a period, counted once. Cents."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="drawdowns")
    number = models.PositiveSmallIntegerField("Nummer")
    from_on = models.DateField("Von")
    to_on = models.DateField("Bis")
    bund_cents = models.BigIntegerField("Bund")
    land_cents = models.BigIntegerField("Land")
    requested_by = models.CharField(max_length=32)
    requested_by_label = models.CharField(max_length=160)
    requested_at = models.DateTimeField()

    entries: "RelatedManager[DrawdownEntry]"

    class Meta:
        verbose_name = "Mittelabruf"
        verbose_name_plural = "Mittelabrufe"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="drawdown_number_once"),
            models.CheckConstraint(condition=Q(from_on__lte=F("to_on")), name="drawdown_period_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.fund}: Mittelabruf {self.number}"

    @property
    def claimed_cents(self) -> int:
        """Bund and Land together."""
        return self.bund_cents + self.land_cents


class DrawdownEntry(models.Model):
    """A booking that was counted in a drawdown: in one at most (INV-14)."""

    drawdown = models.ForeignKey(Drawdown, on_delete=models.PROTECT, related_name="entries")
    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="drawdown_entry")

    class Meta:
        verbose_name = "Buchung im Mittelabruf"
        verbose_name_plural = "Buchungen im Mittelabruf"

    def __str__(self) -> str:
        return f"{self.drawdown}: {self.entry}"

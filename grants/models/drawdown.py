"""Mittelabruf: what the city asks of the Land, what came in, what the Land cut. Rows are only ever added."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from grants.models.fund import Fund
from grants.models.fund_account import LandGrant
from grants.models.ledger import LedgerEntry

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class DrawdownKind(models.TextChoices):
    """For what was paid already, or ahead for what is due within two months (Nr. 1.2 ANBest-Gk)."""

    PAID = "paid", "für geleistete Zahlungen"
    AHEAD = "ahead", "für Zahlungen der nächsten zwei Monate"


class Drawdown(models.Model):
    """What is asked of the Land. Cents.

    For payments of a period each booking is counted once; what was asked ahead is set off against them
    (`offset_*`). Asked ahead it has no bookings, and `to_on` is the day until which the payments are due.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="drawdowns")
    # Empty only for drawdowns from before there could be more than one decision of the Land.
    land_grant = models.ForeignKey(
        LandGrant, on_delete=models.PROTECT, null=True, blank=True, related_name="drawdowns"
    )
    kind = models.CharField("Art", max_length=5, choices=DrawdownKind, default=DrawdownKind.PAID)
    number = models.PositiveSmallIntegerField("Nummer")
    from_on = models.DateField("Von")
    to_on = models.DateField("Bis")
    bund_cents = models.BigIntegerField("Bund")
    land_cents = models.BigIntegerField("Land")
    offset_bund_cents = models.BigIntegerField("Verrechnet, Bund", default=0)
    offset_land_cents = models.BigIntegerField("Verrechnet, Land", default=0)
    requested_by = models.CharField(max_length=32)
    requested_by_label = models.CharField(max_length=160)
    requested_at = models.DateTimeField()

    entries: "RelatedManager[DrawdownEntry]"
    receipts: "RelatedManager[LandReceipt]"
    cuts: "RelatedManager[LandCut]"
    withdrawal: "DrawdownWithdrawal"

    class Meta:
        verbose_name = "Mittelabruf"
        verbose_name_plural = "Mittelabrufe"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="drawdown_number_once"),
            models.CheckConstraint(condition=Q(from_on__lte=F("to_on")), name="drawdown_period_forward"),
            models.CheckConstraint(condition=Q(kind__in=DrawdownKind.values), name="drawdown_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="paid") | Q(offset_bund_cents=0, offset_land_cents=0),
                name="drawdown_ahead_sets_nothing_off",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund}: Mittelabruf {self.number}"

    @property
    def claimed_cents(self) -> int:
        """Bund and Land together."""
        return self.bund_cents + self.land_cents

    @property
    def note_count(self) -> int:
        """How often money or a cut was noted. Rows are only ever added: it tells one state from the next."""
        return len(self.receipts.all()) + len(self.cuts.all())

    @property
    def offset_cents(self) -> int:
        """What was asked ahead and is set off here, Bund and Land together."""
        return self.offset_bund_cents + self.offset_land_cents

    @property
    def received_cents(self) -> int:
        return sum(each.amount_cents for each in self.receipts.all())

    @property
    def cut_cents(self) -> int:
        return sum(each.amount_cents for each in self.cuts.all())

    @property
    def is_withdrawn(self) -> bool:
        """Nothing is asked with it any more; its row stays."""
        return hasattr(self, "withdrawal")

    @property
    def awaited_cents(self) -> int:
        """What the Land still owes of it."""
        return 0 if self.is_withdrawn else self.claimed_cents - self.received_cents - self.cut_cents


#: Drawdowns that ask for something: those that nobody has withdrawn.
IS_STANDING = Q(withdrawal__isnull=True)


def stood_at(moment: datetime) -> Q:
    """Drawdowns that were asked for by then and not withdrawn by then."""
    return Q(requested_at__lte=moment) & ~Q(withdrawal__withdrawn_at__lte=moment)


class DrawdownWithdrawal(models.Model):
    """A drawdown that was asked for by mistake: taken back by a second person before the Land answered it.

    Its bookings are free to be counted again; what it set off is asked ahead once more.
    """

    drawdown = models.OneToOneField(Drawdown, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField("Grund", max_length=500)
    withdrawn_by = models.CharField(max_length=32)
    withdrawn_by_label = models.CharField(max_length=160)
    withdrawn_at = models.DateTimeField()

    class Meta:
        verbose_name = "Rücknahme eines Mittelabrufs"
        verbose_name_plural = "Rücknahmen von Mittelabrufen"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="drawdown_withdrawal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.drawdown}: zurückgezogen"


class DrawdownEntry(models.Model):
    """A booking that was counted in a drawdown: in one at most that stands (INV-14).

    `attempt` is 1 more than the withdrawn drawdowns that counted it: two requests at once make the same.
    """

    drawdown = models.ForeignKey(Drawdown, on_delete=models.PROTECT, related_name="entries")
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="drawdown_entries")
    attempt = models.PositiveSmallIntegerField("Versuch", default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "attempt"], name="drawdown_entry_once_an_attempt"),
        ]
        verbose_name = "Buchung im Mittelabruf"
        verbose_name_plural = "Buchungen im Mittelabruf"

    def __str__(self) -> str:
        return f"{self.drawdown}: {self.entry}"


class LandReceipt(models.Model):
    """Money of the Land that came in on a drawdown, all of it or a part. Cents."""

    drawdown = models.ForeignKey(Drawdown, on_delete=models.PROTECT, related_name="receipts")
    received_on = models.DateField("Eingegangen am")
    amount_cents = models.BigIntegerField("Betrag")
    recorded_by = models.CharField(max_length=32)
    recorded_by_label = models.CharField(max_length=160)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "Eingang vom Land"
        verbose_name_plural = "Eingänge vom Land"
        ordering = ["received_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount_cents__gt=0), name="land_receipt_positive")]

    def __str__(self) -> str:
        return f"{self.drawdown}: Eingang {self.received_on}"


class LandCut(models.Model):
    """What the Land does not pay of a drawdown, with its reason; by share, in cents."""

    drawdown = models.ForeignKey(Drawdown, on_delete=models.PROTECT, related_name="cuts")
    cut_on = models.DateField("Gekürzt am")
    bund_cents = models.BigIntegerField("Bund")
    land_cents = models.BigIntegerField("Land")
    reason = models.TextField("Grund", max_length=500)
    recorded_by = models.CharField(max_length=32)
    recorded_by_label = models.CharField(max_length=160)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "Kürzung des Landes"
        verbose_name_plural = "Kürzungen des Landes"
        ordering = ["cut_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bund_cents__gte=0, land_cents__gte=0) & ~Q(bund_cents=0, land_cents=0),
                name="land_cut_positive",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="land_cut_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.drawdown}: Kürzung {self.cut_on}"

    @property
    def amount_cents(self) -> int:
        """Bund and Land together."""
        return self.bund_cents + self.land_cents

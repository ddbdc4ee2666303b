"""The ledger: append-only, one row a booking, each with its stored split by financing share.

A booking moves three figures of the fund account by signed cents: reserved, committed, paid. The split
belongs to the paid figure and always sums to it (INV-11); where nothing is paid it is zero. Interest that
came in is income beside them and changes none of the three. A correction is a counter-entry; rows are never
changed, which a trigger enforces.
"""

from django.db import models
from django.db.models import F, Q

from grants.models.fund_account import FundAccount, LandGrant
from grants.rules.shares import Split


class LedgerKind(models.TextChoices):
    """What a booking is."""

    RESERVE = "reserve", "Vormerkung"
    UNRESERVE = "unreserve", "Vormerkung aufgehoben"
    COMMIT = "commit", "Bindung"
    RELEASE = "release", "Bindung freigegeben"
    PAY = "pay", "Auszahlung"
    REPAY = "repay", "Rückzahlung"
    INTEREST = "interest", "Zinsen"
    RETURN = "return", "Rückläufer"
    CARRY = "carry", "Übertrag der Bindung"
    CORRECT = "correct", "Gegenbuchung"


class LedgerEntry(models.Model):
    """One booking. `occurred_on` is when it happened, `recorded_at` when it was written down."""

    account = models.ForeignKey(FundAccount, on_delete=models.PROTECT, related_name="entries")
    land_grant = models.ForeignKey(LandGrant, on_delete=models.PROTECT, related_name="entries")
    case = models.ForeignKey("grants.Application", on_delete=models.PROTECT, related_name="ledger_entries")
    order = models.ForeignKey(
        "grants.PaymentOrder", on_delete=models.PROTECT, null=True, related_name="entries"
    )
    claim = models.ForeignKey("grants.Claim", on_delete=models.PROTECT, null=True, related_name="entries")
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    kind = models.CharField(max_length=10, choices=LedgerKind)
    key = models.CharField(max_length=80, unique=True)
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=32)
    reserved_cents = models.BigIntegerField(default=0)
    committed_cents = models.BigIntegerField(default=0)
    paid_cents = models.BigIntegerField(default=0)
    bund_cents = models.BigIntegerField(default=0)
    land_cents = models.BigIntegerField(default=0)
    kommune_cents = models.BigIntegerField(default=0)
    private_cents = models.BigIntegerField(default=0)
    interest_cents = models.BigIntegerField(default=0)
    account_assignment = models.CharField("Buchungsstelle", max_length=140, blank=True)

    class Meta:
        verbose_name = "Buchung"
        verbose_name_plural = "Buchungen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    paid_cents=F("bund_cents") + F("land_cents") + F("kommune_cents") + F("private_cents")
                ),
                name="ledger_split_sums_to_paid",
            ),
            models.CheckConstraint(
                condition=~Q(reserved_cents=0, committed_cents=0, paid_cents=0, interest_cents=0),
                name="ledger_entry_moves_something",
            ),
            models.CheckConstraint(condition=Q(kind__in=LedgerKind.values), name="ledger_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"

    @property
    def received_cents(self) -> int:
        """What came in with this booking, of a claim or of interest."""
        return self.interest_cents - self.paid_cents

    @property
    def split(self) -> Split:
        return Split(self.bund_cents, self.land_cents, self.kommune_cents, self.private_cents)

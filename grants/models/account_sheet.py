"""Another account, from a signed sheet of paper: typed in by one person, confirmed by another (row 22)."""

from django.db import models
from django.db.models import Q

from applicants.models import BankAccount
from grants.models.application import Application
from grants.models.fund import Fund
from grants.models.grant import Grant
from grants.models.proposal import BY_TWO_PERSONS, IS_WAITING, Proposal


class AccountSheet(Proposal):
    """What stands on the sheet. The grant's account is this one once a second person has confirmed it.

    No scan is kept: it would show the full IBAN to everybody who reads the files of the case (row 23).
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="account_sheets")
    bank_account = models.OneToOneField(BankAccount, on_delete=models.PROTECT, related_name="sheet")
    came_on = models.DateField("Blatt eingegangen am")
    withdrawn_reason = models.TextField("Warum verworfen", max_length=500, blank=True)

    class Meta:
        verbose_name = "Konto vom Papier"
        verbose_name_plural = "Konten vom Papier"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=BY_TWO_PERSONS, name="account_sheet_second_person"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by="")
                | (Q(confirmed_at__isnull=False, withdrawn_at__isnull=True) & ~Q(confirmed_by="")),
                name="account_sheet_confirmed_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="") & ~Q(withdrawn_reason="")),
                name="account_sheet_discarded_is_explained",
            ),
            models.UniqueConstraint(fields=["grant"], condition=IS_WAITING, name="account_sheet_one_open"),
        ]

    def __str__(self) -> str:
        return str(self.bank_account)

    @property
    def is_waiting(self) -> bool:
        """Neither confirmed nor discarded."""
        return self.confirmed_at is None and self.withdrawn_at is None

    @property
    def case(self) -> Application:
        return self.grant.case

    @property
    def fund(self) -> Fund:
        return self.grant.case.fund

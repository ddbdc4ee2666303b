"""The end of a budget year: closed by two persons, opened again by two with a reason (INV-18)."""

from django.db import models
from django.db.models import Q

from grants.models.fund import Fund
from grants.models.fund_account import FundAccount
from grants.models.proposal import BY_TWO_PERSONS, IS_WAITING, Proposal


class YearStep(models.TextChoices):
    """What is done with the year."""

    CLOSE = "close", "Abschluss"
    REOPEN = "reopen", "Wiedereröffnung"


class YearClosing(Proposal):
    """A proposal to close the account of a year, or to open it again, and what became of it."""

    account = models.ForeignKey(FundAccount, on_delete=models.PROTECT, related_name="closings")
    step = models.CharField("Was", max_length=6, choices=YearStep)
    reason = models.TextField("Grund", max_length=500, blank=True)

    class Meta:
        verbose_name = "Jahresabschluss"
        verbose_name_plural = "Jahresabschlüsse"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=BY_TWO_PERSONS, name="year_closing_second_person"),
            models.CheckConstraint(
                condition=~Q(step="reopen") | ~Q(reason=""), name="year_reopening_has_a_reason"
            ),
            models.UniqueConstraint(fields=["account"], condition=IS_WAITING, name="year_closing_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.account}"

    @property
    def fund(self) -> Fund:
        return self.account.fund

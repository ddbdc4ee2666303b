"""A proposed version of a fund's rules: one person proposes it, another one confirms it."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from grants.models.fund import Fund, FundRules

#: What identifies a version is not proposed.
NOT_PROPOSED = frozenset({"id", "fund", "version", "valid_from"})


def rule_columns() -> list[Any]:
    """Every column of the rules that a version decides, in the order of the model."""
    columns = FundRules._meta.concrete_fields  # noqa: SLF001  Django names it so; it is its public way
    return [column for column in columns if column.name not in NOT_PROPOSED]


def values_of(rules: FundRules) -> dict[str, Any]:
    """A version as plain values by name; amounts in cents."""
    return {column.name: getattr(rules, column.name) for column in rule_columns()}


def labels() -> dict[str, str]:
    """The German name of every rule."""
    return {column.name: str(column.verbose_name) for column in rule_columns()}


class RulesProposal(models.Model):
    """Vorgeschlagene Fassung. `values` holds every rule by its name, amounts in cents; `based_on` what it
    was compared with. Confirmed it becomes `rules`; withdrawn it stays to be read.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="rules_proposals")
    based_on = models.ForeignKey(FundRules, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField("Gilt ab")
    values = models.JSONField("Regeln")
    reason = models.TextField("Grund", max_length=2000)
    proposed_by = models.CharField(max_length=32)
    proposed_by_label = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=32, blank=True)
    confirmed_by_label = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    rules = models.OneToOneField(
        FundRules, on_delete=models.PROTECT, null=True, blank=True, related_name="proposal"
    )
    withdrawn_by = models.CharField(max_length=32, blank=True)
    withdrawn_by_label = models.CharField(max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Vorschlag für Regeln"
        verbose_name_plural = "Vorschläge für Regeln"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("proposed_by")), name="rules_proposal_second_person"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, rules__isnull=True)
                | (Q(rules__isnull=False, withdrawn_at__isnull=True) & ~Q(confirmed_by="")),
                name="rules_proposal_confirmed_is_signed",
            ),
            models.UniqueConstraint(
                fields=["fund"],
                condition=Q(confirmed_at__isnull=True, withdrawn_at__isnull=True),
                name="rules_proposal_one_open",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="rules_proposal_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.fund}: Regeln ab {self.valid_from:%d.%m.%Y}"

    @property
    def is_open(self) -> bool:
        """Neither confirmed nor withdrawn."""
        return self.confirmed_at is None and self.withdrawn_at is None

"""Decisions beside the vote of the jury: of the office alone, of a second body, of a city that deviates."""

from django.db import models
from django.db.models import Q

from grants.models.application import Application
from grants.models.session import AgendaItem


class RulingKind(models.TextChoices):
    """By which of the fund's rules somebody else than the jury decides."""

    ALONE = "alone", "Ohne Jury entschieden"
    SECOND_BODY = "second_body", "Beschluss des zweiten Gremiums"
    DEVIATION = "deviation", "Abweichung von der Empfehlung der Jury"


class Ruling(models.Model):
    """Entscheidung neben der Jury; the last one about an item counts. Append-only.

    Without an item it was made alone. `amount_cents` 0 means no.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="rulings")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="rulings")
    kind = models.CharField(max_length=12, choices=RulingKind)
    amount_cents = models.BigIntegerField("Betrag")
    reason = models.TextField("Begründung", max_length=2000, blank=True)
    obligations = models.JSONField("Auflagen", default=list)
    body = models.CharField("Gremium", max_length=120, blank=True)
    file_reference = models.CharField("Beschlussnummer", max_length=80, blank=True)
    decided_on = models.DateField("Entschieden am")
    written_by = models.CharField(max_length=32)
    written_by_label = models.CharField(max_length=160)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "Entscheidung neben der Jury"
        verbose_name_plural = "Entscheidungen neben der Jury"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gte=0), name="ruling_amount_not_negative"),
            models.CheckConstraint(
                condition=Q(kind="alone", item__isnull=True) | (~Q(kind="alone") & Q(item__isnull=False)),
                name="ruling_alone_has_no_item",
            ),
            models.CheckConstraint(
                condition=Q(kind="second_body") | ~Q(reason=""), name="ruling_is_explained"
            ),
            models.CheckConstraint(
                condition=~Q(kind="second_body") | (~Q(body="") & ~Q(file_reference="")),
                name="ruling_names_its_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} zu {self.application}"

    @property
    def outcome(self) -> str:
        """Yes or no; less than was asked for is a yes as well."""
        return "yes" if self.amount_cents else "no"

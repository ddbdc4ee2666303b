"""Changes of a running grant: what was asked for, how the office judged it. Rows are only ever added."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from grants.models.grant import Grant

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class ChangeKind(models.TextChoices):
    """What shall be different; `rules.changes` says which of them the office may grant."""

    PERIOD = "period", "Zeitraum"
    COSTS = "costs", "Kosten anders verteilen"
    PURPOSE = "purpose", "Anderer Zweck"
    AMOUNT = "amount", "Mehr Geld"


class ChangeRequest(models.Model):
    """Änderungsantrag, in the words of who asks. `ends_on` is the wished end, for a change of period only."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=ChangeKind)
    text = models.TextField("Was soll anders werden?", max_length=2000)
    ends_on = models.DateField("Gewünschtes Ende", null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=32)

    rulings: "RelatedManager[ChangeRuling]"

    class Meta:
        verbose_name = "Änderungsantrag"
        verbose_name_plural = "Änderungsanträge"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="change_number_once"),
            models.CheckConstraint(
                condition=Q(kind="period", ends_on__isnull=False)
                | (~Q(kind="period") & Q(ends_on__isnull=True)),
                name="change_of_period_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"Änderung {self.number}: {self.get_kind_display()}"

    @property
    def decision(self) -> "ChangeRuling | None":
        """The ruling that counts, once there is one."""
        return next((each for each in self.rulings.all() if each.is_final), None)

    @property
    def proposal(self) -> "ChangeRuling | None":
        """The latest preparation of the decision."""
        return next((each for each in reversed(self.rulings.all()) if not each.is_final), None)


class ChangeRuling(models.Model):
    """A proposed decision, or the decision itself by a second person. `ends_before`: the end until then."""

    request = models.ForeignKey(ChangeRequest, on_delete=models.PROTECT, related_name="rulings")
    is_final = models.BooleanField(default=False)
    approves = models.BooleanField()
    reason = models.TextField("Begründung", max_length=2000)
    ends_before = models.DateField()
    prepared_by = models.CharField(max_length=32)
    written_by = models.CharField(max_length=32)
    written_by_label = models.CharField(max_length=160)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "Entscheidung über eine Änderung"
        verbose_name_plural = "Entscheidungen über Änderungen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(is_final=True), name="change_decided_once"
            ),
            models.CheckConstraint(
                condition=Q(is_final=False) | ~Q(written_by=F("prepared_by")), name="change_second_person"
            ),
        ]

    def __str__(self) -> str:
        return "genehmigt" if self.approves else "abgelehnt"

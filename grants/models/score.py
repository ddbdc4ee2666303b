"""Points that a member of the jury gives an item, by the fund's criteria."""

from django.db import models

from grants.models.session import AgendaItem, JuryMember


class Score(models.Model):
    """Punkte eines Mitglieds zu einem Kriterium; the last ones before the item is closed count.

    `criterion` is the wording of the rules: the catalogue of a later version does not rename it.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="scores")
    member = models.ForeignKey(JuryMember, on_delete=models.PROTECT, related_name="scores")
    criterion = models.CharField("Kriterium", max_length=120)
    points = models.PositiveSmallIntegerField("Punkte")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = "Punkte"
        verbose_name_plural = "Punkte"
        constraints = [models.UniqueConstraint(fields=["item", "member", "criterion"], name="score_once")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"

"""The logo in the head of a fund's letters: rows that are only ever added, like the fund's texts."""

from django.db import models
from django.db.models import Q

from foundation.files.models import StoredFile
from grants.models.fund import Fund


class FundLogo(models.Model):
    """One logo, or none from then on. It holds from when it was written; `alt` is what screen readers say."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="logos")
    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="fund_logo"
    )
    alt = models.CharField("Beschreibung", max_length=160, blank=True)
    written_by = models.CharField(max_length=32)
    written_by_label = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "Logo des Fonds"
        verbose_name_plural = "Logos der Fonds"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=True, alt="") | Q(file__isnull=False) & ~Q(alt=""),
                name="fund_logo_says_what_it_shows",
            )
        ]

    def __str__(self) -> str:
        return self.alt or "kein Logo"

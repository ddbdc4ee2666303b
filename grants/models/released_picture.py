"""Pictures of a case that may be shown to the public, because the people on them have agreed."""

from django.db import models
from django.db.models import Q

from foundation.files.models import StoredFile
from grants.models.application import Application


class ReleasedPicture(models.Model):
    """Freigegebenes Bild (§ 22 KUG, Art. 7 DSGVO): what it shows, who agreed and how.

    A withdrawal counts for everything that is made afterwards, whatever day it is about.
    """

    case = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="released_pictures")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    shows = models.CharField("Was zu sehen ist", max_length=200)
    consent = models.CharField("Wer zugestimmt hat, und wie", max_length=300)
    agreed_on = models.DateField("Zugestimmt am")
    released_by = models.CharField(max_length=32)
    released_by_label = models.CharField(max_length=160)
    released_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=32, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Freigegebenes Bild"
        verbose_name_plural = "Freigegebene Bilder"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(shows="") & ~Q(consent=""), name="released_picture_is_explained"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="released_picture_withdrawal_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.shows

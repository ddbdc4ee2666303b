"""What a proof said each time it was sent or checked, so that reports can look back."""

from django.db import models

from grants.models.proof import Proof


class ProofVersion(models.Model):
    """Everything that is reported about a proof, as plain values (`selectors.proof_then`). Never overwritten.

    Only the erasure after the retention takes the words out of it; figures and days stay.
    """

    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField()
    content = models.JSONField()

    class Meta:
        verbose_name = "Fassung eines Nachweises"
        verbose_name_plural = "Fassungen eines Nachweises"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["proof", "number"], name="proof_version_once")]

    def __str__(self) -> str:
        return f"Fassung {self.number}"

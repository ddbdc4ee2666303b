"""Questions about a proof of use, and their answers."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from grants.models.grant import Grant
from grants.models.question_term import OnBehalf

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from grants.models.question_term import QuestionTerm


class ProofQuestion(OnBehalf):
    """Nachforderung zum Verwendungsnachweis: what is missing, until when, and what was answered."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="proof_questions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField("Frage", max_length=2000)
    due_on = models.DateField("Antwort bis")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=32)
    answer = models.TextField("Antwort", max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    terms: "RelatedManager[QuestionTerm]"

    class Meta:
        verbose_name = "Rückfrage zum Nachweis"
        verbose_name_plural = "Rückfragen zum Nachweis"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="proof_question_number_once"),
            models.UniqueConstraint(
                fields=["grant"], condition=Q(answered_at__isnull=True), name="proof_question_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"Rückfrage {self.number}"

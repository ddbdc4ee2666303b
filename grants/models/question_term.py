"""What an open question has beside its words: a new term, and an answer that somebody else typed in."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from grants.models.application import InformationRequest
    from grants.models.proof_question import ProofQuestion


class AnswerWay(models.TextChoices):
    """How an answer reached the office that the person did not type in."""

    PHONE = "phone", "Telefon"
    LETTER = "letter", "Brief"
    COUNTER = "counter", "Im Büro"


class OnBehalf(models.Model):
    """Who said an answer, how and when it came, and who typed it in; empty when the person wrote it."""

    answer_way = models.CharField("Weg der Antwort", max_length=8, choices=AnswerWay, blank=True)
    answer_said_by = models.CharField("Wer hat geantwortet?", max_length=160, blank=True)
    answer_received_on = models.DateField("Antwort bekommen am", null=True, blank=True)
    answer_entered_by_label = models.CharField("Eingetragen von", max_length=160, blank=True)

    class Meta:
        abstract = True


class TermKind(models.TextChoices):
    """Why a term may move."""

    WISH = "wish", "Bitte um mehr Zeit"
    EXTENSION = "extension", "Frist verlängert"
    REMINDER = "reminder", "Erinnerung"


class QuestionTerm(models.Model):
    """A new term for an open question, or the wish for one (Fristverlängerung, § 31 VII VwVfG).

    It belongs to a question about the application or to one about the proof. A wish is decided once: granted
    with a new day, or refused; `reason` is the sentence of the office. A wish that waits or was refused has
    no `due_on`.
    """

    question: "models.ForeignKey[InformationRequest | None, InformationRequest | None]" = models.ForeignKey(
        "grants.InformationRequest", on_delete=models.PROTECT, null=True, related_name="terms"
    )
    proof_question: "models.ForeignKey[ProofQuestion | None, ProofQuestion | None]" = models.ForeignKey(
        "grants.ProofQuestion", on_delete=models.PROTECT, null=True, related_name="terms"
    )
    kind = models.CharField(max_length=9, choices=TermKind)
    text = models.TextField("Warum?", max_length=500, blank=True)
    wished_on = models.DateField("Bis wann?", null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=32)
    due_before = models.DateField()
    due_on = models.DateField("Neue Frist", null=True, blank=True)
    reason = models.TextField("Begründung", max_length=2000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=32, blank=True)
    decided_by_label = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "Frist einer Rückfrage"
        verbose_name_plural = "Fristen von Rückfragen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=True, proof_question__isnull=False)
                | Q(question__isnull=False, proof_question__isnull=True),
                name="question_term_of_one_question",
            ),
            models.CheckConstraint(
                condition=Q(kind="wish") | Q(decided_at__isnull=False, due_on__isnull=False),
                name="question_term_only_a_wish_waits",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True)
                | Q(due_on__gt=models.F("due_before"), decided_at__isnull=False),
                name="question_term_only_grows",
            ),
            models.UniqueConstraint(
                fields=["question"], condition=Q(decided_at__isnull=True), name="question_term_one_wish"
            ),
            models.UniqueConstraint(
                fields=["proof_question"],
                condition=Q(decided_at__isnull=True),
                name="question_term_one_wish_proof",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_open(self) -> bool:
        """A wish that waits for the office."""
        return self.decided_at is None

    @property
    def is_refused(self) -> bool:
        """A wish that was not granted."""
        return self.decided_at is not None and self.due_on is None


def open_wish_of(question: Any) -> QuestionTerm | None:
    """The wish for more time that waits for the office."""
    return next((term for term in question.terms.all() if term.is_open), None)

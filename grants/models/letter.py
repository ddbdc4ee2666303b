"""Letters that wait in the outbox until the office sends them, with everything that was done to each."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models
from django.db.models import Q

from foundation.files.models import Document
from grants.models.application import Application
from grants.models.fund import Fund
from grants.rules.letter_terms import term_trouble

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

#: How long a letter that was sent can be called back.
UNDO_FOR = timedelta(minutes=10)
#: Neither sent nor discarded.
IS_WAITING = Q(released_at__isnull=True, discarded_at__isnull=True)


class LetterChannel(models.TextChoices):
    """By which way the letter goes; the way belongs to the addressee."""

    LETTER = "letter", "Brief"
    EMAIL = "email", "E-Mail"
    PORTAL = "portal", "Portal"


class Letter(models.Model):
    """A letter with a legal effect or a demand that is no notice: drafted by a step, sent by the office.

    Until it is sent its body can be changed, or the letter discarded with a reason. Sent, it can be called
    back for `UNDO_FOR`; then its document is ordered, and the database refuses every further change.
    `cause` is the stable key of what brought it about: one cause, one letter. `params` is what its paper
    prints beside the body. `is_told`: an e-mail went with the cause already.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField("Vorlage", max_length=80)
    title = models.CharField("Betreff", max_length=300)
    body = models.TextField("Text")
    channel = models.CharField("Weg", max_length=8, choices=LetterChannel)
    cause = models.CharField(max_length=160, unique=True)
    params = models.JSONField(default=dict)
    is_told = models.BooleanField(default=False)
    drafted_by = models.CharField(max_length=32)
    drafted_by_label = models.CharField(max_length=160)
    drafted_at = models.DateTimeField()
    released_by = models.CharField(max_length=32, blank=True)
    released_by_label = models.CharField(max_length=160, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    posted_on = models.DateField(null=True, blank=True)
    discarded_by_label = models.CharField(max_length=160, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)
    discard_reason = models.TextField("Grund", blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    steps: "RelatedManager[LetterStep]"

    class Meta:
        verbose_name = "Brief"
        verbose_name_plural = "Briefe"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, posted_on__isnull=True, released_by="")
                | (Q(released_at__isnull=False, posted_on__isnull=False) & ~Q(released_by="")),
                name="letter_released_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True)
                | (Q(released_at__isnull=True) & ~Q(discard_reason="")),
                name="letter_discarded_is_explained",
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=True) | Q(released_at__isnull=False),
                name="letter_document_after_release",
            ),
        ]
        indexes = [models.Index(fields=["posted_on", "channel"], name="letter_posted")]

    def __str__(self) -> str:
        return self.title

    @property
    def fund(self) -> Fund:
        return self.case.fund

    @property
    def is_waiting(self) -> bool:
        """In the outbox: neither sent nor discarded."""
        return self.released_at is None and self.discarded_at is None

    @property
    def until(self) -> date | None:
        """The term with which it was drafted; None for a letter without one."""
        day = self.params.get("until")
        return date.fromisoformat(day) if day else None

    def term_trouble(self, today: date) -> str:
        """Why it cannot be sent today, as a sentence; empty when it can, and for one that does not wait."""
        return term_trouble(self.until, self.body, today=today) if self.is_waiting else ""

    @property
    def undo_until(self) -> datetime | None:
        """The moment from which a letter that was sent stays sent; None for one that was not."""
        return self.released_at + UNDO_FOR if self.released_at else None


class LetterStepKind(models.TextChoices):
    """What can be done to a letter."""

    DRAFT = "draft", "entworfen"
    EDIT = "edit", "geändert"
    RELEASE = "release", "gesendet"
    UNDO = "undo", "zurückgeholt"
    DISCARD = "discard", "verworfen"


class LetterStep(models.Model):
    """One thing done to a letter; a row is only ever added.

    `text` is the wording that a draft or an edit led to, or why the letter was discarded.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=7, choices=LetterStepKind)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=32)
    by_label = models.CharField(max_length=160)

    class Meta:
        verbose_name = "Schritt eines Briefs"
        verbose_name_plural = "Schritte von Briefen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_kind_display()

"""Stored files and the rows of all documents. The bytes lie outside the web root, under DATA_DIR."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from foundation.values.codes import CHECK_CODE_LENGTH, make_check_code

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class StoredFile(models.Model):
    """One file: what it is called, what it is, whose it is. `path` is relative and random."""

    uuid = models.UUIDField("Kennung", primary_key=True, default=uuid.uuid4, editable=False)
    original_name = models.CharField("Name", max_length=150)
    media_type = models.CharField("Art", max_length=100)
    size = models.PositiveBigIntegerField("Größe in Byte")
    sha256 = models.CharField("Prüfsumme", max_length=64)
    path = models.CharField("Ablage", max_length=100, unique=True)
    subject = models.CharField("Gegenstand", max_length=120)
    created_at = models.DateTimeField("abgelegt")
    created_by = models.CharField("abgelegt von", max_length=64)

    class Meta:
        verbose_name = "Datei"
        verbose_name_plural = "Dateien"
        ordering = ["created_at", "uuid"]
        indexes = [
            models.Index(fields=["subject", "created_at"], name="files_stored_subject"),
            models.Index(fields=["sha256"], name="files_stored_hash"),
        ]

    def __str__(self) -> str:
        return self.original_name


class DocumentState(models.TextChoices):
    """From the order to the bytes."""

    WAITING = "waiting", "wartet"
    MAKING = "making", "wird erstellt"
    READY = "ready", "fertig"
    FAILED = "failed", "gescheitert"


class Audience(models.TextChoices):
    """Who may see the document, on top of the right to read its subject."""

    OFFICE = "office", "nur intern"
    APPLICANT = "applicant", "auch für die antragstellende Person"


class DocumentFormat(models.TextChoices):
    """What a document can be made as."""

    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"
    ZIP = "zip", "ZIP"


class Document(models.Model):
    """A letter, order or report: ordered first as a row, made later by the worker.

    `issued_at` is the moment of the order, so that a second making gives the same bytes. `check_code` stands
    beside the number on paper: who shows both on the public page learns that the house made the document.
    `repeats` is the report that this one was ordered to make again. When the retention of a report is over
    its files go, `expired_at` says when, and this row stays.
    """

    uuid = models.UUIDField("Kennung", default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField("Nummer", max_length=40, unique=True)
    check_code = models.CharField(
        "Prüfcode", max_length=CHECK_CODE_LENGTH, unique=True, default=make_check_code, editable=False
    )
    key = models.CharField("Schlüssel", max_length=200, unique=True)
    slug = models.CharField("Vorlage", max_length=80)
    title = models.CharField("Titel", max_length=200)
    subject = models.CharField("Gegenstand", max_length=120)
    params = models.JSONField("Angaben", default=dict)
    as_of = models.DateField("Stand")
    issued_at = models.DateTimeField("ausgestellt")
    state = models.CharField(
        "Bearbeitung", max_length=10, choices=DocumentState, default=DocumentState.WAITING
    )
    error = models.TextField("Fehler", blank=True, default="")
    finished_at = models.DateTimeField("fertig am", null=True, blank=True)
    ordered_by_kind = models.CharField("bestellt von (Art)", max_length=20)
    ordered_by_reference = models.CharField("bestellt von (Kennung)", max_length=64)
    ordered_by_label = models.CharField("bestellt von", max_length=200, blank=True, default="")
    audience = models.CharField("bestimmt für", max_length=20, choices=Audience, default=Audience.OFFICE)
    repeats = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="repeated_by"
    )
    expired_at = models.DateTimeField("Aufbewahrung abgelaufen", null=True, blank=True)

    expired_files: "RelatedManager[ExpiredFile]"

    class Meta:
        verbose_name = "Dokument"
        verbose_name_plural = "Dokumente"
        ordering = ["issued_at", "id"]
        indexes = [
            models.Index(fields=["subject", "issued_at"], name="files_document_subject"),
            models.Index(fields=["state", "issued_at"], name="files_document_state"),
            models.Index(fields=["slug", "-issued_at"], name="files_document_history"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DocumentState.values), name="files_document_state_known"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="files_document_audience_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""), name="files_document_failed_has_error"
            ),
            models.CheckConstraint(
                condition=Q(expired_at__isnull=True) | Q(state="ready"),
                name="files_document_expired_was_ready",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class DocumentFile(models.Model):
    """One format of a finished document."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="files")
    format = models.CharField("Format", max_length=10, choices=DocumentFormat)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="document_file")

    class Meta:
        verbose_name = "Dokumentdatei"
        verbose_name_plural = "Dokumentdateien"
        ordering = ["document_id", "format"]
        constraints = [
            models.UniqueConstraint(fields=["document", "format"], name="files_documentfile_one_per_format"),
            models.CheckConstraint(
                condition=Q(format__in=DocumentFormat.values), name="files_documentfile_format_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.format}"


class ExpiredFile(models.Model):
    """What a file of an expired report was: its hash still tells whether a copy is one. Never changed."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="expired_files")
    format = models.CharField("Format", max_length=10, choices=DocumentFormat)
    name = models.CharField("Name", max_length=150)
    size = models.PositiveBigIntegerField("Größe in Byte")
    sha256 = models.CharField("Prüfsumme", max_length=64)

    class Meta:
        verbose_name = "abgelaufene Datei"
        verbose_name_plural = "abgelaufene Dateien"
        ordering = ["document_id", "format"]
        constraints = [
            models.UniqueConstraint(fields=["document", "format"], name="files_expiredfile_one_per_format")
        ]

    def __str__(self) -> str:
        return self.name


class ErasedDocument(models.Model):
    """That a finished document existed and was erased; nothing of what it said, of whom, or of its bytes.

    Whoever holds a copy may know that it is no forgery that the house no longer knows it.
    """

    number = models.CharField("Nummer", max_length=40, unique=True)
    check_code = models.CharField("Prüfcode", max_length=CHECK_CODE_LENGTH)
    erased_at = models.DateTimeField("gelöscht am")

    class Meta:
        verbose_name = "gelöschtes Dokument"
        verbose_name_plural = "gelöschte Dokumente"
        ordering = ["erased_at", "id"]

    def __str__(self) -> str:
        return self.number

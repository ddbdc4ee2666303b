"""Notices: what the city decides in writing, from the first draft to the day it is known."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from foundation.files.models import Document
from grants.models.application import Application
from grants.models.fund import Fund

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

#: Neither released nor taken back.
IS_DRAFT = Q(released_at__isnull=True, discarded_at__isnull=True)
REFUSED_CHANGE = "Ablehnung einer Änderung"


class NoticeKind(models.TextChoices):
    """Which administrative act."""

    AWARD = "award", "Bewilligungsbescheid"
    REJECTION = "rejection", "Ablehnungsbescheid"
    REPAYMENT = "repayment", "Erstattungsbescheid"
    REVOCATION = "revocation", "Widerrufs- und Erstattungsbescheid"
    CHANGE = "change", "Änderungsbescheid"
    WAIVER = "waiver", "Erlassbescheid"
    LAPSE = "lapse", "Verfallsmitteilung"
    INTEREST = "interest", "Zinsbescheid"
    RECALL = "recall", "Aufhebung der Stundung"


class Notice(models.Model):
    """A notice: drafted by one person, released by another, then frozen. Dates follow § 41 VwVfG.

    Before its release it can be corrected: whoever changed it last is its drafter, and each wording stays in
    `texts`. Nobody who wrote one of them releases it. A draft that was taken back keeps its row, with who,
    when and why.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=10, choices=NoticeKind)
    amount_cents = models.BigIntegerField(default=0)
    reason = models.TextField("Begründung", blank=True)
    drafted_by = models.CharField(max_length=32)
    drafted_by_label = models.CharField(max_length=120)
    drafted_at = models.DateTimeField()
    released_by = models.CharField(max_length=32, blank=True)
    released_by_label = models.CharField(max_length=120, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    # Released by somebody who wrote it, as the rules of a small town allow: a trigger asks the rules.
    second_person_waived = models.BooleanField(default=False)
    # The newest text of the fund that the releaser saw: what came later is not in the letter.
    last_fund_text = models.BigIntegerField(null=True, blank=True)
    channel = models.CharField(max_length=8, blank=True)
    posted_on = models.DateField(null=True, blank=True)
    deemed_known_on = models.DateField(null=True, blank=True)
    arrived_on = models.DateField("Nachgewiesener Zugang", null=True, blank=True)
    # The month that the law or the paper gives from then: for the remedy, and to pay what is asked for. Where
    # there is no remedy (`has_remedy`) it is the day to pay alone.
    remedy_until = models.DateField(null=True, blank=True)
    discarded_by = models.CharField(max_length=32, blank=True)
    discarded_by_label = models.CharField(max_length=120, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)
    discard_reason = models.TextField("Grund der Rücknahme des Entwurfs", blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    texts: "RelatedManager[NoticeText]"

    class Meta:
        verbose_name = "Bescheid"
        verbose_name_plural = "Bescheide"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(second_person_waived=True) | ~Q(released_by=F("drafted_by")),
                name="notice_second_person",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(released_by=""), name="notice_released_is_signed"
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True)
                | Q(remedy_until__isnull=False, deemed_known_on__isnull=False),
                name="notice_released_has_dates",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True)
                | (Q(released_at__isnull=True) & ~Q(discarded_by="") & ~Q(discard_reason="")),
                name="notice_discarded_is_explained",
            ),
            models.UniqueConstraint(fields=["case", "kind"], condition=IS_DRAFT, name="notice_one_draft"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_draft(self) -> bool:
        """Neither out of the house nor taken back."""
        return self.released_at is None and self.discarded_at is None

    @property
    def has_remedy(self) -> bool:
        """An act can be attacked; an agreement, and what follows from it, has no Rechtsbehelf (§ 42 VwGO)."""
        return self.kind == NoticeKind.REJECTION or not self.case.award_form.is_agreement

    @property
    def title(self) -> str:
        """What its paper is called: the act, or what stands in its place under an agreement."""
        label = self.get_kind_display()
        if self.kind == NoticeKind.CHANGE and self.refuses_change:
            return REFUSED_CHANGE
        return label if self.kind == NoticeKind.REJECTION else self.case.award_form.named(label)

    @property
    def refuses_change(self) -> bool:
        """What went out with the refusal of a change: decided and posted in the same moment."""
        if self.released_at is None:
            return False
        rulings = [each.decision for each in self.case.grant.changes.all()]
        return any(each and not each.approves and each.written_at == self.released_at for each in rulings)

    @property
    def fund(self) -> Fund:
        return self.case.fund


class NoticeText(models.Model):
    """One wording of a draft; a row is only ever added. The last one is what the notice says."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField("Begründung", blank=True)
    obligations = models.JSONField("Auflagen", default=list)
    conditions = models.JSONField("Bedingungen", default=list)
    heard_until = models.DateField("Anhörung bis", null=True, blank=True)
    written_by = models.CharField(max_length=32)
    written_by_label = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "Fassung eines Entwurfs"
        verbose_name_plural = "Fassungen eines Entwurfs"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["notice", "number"], name="notice_text_once")]

    def __str__(self) -> str:
        return f"Fassung {self.number}"

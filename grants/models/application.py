"""The application: what somebody wants to do, what it costs, and what was asked and answered about it."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from applicants.models import Applicant, ApplicantKind
from grants.models.fund import Fund, FundRules
from grants.models.fund_texts import last_text
from grants.models.question_term import OnBehalf
from grants.models.workflow_model import WorkflowModel
from grants.rules.award_forms import FORMS, AwardForm
from grants.states import ApplicationState
from grants.workflows.application import ApplicationWorkflow

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from grants.models.correction import Correction
    from grants.models.early_start import EarlyStart
    from grants.models.grant import Grant
    from grants.models.ledger import LedgerEntry
    from grants.models.notice import Notice
    from grants.models.particulars import Particulars
    from grants.models.question_term import QuestionTerm
    from grants.models.released_picture import ReleasedPicture
    from grants.models.retention import DeletionRecord, DeletionRun, LitigationHold
    from grants.models.ruling import Ruling
    from grants.models.session import AgendaItem, ConflictOfInterest
    from grants.models.workflow_model import TransitionRecord


class Application(ApplicationWorkflow, WorkflowModel):
    """Antrag. From the first saved answer to the decision; the case file hangs on it."""

    machine: ClassVar[str] = "application"

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="applications")
    rules = models.ForeignKey(FundRules, on_delete=models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="applications")
    reference = models.CharField("Aktenzeichen", max_length=24, unique=True, null=True, blank=True)
    channel = models.CharField(
        "Eingangsweg", max_length=8, choices=[("web", "Internet"), ("paper", "Papier")], default="web"
    )
    title = models.CharField("Titel", max_length=80, blank=True)
    description = models.TextField("Beschreibung", max_length=1500, blank=True)
    place = models.CharField("Ort der Aktion", max_length=200, blank=True)
    starts_on = models.DateField("Beginn", null=True, blank=True)
    ends_on = models.DateField("Ende", null=True, blank=True)
    requested_cents = models.BigIntegerField("Beantragt", null=True, blank=True)
    own_cents = models.BigIntegerField("Eigenes Geld", null=True, blank=True)
    donations_cents = models.BigIntegerField("Spenden", null=True, blank=True)
    other_public_cents = models.BigIntegerField("Andere öffentliche Mittel", null=True, blank=True)
    other_money_from = models.CharField("Von wem", max_length=300, blank=True)
    price_reason = models.CharField("Warum es weniger Angebote gibt", max_length=500, blank=True)
    # What the office says to it at the formal check, where there are fewer offers than the rules want.
    price_judgement = models.CharField("Warum weniger Angebote reichen", max_length=500, blank=True)
    not_begun_confirmed = models.BooleanField("Noch nicht begonnen", default=False)
    terms_accepted = models.BooleanField("Regeln gelesen", default=False)
    eligible_cents = models.BigIntegerField("Zuwendungsfähig", null=True, blank=True)
    # The wording of the rules' catalogue; empty before the formal check, and in a fund without a catalogue.
    field_of_action = models.CharField("Handlungsfeld", max_length=120, null=True, blank=True)
    # Ticked by the office at the formal check when the applicant is a minor (§ 107 BGB).
    represented = models.BooleanField("Unterschrift eines Elternteils liegt vor", default=False)
    # Found at the formal check; a business acts economically in any case.
    acts_economically = models.BooleanField("Handelt wirtschaftlich", default=False)
    # Asked of who may run a business; the office can say it at the formal check. Then only net amounts count.
    deducts_input_tax = models.BooleanField("Zum Vorsteuerabzug berechtigt", null=True, blank=True)
    early_start_on = models.DateField("Vorzeitiger Maßnahmenbeginn ab", null=True, blank=True)
    # Of a draft: what was typed and could not be read, by question and input. Gone when it is sent.
    unread = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    costs: "RelatedManager[CostItem]"
    information_requests: "RelatedManager[InformationRequest]"
    conflicts: "RelatedManager[ConflictOfInterest]"
    agenda_items: "RelatedManager[AgendaItem]"
    rulings: "RelatedManager[Ruling]"
    transitions: "RelatedManager[TransitionRecord]"
    ledger_entries: "RelatedManager[LedgerEntry]"
    corrections: "RelatedManager[Correction]"
    early_starts: "RelatedManager[EarlyStart]"
    versions: "RelatedManager[ApplicationVersion]"
    notices: "RelatedManager[Notice]"
    holds: "RelatedManager[LitigationHold]"
    released_pictures: "RelatedManager[ReleasedPicture]"
    deletion_runs: "RelatedManager[DeletionRun]"
    deletion_record: "DeletionRecord"
    grant: "Grant"
    particulars: "Particulars"

    class Meta:
        verbose_name = "Antrag"
        verbose_name_plural = "Anträge"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ApplicationState.values), name="application_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(reference__isnull=False) | Q(state="withdrawn"),
                name="application_has_reference",
            ),
        ]
        indexes = [
            models.Index(fields=["fund", "-submitted_at", "-id"], name="application_by_receipt"),
            models.Index(fields=["state", "-submitted_at", "-id"], name="application_by_state"),
        ]

    def __str__(self) -> str:
        return self.reference or "Entwurf"

    @property
    def case(self) -> "Application":
        """Itself: policy and history ask every object for its case."""
        return self

    @property
    def open_question(self) -> "InformationRequest | None":
        """The question that waits for an answer."""
        if self.state != ApplicationState.INCOMPLETE:
            return None
        return next((each for each in self.information_requests.all() if each.is_open), None)

    @property
    def costs_cents(self) -> int:
        """The sum of the planned costs."""
        return sum(item.amount_cents for item in self.costs.all())

    @property
    def plan_items(self) -> "list[CostItem]":
        """The cost lines that a receipt can belong to: all but those found not eligible."""
        return [item for item in self.costs.all() if item.eligible is not False]

    @property
    def award_form(self) -> AwardForm:
        """Act or agreement: what the fund said when the award went out; before, what it says now.

        Everything that follows from an award goes by its form, whatever the fund's setting is by then.
        """
        awards = [each for each in self.notices.all() if each.kind == "award" and each.released_at]
        if not awards:
            return FORMS[self.rules.texts["award_form"]]
        award = max(awards, key=lambda each: each.pk)
        seen = award.last_fund_text
        if seen is None:
            seen = last_text(self.fund_id, award.released_at)
        return FORMS[self.rules.text_then("award_form", seen)]

    @property
    def is_state_aid(self) -> bool:
        """A grant would be De-minimis aid: to a business, or to somebody else who acts like one."""
        return self.acts_economically or self.particulars.kind == ApplicantKind.BUSINESS

    @property
    def price_comparison(self) -> str:
        """What the office found at the formal check; empty where nothing was compared."""
        counted = [cost for cost in self.costs.all() if cost.offers is not None]
        lines = [
            f"{cost.item}: {cost.offers} {'Angebot' if cost.offers == 1 else 'Angebote'}" for cost in counted
        ]
        if lines and self.price_judgement:
            lines.append(f"Weniger reichen, denn: {self.price_judgement}")
        return "\n".join(lines)

    @property
    def other_money_cents(self) -> int:
        """Own money, donations and other public money as planned."""
        return (self.own_cents or 0) + (self.donations_cents or 0) + (self.other_public_cents or 0)


class CostItem(models.Model):
    """One line of the cost plan. `eligible` is what the office found, empty until it has looked."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="costs")
    position = models.PositiveSmallIntegerField()
    item = models.CharField("Was?", max_length=120)
    amount_cents = models.BigIntegerField("Wie viel?")
    eligible = models.BooleanField("Zuwendungsfähig", null=True, blank=True)
    # How many the office has counted at the formal check, where the fund compares prices.
    offers = models.PositiveSmallIntegerField("Angebote", null=True, blank=True)

    class Meta:
        verbose_name = "Kostenzeile"
        verbose_name_plural = "Kostenzeilen"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["application", "position"], name="cost_item_position_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="cost_item_positive"),
        ]

    def __str__(self) -> str:
        return self.item


class InformationRequest(OnBehalf):
    """Nachforderung: a question to the applicant with a term, and the answer."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="information_requests"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=2000)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=32)
    answer = models.TextField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    terms: "RelatedManager[QuestionTerm]"

    class Meta:
        verbose_name = "Nachforderung"
        verbose_name_plural = "Nachforderungen"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="information_request_once")
        ]

    def __str__(self) -> str:
        return f"Frage {self.number}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


class ApplicationVersion(models.Model):
    """What the applicant sent, word for word, each time it was sent. Never overwritten."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "Fassung"
        verbose_name_plural = "Fassungen"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="application_version_once")
        ]

    def __str__(self) -> str:
        return f"Fassung {self.number}"


class ReferenceCounter(models.Model):
    """The last number given for a fund and year. Locked while one is given; never reused."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="counters")
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=4)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "year", "series"], name="reference_counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}: {self.last}"

"""The jury: members, sessions, agenda items with votes, conflicts of interest."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from applicants.models.applicant import new_reference
from foundation.values.dates import local_date
from grants.models.application import Application
from grants.models.fund import Fund
from grants.models.workflow_model import WorkflowModel
from grants.states import SessionState
from grants.workflows.session import SessionWorkflow

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from grants.models.score import Score


class JuryMember(models.Model):
    """A volunteer in the jury of a fund, with a term of office."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="jury_members")
    reference = models.CharField(max_length=32, default=new_reference, unique=True, editable=False)
    name = models.CharField("Name", max_length=120)
    email = models.EmailField("E-Mail", blank=True)
    serves_from = models.DateField(null=True, blank=True)
    serves_until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "Jurymitglied"
        verbose_name_plural = "Jurymitglieder"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class JurySession(SessionWorkflow, WorkflowModel):
    """Sitzung: a day on which the jury decides."""

    machine: ClassVar[str] = "session"
    case = None

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="sessions")
    held_on = models.DateField("Datum")
    # Umlaufverfahren: nobody meets; `held_on` is the last day for the votes.
    is_circular = models.BooleanField("Umlaufverfahren", default=False)
    starts_at = models.TimeField("Beginn", null=True, blank=True)
    place = models.CharField("Ort", max_length=160, blank=True)
    cut_off_on = models.DateField("Antragsschluss", null=True, blank=True)
    present = models.ManyToManyField(JuryMember, related_name="sessions_present", blank=True)
    chair = models.ForeignKey(
        JuryMember, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions_led"
    )
    # The very document that the chair has approved; what comes later is an addition.
    minutes = models.ForeignKey(
        "files.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    items: "RelatedManager[AgendaItem]"

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        constraints = [
            models.UniqueConstraint(fields=["fund", "held_on", "is_circular"], name="session_day_once"),
            models.CheckConstraint(condition=Q(state__in=SessionState.values), name="session_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.begins_with} {self.held_on:%d.%m.%Y}"

    @property
    def begins_with(self) -> str:
        """What stands before its day: Sitzung am, or Umlaufverfahren bis."""
        return "Umlaufverfahren bis" if self.is_circular else "Sitzung am"

    @property
    def time_and_place(self) -> str:
        """18:00 Uhr, Quartiersbüro; what is not known is left out."""
        time = f"{self.starts_at:%H:%M} Uhr" if self.starts_at else ""
        return ", ".join(part for part in (time, self.place) if part)


class Outcome(models.TextChoices):
    """What the jury decided on an item."""

    YES = "yes", "Ja"
    PARTIAL = "partial", "Teilweise"
    NO = "no", "Nein"
    DEFERRED = "deferred", "Vertagt"


class AgendaItem(models.Model):
    """One application on one session's agenda, with the result of the vote."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(JurySession, on_delete=models.PROTECT, related_name="items")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    outcome = models.CharField("Ergebnis", max_length=10, choices=Outcome, blank=True)
    amount_cents = models.BigIntegerField("Betrag", null=True, blank=True)
    reason = models.TextField("Begründung", blank=True)
    obligations = models.JSONField("Auflagen", default=list)
    present_count = models.PositiveSmallIntegerField(default=0)
    biased_count = models.PositiveSmallIntegerField(default=0)
    yes_count = models.PositiveSmallIntegerField(default=0)
    no_count = models.PositiveSmallIntegerField(default=0)
    abstain_count = models.PositiveSmallIntegerField(default=0)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=32, blank=True)
    # Deferred although the jury said yes: the money did not reach. Who was decided first is first.
    is_waiting = models.BooleanField("Warteliste", default=False)
    # Since when the result no longer stands, because a vote fell away afterwards.
    fell_at = models.DateTimeField(null=True, blank=True)
    # A member has objected to the circular vote: the case goes to a session.
    objected_by = models.CharField(max_length=32, blank=True)

    votes: "RelatedManager[Vote]"
    scores: "RelatedManager[Score]"

    class Meta:
        verbose_name = "Tagesordnungspunkt"
        verbose_name_plural = "Tagesordnungspunkte"
        ordering = ["position"]
        constraints = [
            # A case may come up again in the same session when its first result fell, never twice at a time.
            models.UniqueConstraint(
                fields=["session", "application"],
                condition=Q(decided_at__isnull=True),
                name="agenda_item_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True)
                | Q(outcome="deferred")
                | Q(present_count=F("biased_count") + F("yes_count") + F("no_count") + F("abstain_count")),
                name="agenda_item_votes_add_up",
            ),
            models.CheckConstraint(
                condition=Q(is_waiting=False) | Q(outcome="deferred"), name="agenda_item_waits_deferred"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}, TOP {self.position}"

    @property
    def fund(self) -> Fund:
        return self.session.fund

    @property
    def case(self) -> Application:
        return self.application

    @property
    def voted_on(self) -> date:
        """The day of the session; a circular vote may be over before its last day."""
        if self.session.is_circular and self.decided_at is not None:
            return local_date(self.decided_at)
        return self.session.held_on


class Choice(models.TextChoices):
    """What a member says to an item."""

    YES = "yes", "Ja"
    NO = "no", "Nein"
    ABSTAIN = "abstain", "Enthaltung"


class VoteWay(models.TextChoices):
    """How a vote reached the office."""

    PHONE = "phone", "Telefon"
    LETTER = "letter", "Brief"
    EMAIL = "email", "E-Mail"
    COUNTER = "counter", "Im Büro"


class Vote(models.Model):
    """One member's vote on one item; the last one before closing counts.

    A vote of somebody who turns out to be biased is void: it stays to be seen and is not counted.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="votes")
    member = models.ForeignKey(JuryMember, on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(max_length=8, choices=Choice)
    cast_at = models.DateTimeField()
    # Who wrote it down: the member over their link, or the office.
    cast_by = models.CharField(max_length=32, blank=True)
    # How the vote of a circular vote came that the office has typed in.
    way = models.CharField("Weg", max_length=8, choices=VoteWay, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Stimme"
        verbose_name_plural = "Stimmen"
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="vote_once_per_member")]

    def __str__(self) -> str:
        return f"{self.member}: {self.choice}"

    @property
    def is_own(self) -> bool:
        """Cast by the member: the office does not change it."""
        return self.cast_by == self.member.reference


class ConflictOfInterest(models.Model):
    """Befangenheit of one person in one case (§§ 20, 21 VwVfG): no vote, no certificate, no order."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="conflicts")
    person_reference = models.CharField(max_length=32, db_index=True)
    person_label = models.CharField(max_length=120)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=32)
    reason = models.CharField("Grund", max_length=300, blank=True)

    class Meta:
        verbose_name = "Befangenheit"
        verbose_name_plural = "Befangenheiten"
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person_reference"], name="conflict_of_interest_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_label} ist befangen"

"""The fund and its dated rules."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models
from django.db.models import Q

from grants.models.account_rules import AccountRules
from grants.models.fund_texts import SaysTexts
from grants.models.jury_rules import JuryRules
from grants.rules.facts import RuleParameters
from grants.rules.second_person import Act, is_second_person_needed

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from grants.models.application import Application
    from grants.models.fund_account import FundAccount, LandGrant
    from grants.models.session import JuryMember, JurySession


class Fund(models.Model):
    """Aktionskasse, Verfügungsfonds. The fund stays; its rules, budgets and years change."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField("Name", max_length=120)
    quarter = models.CharField("Quartier", max_length=120)
    reference_prefix = models.CharField("Kürzel der Aktenzeichen", max_length=6)
    city = models.CharField("Stadt", max_length=120)
    department = models.CharField("Amt", max_length=160, blank=True)
    street = models.CharField("Straße", max_length=120, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=10, blank=True)
    town = models.CharField("Ort", max_length=80, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    cash_office_holder = models.CharField("Stadtkasse: Kontoinhaber", max_length=70, blank=True)
    cash_office_iban = models.CharField("Stadtkasse: IBAN", max_length=34, blank=True)
    cash_office_bank = models.CharField("Stadtkasse: Bank", max_length=120, blank=True)
    is_open = models.BooleanField("Anträge möglich", default=True)

    rules: "RelatedManager[FundRules]"
    accounts: "RelatedManager[FundAccount]"
    land_grants: "RelatedManager[LandGrant]"
    applications: "RelatedManager[Application]"
    sessions: "RelatedManager[JurySession]"
    jury_members: "RelatedManager[JuryMember]"

    class Meta:
        verbose_name = "Fonds"
        verbose_name_plural = "Fonds"

    def __str__(self) -> str:
        return self.name

    @property
    def fund(self) -> "Fund":
        """Itself: policy asks every object for its fund."""
        return self

    def rules_on(self, day: date) -> "FundRules":
        """The version in force on that day, else the first one there is."""
        in_force = self.rules.filter(valid_from__lte=day).order_by("-valid_from", "-version").first()
        return in_force or self.rules.order_by("valid_from", "version")[0]


class Financing(models.TextChoices):
    """Finanzierungsart, VV Nr. 2 zu § 44 LHO."""

    FEHLBEDARF = "fehlbedarf", "Fehlbedarfsfinanzierung"
    ANTEIL = "anteil", "Anteilfinanzierung"
    FESTBETRAG = "festbetrag", "Festbetragsfinanzierung"
    VOLL = "voll", "Vollfinanzierung"


class FundRules(SaysTexts, JuryRules, AccountRules):
    """One dated version of what a fund's guideline says. A case is judged by the version stored with it."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="rules")
    version = models.PositiveIntegerField()
    valid_from = models.DateField()
    cap_per_project_cents = models.BigIntegerField("Höchstbetrag je Projekt", null=True, blank=True)
    cap_per_applicant_per_year_cents = models.BigIntegerField(
        "Höchstbetrag je Antragsteller und Jahr", null=True, blank=True
    )
    financing = models.CharField(
        "Finanzierungsart", max_length=12, choices=Financing, default=Financing.FEHLBEDARF
    )
    rate_percent = models.PositiveSmallIntegerField("Fördersatz", default=100)
    proof_days = models.PositiveSmallIntegerField("Nachweisfrist in Tagen", default=28)
    max_advance_percent = models.PositiveSmallIntegerField("Vorschuss höchstens", default=0)
    acceptance_days = models.PositiveSmallIntegerField("Annahmefrist in Tagen", null=True, blank=True)
    start_within_months = models.PositiveSmallIntegerField(
        "Beginn spätestens nach Monaten", null=True, blank=True
    )
    binding_years = models.PositiveSmallIntegerField("Zweckbindung in Jahren", null=True, blank=True)
    retention_years = models.PositiveSmallIntegerField("Aufbewahrung bewilligter Fälle in Jahren", default=10)
    retention_years_unfunded = models.PositiveSmallIntegerField(
        "Aufbewahrung anderer Anträge in Jahren", default=3
    )
    retention_years_reports = models.PositiveSmallIntegerField(
        "Aufbewahrung der Berichte in Jahren", default=10
    )
    question_days = models.PositiveSmallIntegerField("Frist für Antworten in Tagen", default=14)
    jury_members = models.PositiveSmallIntegerField("Mitglieder der Jury", default=7)
    jury_quorum = models.PositiveSmallIntegerField("Beschlussfähig ab", default=4)
    tie = models.CharField(
        "Bei Stimmengleichheit",
        max_length=3,
        choices=[("no", "abgelehnt"), ("yes", "angenommen")],
        default="no",
    )
    ballot = models.CharField(
        "Abstimmung der Jury",
        max_length=6,
        choices=[("open", "offen, mit Namen"), ("secret", "geheim, nur Zahlen")],
        default="secret",
    )
    posting = models.CharField(
        "Zustellweg",
        max_length=8,
        choices=[("letter", "Brief"), ("portal", "Portal"), ("email", "E-Mail")],
        default="letter",
    )
    deemed_known = models.CharField(
        "Bekanntgabe am Wochenende",
        max_length=20,
        choices=[("no_shift", "ohne Verschiebung"), ("next_working_day", "nächster Werktag")],
        default="no_shift",
    )
    interest_from_cents = models.BigIntegerField("Zinsen erheben ab", null=True, blank=True, default=500)
    price_comparison_from_cents = models.BigIntegerField("Angebote vergleichen ab", null=True, blank=True)
    price_offers = models.PositiveSmallIntegerField("Angebote beim Vergleich", default=2)
    land = models.CharField("Land", max_length=2, default="ST")
    profile = models.CharField(
        "Zweite Personen",
        max_length=10,
        choices=[("full", "bei jeder Freigabe"), ("small_town", "kleine Stadt: erst über einem Betrag")],
        default="full",
    )
    second_person_above_cents = models.BigIntegerField(
        "Zweite Person bei Bescheiden über", null=True, blank=True
    )
    guideline_name = models.CharField("Richtlinie", max_length=200, blank=True)
    fields_of_action_text = models.TextField("Handlungsfelder, eines je Zeile", blank=True)

    class Meta:
        verbose_name = "Regeln"
        verbose_name_plural = "Regeln"
        constraints = [
            models.UniqueConstraint(fields=["fund", "version"], name="fund_rules_version_once"),
            models.CheckConstraint(
                condition=~Q(profile="small_town") | Q(second_person_above_cents__isnull=False),
                name="fund_rules_small_town_has_a_limit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund} – Regeln {self.version} ab {self.valid_from:%d.%m.%Y}"

    @property
    def fillings(self) -> Mapping[str, str]:
        """What fund and rules put into the braces of a text."""
        return {
            "fonds": self.fund.name,
            "stadt": self.fund.city,
            "amt": self.fund.department,
            "richtlinie": self.guideline_name,
            "stelle": self.texts["remedy_body"],
        }

    def needs_second_person(self, act: Act, amount_cents: int = 0) -> bool:
        """Whether this version insists on a second person here (person rule 10). Cents."""
        return is_second_person_needed(
            act,
            profile=self.profile,
            above_cents=self.second_person_above_cents,
            amount_cents=amount_cents,
        )

    @property
    def fields_of_action(self) -> tuple[str, ...]:
        """The fund's catalogue in its order; empty when the fund has none."""
        lines = (line.strip() for line in self.fields_of_action_text.splitlines())
        return tuple(line for line in lines if line)

    def parameters(self) -> RuleParameters:
        """The same as plain values for the pure rules."""
        return RuleParameters(
            version=self.version,
            cap_per_project_cents=self.cap_per_project_cents,
            cap_per_applicant_per_year_cents=self.cap_per_applicant_per_year_cents,
            financing=self.financing,  # type: ignore[arg-type]  # choices hold exactly these four
            rate_percent=self.rate_percent,
            proof_days=self.proof_days,
            acceptance_days=self.acceptance_days,
            start_within_months=self.start_within_months,
            max_advance_percent=self.max_advance_percent,
            posting=self.posting,  # type: ignore[arg-type]  # choices hold exactly these three
            deemed_known=self.deemed_known,  # type: ignore[arg-type]  # choices hold exactly these two
            price_comparison_from_cents=self.price_comparison_from_cents,
            price_offers=self.price_offers,
            land=self.land,
            jury_members=self.jury_members,
            jury_quorum=self.jury_quorum,
            tie=self.tie,  # type: ignore[arg-type]  # choices hold exactly these two
            manager_limit_cents=self.manager_limit_cents,
            jury_limit_cents=self.jury_limit_cents,
            second_body=self.second_body_name,
            jury_binds=self.jury_vote == "binding",
        )

"""Makes the fund of a scenario from its [fund] section; what the section leaves out means "none"."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.text import slugify

from foundation.audit.actors import SYSTEM
from grants.models import BaseRate, BudgetKind, Fund, FundRules, FundText, JuryMember, LandGrant
from grants.scenarios.cast import juror_name
from grants.scenarios.reading import ScenarioMistake
from grants.scenarios.world import cents, moment
from grants.services.budgets import enter_budget
from grants.services.ledger import account_for

CONDITIONS = "\n".join(
    (
        "Verwenden Sie das Geld nur für diese Aktion.",
        "Weisen Sie auf die Förderung durch Bund, Land und Stadt hin.",
        "Schicken Sie uns nach dem Ende Ihrer Aktion die Belege und einen kurzen Bericht.",
        "Heben Sie die Belege fünf Jahre lang auf.",
        "Sagen Sie uns Bescheid, wenn sich an der Aktion oder an den Kosten etwas ändert.",
    )
)
# After domain handbook 1.1 and 1.4 (what such funds pay for) and 2.3 (line 5.3 of the Land's account).
FIELDS_OF_ACTION = "\n".join(
    (
        "Grün und Aufenthalt",
        "Spiel und Sport",
        "Kunst und Kultur",
        "Nachbarschaft und Begegnung",
        "Beteiligung und Öffentlichkeitsarbeit",
    )
)
#: 1.27 %, assumed (domain handbook, scenario K2).
ASSUMED_RATE = 127
REMEDY = (
    "Gegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Klage beim {stelle} erheben."
)
REMEDY_BODY = "Verwaltungsgericht Halle, Thüringer Straße 16, 06112 Halle (Saale),"


def found(section: Mapping[str, Any]) -> Fund:
    """Make fund, rules, grant of the Land, accounts and jury. Raises ScenarioMistake for wrong values."""
    name = str(section.get("name", "Aktionskasse DEMO"))
    programme_year = int(section.get("programme_year", 0)) or _first_year(section)
    fund = Fund.objects.create(
        slug=slugify(name) or "aktionskasse",
        name=name,
        quarter="Am Leipziger Tor",
        reference_prefix="LT",
        city="Stadt Dessau-Roßlau",
        department="Amt für Stadtentwicklung (Beispiel)",
        street="Musterplatz 1",
        postcode="06844",
        town="Dessau-Roßlau",
        phone="0340 000000",
        email="quartier@stadt.example",
        cash_office_holder="Stadtkasse Dessau-Roßlau (Beispiel)",
        cash_office_iban="DE02120300000000202051",
        cash_office_bank="Beispielbank",
    )
    _write_rules(fund, section, date(programme_year, 1, 1))
    _write_texts(fund, section, moment(date(programme_year, 1, 1)))
    _open_accounts(fund, section, programme_year)
    _enter_base_rates(programme_year)
    members = int(section.get("jury", {}).get("members", 7))
    JuryMember.objects.bulk_create(
        JuryMember(fund=fund, name=juror_name(position)) for position in range(members)
    )
    return fund


def _first_year(section: Mapping[str, Any]) -> int:
    years = [int(row["year"]) for row in section.get("budget", [])]
    if not years:
        raise ScenarioMistake("Im Abschnitt [fund] fehlt „programme_year“ oder „budget“.")
    return min(years)


def _write_rules(fund: Fund, section: Mapping[str, Any], valid_from: date) -> None:
    jury, tiers = section.get("jury", {}), section.get("tiers", {})
    FundRules.objects.create(
        fund=fund,
        version=1,
        valid_from=valid_from,
        cap_per_project_cents=_optional_cents(section, "cap_per_project"),
        cap_per_applicant_per_year_cents=_optional_cents(section, "cap_per_applicant_per_year"),
        financing=section.get("financing", "fehlbedarf"),
        rate_percent=section.get("rate", 100),
        proof_days=section.get("proof_days", 28),
        binding_years=section.get("binding_years"),
        start_within_months=section.get("start_within_months"),
        max_advance_percent=section.get("max_advance_percent", 0),
        jury_members=jury.get("members", 7),
        jury_quorum=jury.get("quorum", 4),
        tie=jury.get("tie", "no"),
        jury_vote=jury.get("vote", "binding"),
        circular_allowed=jury.get("circular", False),
        circular_limit_cents=_optional_cents(jury, "circular_limit", "jury."),
        manager_limit_cents=_optional_cents(tiers, "manager", "tiers.") or 0,
        jury_limit_cents=_optional_cents(tiers, "jury", "tiers."),
        second_body_name=tiers.get("second_body", ""),
        interest_from_cents=_optional_cents(section, "interest_from"),
        claim_from_cents=_optional_cents(section, "claim_from"),
        posting=section.get("posting", "letter"),
        deemed_known=section.get("deemed_known", "no_shift"),
        land=section.get("holidays", "ST"),
        account_assignment="51101.531800",
        guideline_name="Richtlinie zur Aktionskasse (Beispiel)",
        fields_of_action_text=FIELDS_OF_ACTION,
    )


def _write_texts(fund: Fund, section: Mapping[str, Any], now: datetime) -> None:
    texts = {"conditions_text": CONDITIONS, "remedy_text": REMEDY, "remedy_body": REMEDY_BODY}
    if "form" in section:
        texts["award_form"] = str(section["form"])
    FundText.objects.bulk_create(
        FundText(
            fund=fund,
            name=name,
            version=1,
            text=text,
            written_by=SYSTEM.reference,
            written_by_label=SYSTEM.label,
            written_at=now,
        )
        for name, text in texts.items()
    )


def _enter_base_rates(programme_year: int) -> None:
    """An invented base rate for each half-year that a scenario can reach; the real ones the city enters."""
    if BaseRate.objects.exists():
        return
    halves = [date(programme_year + years, month, 1) for years in range(-1, 3) for month in (1, 7)]
    BaseRate.objects.bulk_create(
        BaseRate(
            valid_from=half_year,
            rate=ASSUMED_RATE,
            entered_by=SYSTEM.reference,
            entered_by_label="Beispiel",
            entered_at=moment(date(programme_year, 1, 1)),
        )
        for half_year in halves
    )


def _open_accounts(fund: Fund, section: Mapping[str, Any], programme_year: int) -> None:
    shares = section.get("shares", {})
    LandGrant.objects.create(
        fund=fund,
        programme_year=programme_year,
        decision_reference=f"LVwA 306-{programme_year}-DEMO",
        bund_weight=shares.get("bund", 1),
        land_weight=shares.get("land", 1),
        kommune_weight=shares.get("kommune", 1),
        private_weight=shares.get("private", 0),
    )
    for row in section.get("budget", []):
        enter_budget(
            account=account_for(fund=fund, budget_year=row["year"]),
            kind=BudgetKind.BUDGET,
            amount_cents=cents(row["amount"], "[fund] budget"),
            actor=SYSTEM,
            now=moment(date(programme_year, 1, 1)),
        )


def _optional_cents(section: Mapping[str, Any], key: str, path: str = "") -> int | None:
    return cents(section[key], f"[fund] {path}{key}") if key in section else None

"""The invented fund A of the domain handbook 7, and one application to it that has no fault."""

from __future__ import annotations

from datetime import date
from typing import Final

from grants.rules.facts import ApplicationFacts, CostFact, RuleParameters

FUND_A: Final = RuleParameters(
    version=1,
    cap_per_project_cents=50_000,
    cap_per_applicant_per_year_cents=80_000,
    financing="fehlbedarf",
    rate_percent=100,
    proof_days=28,
    max_advance_percent=50,
    posting="letter",
    deemed_known="no_shift",
    land="ST",
    jury_members=7,
    jury_quorum=4,
    tie="no",
)

FAULTLESS: Final = ApplicationFacts(
    as_of=date(2026, 4, 13),
    applicant_kind="association",
    applicant_name="Kulturverein Beispiel e. V.",
    contact_person="Erika Beispiel",
    contact_known=True,
    address_known=True,
    adult_confirmed=True,
    title="Lesebank Musterplatz",
    description="Wir stellen eine Bank und einen Bücherkasten auf.",
    place="Musterplatz",
    starts_on=date(2026, 5, 25),
    ends_on=date(2026, 7, 11),
    costs=(
        CostFact("Bank, wetterfest", 38_900),
        CostFact("Bücherkasten", 9_890),
        CostFact("Schild", 4_000),
        CostFact("Bewirtung zur Einweihung", 8_450),
    ),
    requested_cents=50_000,
    own_cents=3_740,
    donations_cents=7_500,
    other_money_from="Sparkasse Beispiel",
    not_begun_confirmed=True,
    terms_accepted=True,
)

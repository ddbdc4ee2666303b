from __future__ import annotations

from dataclasses import replace
from datetime import date

from grants.rules.eligibility.timing import project_starts_after_decision, project_starts_after_receipt
from tests.grants.rules.examples import FAULTLESS, FUND_A


def test_start_before_decision_names_the_day() -> None:
    facts = replace(
        FAULTLESS, as_of=date(2027, 2, 1), starts_on=date(2027, 3, 12), decision_on=date(2027, 3, 17)
    )
    assert [finding.message for finding in project_starts_after_decision(facts, FUND_A)] == [
        (
            "Ihre Aktion beginnt vor der Entscheidung der Jury (17. März). "
            "Wählen Sie einen späteren Tag oder rufen Sie uns an."
        )
    ]


def test_start_in_the_past_names_the_day() -> None:
    facts = replace(FAULTLESS, starts_on=date(2026, 3, 12))
    assert [finding.message for finding in project_starts_after_receipt(facts, FUND_A)] == [
        (
            "Ihre Aktion beginnt am 12. März 2026. Das ist schon vorbei. "
            "Wählen Sie einen späteren Tag oder rufen Sie uns an."
        )
    ]


def test_start_before_the_notice_can_be_there_is_told() -> None:
    facts = replace(FAULTLESS, starts_on=date(2026, 5, 8), decision_on=date(2026, 5, 6))
    assert [finding.message for finding in project_starts_after_decision(facts, FUND_A)] == [
        (
            "Ihre Aktion beginnt, bevor der Brief mit der Entscheidung da sein kann. "
            "Die Jury entscheidet am 6. Mai. Wählen Sie einen späteren Tag oder rufen Sie uns an."
        )
    ]

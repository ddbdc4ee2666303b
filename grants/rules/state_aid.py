"""De-minimis aid to undertakings: entered in the central register before it is paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from foundation.values.money import format_euro
from grants.rules.findings import Finding, blocker

SOURCE: Final = "VO (EU) 2023/2831"
#: Art. 3 (2): all De-minimis aid to a single undertaking in three years, in cents.
LIMIT_CENTS: Final = 30_000_000
LONGEST_NUMBER: Final = 60


@dataclass(frozen=True, kw_only=True)
class StateAidFacts:
    """An entry that is about to be recorded.

    `granted_cents` is this grant, `other_cents` the other De-minimis aid of the last three years that the
    register or the declaration shows; `entered_on` the day on which this grant was entered.
    """

    today: date
    granted_cents: int
    other_cents: int
    register_number: str
    entered_on: date


def check_state_aid(facts: StateAidFacts) -> tuple[Finding, ...]:
    """With this grant the undertaking stays within the limit, and the register names it.

    Source: Regulation (EU) 2023/2831 Art. 3 (2) and 6 (domain handbook 4.3). Does not ask the register, nor
    which companies make a single undertaking.
    """
    findings = []
    number = facts.register_number.strip()
    if not number:
        sentence = "Tragen Sie die Nummer aus dem De-minimis-Register ein."
        findings.append(blocker("state_aid.no_number", sentence, SOURCE, "register_number"))
    elif len(number) > LONGEST_NUMBER:
        sentence = f"Die Nummer hat höchstens {LONGEST_NUMBER} Zeichen. Prüfen Sie sie."
        findings.append(blocker("state_aid.long_number", sentence, SOURCE, "register_number"))
    if facts.entered_on > facts.today:
        sentence = "Dieser Tag kommt erst noch. Tragen Sie die Förderung zuerst in das Register ein."
        findings.append(blocker("state_aid.not_yet", sentence, SOURCE, "entered_on"))
    if facts.other_cents < 0:
        sentence = "Geben Sie den Betrag ohne Minuszeichen ein, zum Beispiel 49,90."
        findings.append(blocker("state_aid.negative", sentence, SOURCE, "other_aid"))
    total = facts.granted_cents + facts.other_cents
    if total > LIMIT_CENTS:
        sentence = (
            f"Mit dieser Förderung wären es {format_euro(total)} in drei Jahren. Erlaubt sind höchstens "
            f"{format_euro(LIMIT_CENTS)}. Zahlen Sie nichts aus, und klären Sie den Fall mit dem Rechtsamt."
        )
        findings.append(blocker("state_aid.over_limit", sentence, SOURCE, "other_aid"))
    return tuple(findings)

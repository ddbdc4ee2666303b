"""Texts of obligations and conditions precedent: one line each, as long as the row that keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from grants.rules.findings import Finding, blocker

LONGEST = 300
WITH_THE_PROOF = "Mit dem Nachweis geprüft"


def folded(texts: Iterable[str]) -> list[str]:
    """Each text on one line, empty ones left out: a box with one obligation a line must not split it."""
    return [" ".join(text.split()) for text in texts if text.strip()]


def check_obligations(texts: Iterable[str]) -> tuple[Finding, ...]:
    """No obligation is longer than its row: a notice must say all of it.

    Source: § 37 I VwVfG (definite); our row of 300 characters. Does not judge the words.
    """
    sentence = f"Eine Auflage hat höchstens {LONGEST} Zeichen. Teilen Sie sie auf."
    return tuple(
        blocker("obligation.too_long", f"{sentence} Zu lang ist: „{text[:40]}…“", "§ 37 VwVfG", "obligations")
        for text in texts
        if len(text) > LONGEST
    )


def check_fulfilment(*, shown_by: str, on: date, today: date) -> tuple[Finding, ...]:
    """That an obligation is fulfilled has a day that has come, and something that shows it.

    Source: § 36 VwVfG, INV-04 (a condition precedent blocks payment until then). Does not judge the proof.
    """
    findings = []
    if not shown_by.strip():
        sentence = "Schreiben Sie, woran Sie das sehen, zum Beispiel: Foto vom Schild."
        findings.append(blocker("obligation.no_proof", sentence, "§ 36 VwVfG", "shown_by"))
    elif len(shown_by.strip()) > LONGEST:
        sentence = f"Schreiben Sie es in höchstens {LONGEST} Zeichen."
        findings.append(blocker("obligation.proof_too_long", sentence, "§ 36 VwVfG", "shown_by"))
    if on > today:
        sentence = "Dieser Tag kommt erst noch. Tragen Sie ein, wann es erfüllt war."
        findings.append(blocker("obligation.not_yet", sentence, "§ 36 VwVfG", "fulfilled_on"))
    return tuple(findings)

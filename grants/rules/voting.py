"""Votes of the jury: quorum after bias, majority, amount (INV-21; scenarios, expectation 6)."""

from __future__ import annotations

from typing import Literal

from foundation.values.money import format_euro
from grants.rules.facts import RuleParameters, VoteFacts
from grants.rules.findings import Finding, blocker
from grants.rules.obligations import check_obligations

_QUORUM = "INV-21; §§ 20, 21 VwVfG"
_MINUTES = "Handbuch 5.1: Ja + Nein + Enthaltung = stimmberechtigt Anwesende"
_AMOUNT = "Handbuch 5.1: 0 < Betrag ≤ Höchstbetrag"


def outcome(vote: VoteFacts, parameters: RuleParameters) -> Literal["yes", "no"]:
    """A simple majority of yes over no decides; abstentions do not count; a tie follows the fund's rule.

    Source: INV-21, guideline (`tie`). Without any yes nothing is decided for. Does not check the quorum.
    """
    if vote.yes == vote.no:
        return "yes" if parameters.tie == "yes" and vote.yes > 0 else "no"
    return "yes" if vote.yes > vote.no else "no"


def check_vote(vote: VoteFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """A vote is valid when counts, quorum, majority and amount agree with its result.

    Source: domain handbook 5.1 (VOTED), INV-21, scenarios expectation 6. A deferral needs no counts, but what
    is counted must add up. Does not check who is biased, nor whether a session took place.
    """
    findings = [*_check_counts(vote, parameters)]
    if vote.result == "deferred":
        return tuple(findings)
    findings.extend(check_majority(vote, parameters))
    findings.extend(_check_amount(vote))
    findings.extend(check_obligations(vote.obligations))
    if vote.result == "partial" and not vote.reason.strip() and not vote.obligations:
        sentence = "Schreiben Sie auf, warum es nur ein Teil ist, oder welche Auflagen gelten."
        findings.append(blocker("vote.no_reason", sentence, "§ 39 VwVfG; Handbuch 5.1", "reason"))
    return tuple(findings)


def check_majority(vote: VoteFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """A result stands as long as quorum and majority carry it; asked anew when a vote falls away.

    Source: INV-21, §§ 20, 21 VwVfG. A deferral decides nothing and stands always.
    """
    if vote.result == "deferred":
        return ()
    findings: list[Finding] = []
    if vote.entitled < parameters.jury_quorum or vote.cast < parameters.jury_quorum:
        sentence = (
            f"Es haben nur {vote.cast} Mitglieder ohne Befangenheit abgestimmt, nötig sind "
            f"{parameters.jury_quorum}. Vertagen Sie den Antrag."
        )
        findings.append(blocker("vote.no_quorum", sentence, _QUORUM))
    expected = "no" if vote.result == "no" else "yes"
    if outcome(vote, parameters) != expected:
        sentence = f"Das Ergebnis passt nicht zu {vote.yes} Ja und {vote.no} Nein. Prüfen Sie die Stimmen."
        findings.append(blocker("vote.wrong_result", sentence, "INV-21: einfache Mehrheit", "result"))
    return tuple(findings)


def _check_counts(vote: VoteFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    counts = (vote.present, vote.biased, vote.yes, vote.no, vote.abstain)
    if min(counts) < 0:
        return (blocker("vote.negative", "Tragen Sie Stimmen als Zahlen ab 0 ein.", _MINUTES),)
    findings: list[Finding] = []
    if vote.present > parameters.jury_members:
        sentence = f"Die Jury hat {parameters.jury_members} Mitglieder. Prüfen Sie, wie viele anwesend waren."
        findings.append(blocker("vote.too_many", sentence, _MINUTES, "present"))
    if vote.biased > vote.present:
        sentence = "Befangen sein können nur Anwesende. Prüfen Sie beide Zahlen."
        findings.append(blocker("vote.biased_exceed", sentence, _QUORUM, "biased"))
    elif vote.cast != vote.entitled and (vote.result != "deferred" or vote.cast > 0):
        sentence = (
            f"Ja, Nein und Enthaltungen sind zusammen {vote.cast}. Stimmen dürfen {vote.entitled}. "
            "Prüfen Sie die Zahlen."
        )
        findings.append(blocker("vote.count", sentence, _MINUTES))
    return tuple(findings)


def _check_amount(vote: VoteFacts) -> tuple[Finding, ...]:
    if vote.result == "no":
        return ()
    if vote.amount_cents <= 0:
        sentence = "Tragen Sie ein, wie viel Geld bewilligt ist."
        return (blocker("vote.no_amount", sentence, _AMOUNT, "amount_cents"),)
    if vote.amount_cents > vote.ceiling_cents:
        sentence = f"Bewilligen Sie höchstens {format_euro(vote.ceiling_cents)}."
        return (blocker("vote.over_ceiling", sentence, _AMOUNT, "amount_cents"),)
    return ()

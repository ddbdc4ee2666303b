from __future__ import annotations

from dataclasses import dataclass

from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleVersion


@dataclass(frozen=True)
class _Finding:
    code: str
    message: str


def test_domain_error_reads_as_its_sentence() -> None:
    error = DomainError("Legen Sie zuerst einen Fonds an.", "fund.missing")
    assert (str(error), error.message, error.code) == (
        error.message,
        "Legen Sie zuerst einen Fonds an.",
        "fund.missing",
    )


def test_invalid_input_names_its_field() -> None:
    assert InvalidInput("Geben Sie Ihren Namen ein.", "name.missing", "name").field == "name"


def test_every_error_is_a_domain_error() -> None:
    kinds = (NotAllowed, Blocked, StaleVersion, InvalidInput)
    assert [issubclass(kind, DomainError) for kind in kinds] == [True] * 4


def test_blocked_holds_all_reasons() -> None:
    findings = (
        _Finding("vote.no_quorum", "Es fehlen Stimmen."),
        _Finding("vote.too_much", "Es ist zu viel."),
    )
    error = Blocked(findings=findings)
    assert (error.message, error.code, error.codes, error.sentences, error.findings) == (
        "Es fehlen Stimmen. Es ist zu viel.",
        "vote.no_quorum",
        ("vote.no_quorum", "vote.too_much"),
        ("Es fehlen Stimmen.", "Es ist zu viel."),
        findings,
    )


def test_blocked_with_plain_sentence() -> None:
    error = Blocked("Warten Sie die Frist ab.", "advance.too_early")
    assert (error.sentences, error.codes, error.findings) == (
        ("Warten Sie die Frist ab.",),
        ("advance.too_early",),
        (),
    )


def test_blocked_with_sentences_as_reasons() -> None:
    assert Blocked(findings=["Eins.", "Zwei."]).sentences == ("Eins.", "Zwei.")

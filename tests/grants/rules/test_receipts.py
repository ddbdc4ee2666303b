from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from grants.rules.facts import ProofFacts, ReceiptFact
from grants.rules.receipts import accepted_sum, check_proof, check_review, receipt_period

RECEIPT = ReceiptFact(
    number=1,
    dated_on=date(2026, 7, 10),
    payee="Veranstaltungstechnik Muster",
    purpose="Leinwand",
    amount_cents=26500,
    accepted_cents=26500,
)
SECOND = replace(RECEIPT, number=2, payee="Getränkemarkt Beispiel", amount_cents=4000)
PROOF = ProofFacts(
    as_of=date(2026, 9, 22),
    notice_on=date(2026, 6, 12),
    ends_on=date(2026, 7, 18),
    receipts=(RECEIPT,),
    report="Zwei Abende.",
    purpose_achieved=True,
)


def _with_receipt(**changes: Any) -> ProofFacts:
    return replace(PROOF, receipts=(replace(RECEIPT, **changes),))


@pytest.mark.parametrize(
    ("case", "facts", "found"),
    [
        ("right", PROOF, []),
        ("no report", replace(PROOF, report=" "), [("report.missing", True)]),
        ("no receipts", replace(PROOF, receipts=()), [("receipts.missing", True)]),
        ("no amount", _with_receipt(amount_cents=0), [("receipt.no_amount", True)]),
        ("no payee", _with_receipt(payee=""), [("receipt.no_payee", True)]),
        ("first day", _with_receipt(dated_on=date(2026, 6, 12)), []),
        ("day before", _with_receipt(dated_on=date(2026, 6, 11)), [("receipt.outside_period", False)]),
        ("dated today", replace(_with_receipt(), as_of=RECEIPT.dated_on), []),
        ("last day", _with_receipt(dated_on=date(2026, 7, 18)), []),
        ("day after", _with_receipt(dated_on=date(2026, 7, 19)), [("receipt.outside_period", False)]),
        (
            "in the future",
            _with_receipt(dated_on=date(2026, 9, 23)),
            [("receipt.future", True), ("receipt.outside_period", False)],
        ),
        (
            "similar",
            replace(PROOF, receipts=(RECEIPT, replace(RECEIPT, number=2))),
            [("receipt.similar", False)],
        ),
        ("other shop", replace(PROOF, receipts=(RECEIPT, SECOND)), []),
    ],
)
def test_check_proof(case: str, facts: ProofFacts, found: list[tuple[str, bool]]) -> None:
    assert (case, [(each.code, each.blocks) for each in check_proof(facts)]) == (case, found)


@pytest.mark.parametrize(
    ("case", "facts", "codes"),
    [
        ("right", PROOF, []),
        ("E3 cut", _with_receipt(accepted_cents=22500, cut_cents=4000, cut_reason="Alkohol und Pfand"), []),
        ("purpose open", replace(PROOF, purpose_achieved=None), ["purpose.open"]),
        ("purpose missed", replace(PROOF, purpose_achieved=False), []),
        ("unchecked", _with_receipt(accepted_cents=None), ["receipt.unchecked"]),
        ("does not add up", _with_receipt(accepted_cents=26499), ["receipt.sum"]),
        ("more than the receipt", _with_receipt(accepted_cents=26501, cut_cents=-1), ["receipt.negative"]),
        ("cut without reason", _with_receipt(accepted_cents=0, cut_cents=26500), ["receipt.no_reason"]),
        ("outside, accepted", _with_receipt(dated_on=date(2026, 7, 19)), ["receipt.outside_period"]),
        (
            "outside, cut",
            _with_receipt(
                dated_on=date(2026, 7, 19), accepted_cents=0, cut_cents=26500, cut_reason="zu spät"
            ),
            [],
        ),
    ],
)
def test_check_review(case: str, facts: ProofFacts, codes: list[str]) -> None:
    assert (case, [each.code for each in check_review(facts)]) == (case, codes)


@pytest.mark.parametrize(
    ("case", "one", "other", "codes"),
    [
        ("same picture", {"sha256": "aa"}, {"sha256": "aa", "amount_cents": 1}, ["receipt.double"]),
        ("other picture", {"sha256": "aa"}, {"sha256": "bb", "amount_cents": 1}, []),
        ("same bill", {"document_number": "R1"}, {"document_number": "R1"}, ["receipt.double"]),
        (
            "same number, other sum",
            {"document_number": "R1"},
            {"document_number": "R1", "amount_cents": 1},
            [],
        ),
        ("same but for case", {}, {"payee": "VERANSTALTUNGSTECHNIK  muster"}, ["receipt.similar"]),
        ("other day", {}, {"dated_on": date(2026, 7, 9)}, []),
    ],
)
def test_receipt_is_used_once_across_all_projects(
    case: str, one: dict[str, Any], other: dict[str, Any], codes: list[str]
) -> None:
    facts = replace(_with_receipt(**one), known_receipts=(replace(RECEIPT, number=9, **other),))
    assert (case, [each.code for each in check_proof(facts)]) == (case, codes)


def test_receipt_period_with_early_start_and_grace() -> None:
    facts = replace(PROOF, early_start_on=date(2026, 5, 1), grace_days=14)
    assert (receipt_period(PROOF), receipt_period(facts)) == (
        (date(2026, 6, 12), date(2026, 7, 18)),
        (date(2026, 5, 1), date(2026, 8, 1)),
    )


def test_accepted_sum_leaves_out_the_unchecked() -> None:
    assert accepted_sum((RECEIPT, replace(SECOND, accepted_cents=None))) == 26500


def test_check_proof_sentence_for_a_receipt_outside() -> None:
    found = check_proof(_with_receipt(dated_on=date(2026, 6, 11)))
    assert [each.message for each in found] == [
        (
            "Beleg 1 ist vom 11.06.2026. Es zählen Belege vom 12.06.2026 bis 18.07.2026. "
            "Schreiben Sie uns, wie es dazu kam."
        )
    ]

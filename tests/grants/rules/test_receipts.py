from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from grants.rules.facts import ProofFacts, ReceiptFact, UsedReceipt
from grants.rules.receipts import accepted_sum, check_proof, check_review, receipt_period, used_elsewhere

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


def _with_used(used: ReceiptFact, **changes: Any) -> ProofFacts:
    return replace(
        _with_receipt(**changes), used_receipts=(UsedReceipt(receipt=used, reference="LT-2026-0001"),)
    )


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
    ("case", "one", "other", "found"),
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
        (
            "same bill, typed otherwise",
            {"document_number": "R 1"},
            {"document_number": "r1"},
            ["receipt.double"],
        ),
        ("two bills", {"document_number": "R1"}, {"document_number": "R2"}, []),
        ("one without a number", {"document_number": "R1"}, {}, ["receipt.similar"]),
        ("same but for case", {}, {"payee": "VERANSTALTUNGSTECHNIK  muster"}, ["receipt.similar"]),
        ("other day", {}, {"dated_on": date(2026, 7, 9)}, []),
    ],
)
def test_receipt_is_used_once(
    case: str, one: dict[str, Any], other: dict[str, Any], found: list[str]
) -> None:
    """Within the proof, and the same comparison with those of other cases."""
    first, second = replace(RECEIPT, **one), replace(RECEIPT, number=2, **other)
    inside = check_proof(replace(PROOF, receipts=(first, second)))
    assert (case, [each.code for each in inside]) == (case, found)
    elsewhere = used_elsewhere(_with_used(second, **one))
    assert (case, list(elsewhere)) == (case, [1] if found else [])


@pytest.mark.parametrize(
    ("case", "answer", "blocks"),
    [
        ("no answer", {}, True),
        ("an empty remark", {"kept_reason": "  "}, True),
        ("a remark", {"kept_reason": "Zwei Kisten am selben Tag"}, False),
        ("a cut", {"accepted_cents": 26_499, "cut_cents": 1, "cut_reason": "schon in LT-2026-0001"}, False),
        ("all cut", {"accepted_cents": 0, "cut_cents": 26_500, "cut_reason": "LT-2026-0001"}, False),
    ],
)
def test_receipt_used_elsewhere_wants_an_answer(case: str, answer: dict[str, Any], blocks: bool) -> None:
    facts = _with_used(RECEIPT, **answer)
    found = [(each.code, each.blocks) for each in check_review(facts)]
    assert (case, found) == (case, [("receipt.used_elsewhere", blocks)])
    assert (case, check_proof(facts)) == (case, ())


@pytest.mark.parametrize(
    ("references", "hashes", "sentence"),
    [
        (
            ["LT-2026-0001"],
            "",
            "Ein Beleg mit gleichem Tag, Geschäft und Betrag liegt schon bei LT-2026-0001.",
        ),
        (["LT-2026-0001"], "aa", "Derselbe Beleg liegt schon bei LT-2026-0001."),
        (
            ["LT-2026-0002", "", "LT-2026-0001", "LT-2026-0001", ""],
            "aa",
            (
                "Derselbe Beleg liegt schon bei LT-2026-0001 und bei LT-2026-0002 "
                "und in einem Fall, den Sie nicht einsehen dürfen."
            ),
        ),
    ],
)
def test_receipt_used_elsewhere_names_the_cases(references: list[str], hashes: str, sentence: str) -> None:
    used = tuple(UsedReceipt(receipt=replace(RECEIPT, sha256=hashes), reference=each) for each in references)
    facts = replace(_with_receipt(sha256=hashes), used_receipts=used)
    todo = "Kürzen Sie ihn, oder schreiben Sie auf, warum er hier zählt."
    assert used_elsewhere(facts)[1].message == f"Beleg 1: {sentence} {todo}"


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
            "Schreiben Sie bei „Ihre Aktion“ dazu, wie es dazu kam."
        )
    ]

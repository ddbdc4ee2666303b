"""Receipts: period, doubles, and what is accepted or cut (INV-09, INV-10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.rules.facts import ProofFacts, ReceiptFact, UsedReceipt
from grants.rules.findings import Finding, Severity, blocker, warning

_ONCE = "INV-09: jeder Beleg nur einmal"
_PERIOD = "INV-09: vom Bescheid oder erlaubten Beginn bis zum Ende"
_SUMS = "INV-10: anerkannt + gekürzt = Betrag"
_FIELD = "receipts"


def receipt_period(facts: ProofFacts) -> tuple[date, date]:
    """Receipts count from the notice, or from an early start permission, to the project's end plus grace.

    Source: INV-09; scenarios, expectation 8; domain handbook 1.4 (vorzeitiger Maßnahmenbeginn).
    """
    return facts.early_start_on or facts.notice_on, facts.ends_on + timedelta(days=facts.grace_days)


def accepted_sum(receipts: Sequence[ReceiptFact]) -> int:
    """Return the cents accepted so far; receipts not yet checked count nothing."""
    return sum(each.accepted_cents or 0 for each in receipts)


def check_proof(facts: ProofFacts) -> tuple[Finding, ...]:
    """A proof can be sent when it has a report and usable receipts.

    Source: domain handbook 5.2 (PROOF_SUBMITTED: Sachbericht + list + receipts), INV-09. A receipt outside
    the period only warns: the office decides. Does not check whether a receipt fits the purpose, nor whether
    another case has used it: that is for the office to see.
    """
    findings: list[Finding] = []
    if not facts.report.strip():
        sentence = say("Schreiben Sie in zwei Sätzen, was aus Ihrer Aktion geworden ist.")
        findings.append(blocker("report.missing", sentence, "ANBest-P Nr. 6: Sachbericht", "report"))
    if not facts.receipts:
        sentence = say("Fügen Sie mindestens einen Beleg hinzu, zum Beispiel einen Kassenzettel.")
        findings.append(blocker("receipts.missing", sentence, "ANBest-P Nr. 6: Belegliste", _FIELD))
    for receipt in facts.receipts:
        findings.extend(_check_single(receipt, facts))
    findings.extend(_check_period(facts, Severity.WARNING))
    findings.extend(_check_doubles(facts))
    return tuple(findings)


def check_review(facts: ProofFacts) -> tuple[Finding, ...]:
    """A check of a proof is complete when every receipt is accepted or cut with a reason, and none counts
    from outside the period, every receipt that another case has used is answered, and the purpose is judged.

    Source: INV-09, INV-10; domain handbook 5.2 (CHECKED). Does not compute the entitlement.
    """
    findings: list[Finding] = []
    if facts.purpose_achieved is None:
        sentence = "Tragen Sie ein, ob der Zweck erreicht ist."
        findings.append(blocker("purpose.open", sentence, "Handbuch 2.4: Prüfvermerk", "purpose_achieved"))
    for receipt in facts.receipts:
        findings.extend(_check_cut(receipt))
    findings.extend(_check_period(facts, Severity.BLOCKER))
    findings.extend(_check_doubles(facts))
    findings.extend(used_elsewhere(facts).values())
    return tuple(findings)


def used_elsewhere(facts: ProofFacts) -> Mapping[int, Finding]:
    """Number of the receipt -> another case has sent in the same file, or one of the same day, shop, sum.

    Never a refusal: it blocks until the checker answers with a cut, or with a remark why it counts here.
    Source: INV-09 (all projects and funds). Does not tell which of the two cases is right.
    """
    found = {}
    for receipt in facts.receipts:
        others = [each for each in facts.used_receipts if _could_be(receipt, each.receipt)]
        if others:
            is_answered = receipt.cut_cents > 0 or bool(receipt.kept_reason.strip())
            severity = Severity.WARNING if is_answered else Severity.BLOCKER
            sentence = _used_sentence(receipt, others)
            found[receipt.number] = Finding("receipt.used_elsewhere", severity, sentence, _ONCE, _FIELD)
    return found


def _used_sentence(receipt: ReceiptFact, others: Sequence[UsedReceipt]) -> str:
    is_copy = any(_is_same(receipt, each.receipt) for each in others)
    what = "Derselbe Beleg" if is_copy else "Ein Beleg mit gleichem Tag, Geschäft und Betrag"
    places = [f"bei {reference}" for reference in sorted({each.reference for each in others} - {""})]
    if any(not each.reference for each in others):
        places.append("in einem Fall, den Sie nicht einsehen dürfen")
    return (
        f"Beleg {receipt.number}: {what} liegt schon {' und '.join(places)}. "
        "Kürzen Sie ihn, oder schreiben Sie auf, warum er hier zählt."
    )


def _check_single(receipt: ReceiptFact, facts: ProofFacts) -> Iterator[Finding]:
    if receipt.amount_cents <= 0:
        sentence = say(
            "Beleg {number}: Geben Sie einen Betrag in Euro ein, zum Beispiel 49,90.",
            number=receipt.number,
        )
        yield blocker("receipt.no_amount", sentence, _SUMS, _FIELD)
    if not receipt.payee.strip():
        sentence = say(
            "Beleg {number}: Schreiben Sie, wer das Geld bekommen hat.",
            number=receipt.number,
        )
        yield blocker("receipt.no_payee", sentence, "Handbuch 2.4 R1: Belegliste", _FIELD)
    if receipt.dated_on > facts.as_of:
        sentence = say(
            "Beleg {number}: Das Datum liegt in der Zukunft. Prüfen Sie den Tag.",
            number=receipt.number,
        )
        yield blocker("receipt.future", sentence, _PERIOD, _FIELD)


def outside_period(facts: ProofFacts, severity: Severity = Severity.BLOCKER) -> Mapping[int, Finding]:
    """Number of the receipt -> its day lies before the notice (or the permission), or after the end.

    Source: INV-09. The office cuts it in full; to the resident it is a warning.
    """
    first, last = receipt_period(facts)
    span = f"Es zählen Belege vom {format_date(first)} bis {format_date(last)}."
    is_office = severity is Severity.BLOCKER
    todo = "Kürzen Sie ihn ganz." if is_office else "Schreiben Sie bei „Ihre Aktion“ dazu, wie es dazu kam."
    return {
        each.number: Finding(
            "receipt.outside_period",
            severity,
            f"Beleg {each.number} ist vom {format_date(each.dated_on)}. {span} {todo}",
            _PERIOD,
            _FIELD,
        )
        for each in facts.receipts
        if not first <= each.dated_on <= last
    }


def _check_period(facts: ProofFacts, severity: Severity) -> Iterator[Finding]:
    outside = outside_period(facts, severity)
    for receipt in facts.receipts:
        is_cut = severity is Severity.BLOCKER and receipt.accepted_cents == 0
        if receipt.number in outside and not is_cut:
            yield outside[receipt.number]


def _check_cut(receipt: ReceiptFact) -> Iterator[Finding]:
    name = say(
        "Beleg {number}",
        number=receipt.number,
    )
    if receipt.accepted_cents is None:
        yield blocker("receipt.unchecked", f"{name}: Erkennen Sie ihn an oder kürzen Sie ihn.", _SUMS, _FIELD)
        return
    if receipt.accepted_cents < 0 or receipt.cut_cents < 0:
        sentence = f"{name}: Anerkannt und gekürzt können nicht unter 0,00 € liegen. Prüfen Sie beide."
        yield blocker("receipt.negative", sentence, _SUMS, _FIELD)
    elif receipt.accepted_cents + receipt.cut_cents != receipt.amount_cents:
        sentence = (
            f"{name}: Anerkannt und gekürzt müssen zusammen {format_euro(receipt.amount_cents)} sein. "
            "Prüfen Sie beide Beträge."
        )
        yield blocker("receipt.sum", sentence, _SUMS, _FIELD)
    if receipt.cut_cents > 0 and not receipt.cut_reason.strip():
        yield blocker("receipt.no_reason", f"{name}: Schreiben Sie auf, warum Sie kürzen.", _SUMS, _FIELD)


def _check_doubles(facts: ProofFacts) -> Iterator[Finding]:
    earlier: list[ReceiptFact] = []
    for receipt in facts.receipts:
        if any(_is_same(receipt, other) for other in earlier):
            sentence = say(
                "Beleg {number}: Diesen Beleg haben Sie schon. Entfernen Sie einen davon.",
                number=receipt.number,
            )
            yield blocker("receipt.double", sentence, _ONCE, _FIELD)
        elif any(_looks_same(receipt, other) for other in earlier):
            sentence = say(
                "Beleg {number}: Es gibt schon einen Beleg mit gleichem Tag, Geschäft und Betrag. "
                "Prüfen Sie, ob es zwei sind.",
                number=receipt.number,
            )
            yield warning("receipt.similar", sentence, _ONCE, _FIELD)
        earlier.append(receipt)


def _could_be(one: ReceiptFact, other: ReceiptFact) -> bool:
    return _is_same(one, other) or _looks_same(one, other)


def _is_same(one: ReceiptFact, other: ReceiptFact) -> bool:
    same_file = bool(one.sha256) and one.sha256 == other.sha256
    number = _document_number(one)
    same_document = bool(number) and number == _document_number(other)
    return same_file or (same_document and _looks_same(one, other))


def _looks_same(one: ReceiptFact, other: ReceiptFact) -> bool:
    """Same day, shop and sum; two bills with two numbers are two."""
    numbers = {_document_number(one), _document_number(other)} - {""}
    return len(numbers) < 2 and _identity(one) == _identity(other)


def _document_number(receipt: ReceiptFact) -> str:
    return "".join(receipt.document_number.casefold().split())


def _identity(receipt: ReceiptFact) -> tuple[date, int, str]:
    paid = receipt.amount_cents + receipt.tax_cents
    return receipt.dated_on, paid, " ".join(receipt.payee.casefold().split())

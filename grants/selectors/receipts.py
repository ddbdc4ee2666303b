"""Receipts across all cases and funds: what the check of a proof must know of other proofs (INV-09)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import F, Q

from foundation.audit.actors import Actor
from foundation.files.models import StoredFile
from grants import policy
from grants.models import Grant, Receipt
from grants.rules.facts import ProofFacts, ReceiptFact, UsedReceipt
from grants.workflows.facts import proof_facts, receipt_fact


def review_facts(grant: Grant, *, reader: Actor, today: date) -> ProofFacts:
    """The proof as its check sees it: with the receipts of other cases that could be the same.

    A case that the reader may not read is not named.
    """
    facts = proof_facts(grant, today)
    others = _others_like(facts.receipts, grant)
    return replace(facts, used_receipts=tuple(_used(each, reader) for each in others))


def _others_like(receipts: Sequence[ReceiptFact], grant: Grant) -> list[Receipt]:
    """Receipts sent in by other cases with a file, or a day and an amount, of these; two queries at most.

    What a resident has not sent yet is nobody's business, and what was cut in full was not used. Shops are
    compared by the rule, which reads past capitals and spaces.
    """
    hashes = {each.sha256 for each in receipts} - {""}
    files = StoredFile.objects.filter(sha256__in=hashes).values_list("pk", flat=True) if hashes else ()
    same_file = Q(file__in=list(files))
    same_day = Q(
        issued_on__in={each.dated_on for each in receipts},
        paid_cents__in={each.amount_cents + each.tax_cents for each in receipts},
    )
    paid = Receipt.objects.alias(paid_cents=F("amount_cents") + F("tax_cents"))
    sent = paid.filter(same_file | same_day, proof__sent_at__isnull=False)
    elsewhere = sent.exclude(proof=grant.proof).exclude(accepted_cents=0)
    return list(elsewhere.select_related("file", "proof__grant__case__fund", "proof__grant__case__applicant"))


def _used(receipt: Receipt, reader: Actor) -> UsedReceipt:
    case = receipt.proof.case
    is_named = policy.may_read_case(reader, case)
    return UsedReceipt(receipt=receipt_fact(receipt), reference=(case.reference or "") if is_named else "")

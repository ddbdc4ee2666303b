"""What the check of a proof says of each receipt: accepted, or cut with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from foundation.values.errors import InvalidInput
from grants.models import Proof


@dataclass(frozen=True)
class Cut:
    """What the check does not accept of a receipt, in cents, and why."""

    amount_cents: int
    reason: str


def judge_receipts(proof: Proof, cuts: Mapping[int, Cut], kept: Mapping[int, str]) -> None:
    """Write on every receipt what is accepted, cut and why, and why it counts all the same (INV-10).

    Raises InvalidInput for a receipt that there is not, a cut above its amount or without a reason.
    """
    receipts = {receipt.number: receipt for receipt in proof.receipts.all()}
    for number, cut in cuts.items():
        if number not in receipts:
            raise InvalidInput(f"Es gibt keinen Beleg mit der Nummer {number}.", "receipt.unknown", "cuts")
        if not 0 <= cut.amount_cents <= receipts[number].amount_cents:
            raise InvalidInput(
                f"Beleg {number}: Die Kürzung darf nicht höher sein als der Betrag.",
                "receipt.cut_too_high",
                "cuts",
            )
        if cut.amount_cents and not cut.reason.strip():
            raise InvalidInput(
                f"Beleg {number}: Schreiben Sie auf, warum Sie kürzen.", "receipt.no_reason", "cuts"
            )
    for number, receipt in receipts.items():
        cut = cuts.get(number, Cut(0, ""))
        receipt.cut_cents, receipt.cut_reason = (
            cut.amount_cents,
            cut.reason.strip() if cut.amount_cents else "",
        )
        receipt.accepted_cents = receipt.amount_cents - cut.amount_cents
        receipt.kept_reason = kept.get(number, "").strip()
        receipt.save()

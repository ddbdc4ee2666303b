"""What a confirmed check did not accept, and what that means for the money, in the resident's words."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.money import format_euro
from grants.models import Grant, ProofCheck, Receipt
from grants.rules.entitlement import settle


@dataclass(frozen=True)
class CutNews:
    """The cut receipts of a check that a second person has confirmed; `money`: one sentence a line."""

    receipts: Sequence[Receipt]
    money: Sequence[str]


def cut_news(grant: Grant | None) -> CutNews | None:
    """None before the check is confirmed (until then it can change), and when nothing was cut."""
    check = grant.checks.order_by("-pk").first() if grant else None
    if grant is None or check is None or check.confirmed_at is None or not check.cut_cents:
        return None
    receipts = Receipt.objects.filter(proof__grant=grant, cut_cents__gt=0).order_by("number")
    return CutNews(list(receipts), _money_in_words(grant, check))


def _money_in_words(grant: Grant, check: ProofCheck) -> list[str]:
    """Whether the sum changes, and who owes whom now. Cents in, sentences out."""
    entitled, repaid = check.entitlement_cents, grant.repaid_cents
    result = settle(grant.approved_cents, entitled, grant.paid_cents)
    owed = result.overpaid - repaid
    first = f"An Ihrem Geld ändert das nichts. Es bleibt bei {format_euro(entitled)}."
    if entitled != grant.approved_cents:
        before = format_euro(grant.approved_cents)
        first = f"Nach der Prüfung bekommen Sie {format_euro(entitled)} statt {before}."
    if result.rest:
        how = "Sie müssen dafür nichts tun." if grant.bank_account_id else "Geben Sie uns dafür Ihr Konto an."
        return [first, f"Davon kommen noch {format_euro(result.rest)}. {how}"]
    if owed > 0:
        return [first, *_to_pay_back(grant, owed)]
    return [first, "Alles ist bezahlt. Sie müssen nichts mehr tun."]


def _to_pay_back(grant: Grant, owed: int) -> list[str]:
    """Nobody pays before the notice says when and where to."""
    sentence = f"Sie haben mehr bekommen. {format_euro(owed)} müssen Sie zurückzahlen."
    if any(claim.pay_by for claim in grant.claims.all()):
        return [sentence, "Bis wann und wohin, steht im Brief der Stadt (Erstattungsbescheid)."]
    return [sentence, "Zahlen Sie jetzt noch nichts. Die Stadt schreibt Ihnen, bis wann und wohin."]

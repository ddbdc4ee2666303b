"""What a confirmed check found, and what that means for the money, in the resident's words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.models import Grant, ProofCheck, Receipt
from grants.rules.entitlement import settle
from grants.rules.findings import CalculationRow
from grants.states import ClaimState, GrantState

APPROVED = say("Bewilligt")
SETTLED = ("paid", "waived", "written_off")
GIVEN_UP = (ClaimState.WAIVED, ClaimState.WRITTEN_OFF)
#: label of a row of the entitlement -> what a resident reads
PLAIN_WORDS = {
    "Anerkannte Kosten": say("Diese Kosten zählen"),
    "Spenden": say("davon ab: Spenden"),
    "Andere öffentliche Mittel": say("davon ab: Geld von anderen Ämtern"),
    "Eigene Mittel laut Finanzierungsplan": say("davon ab: Ihr eigenes Geld"),
    "Fehlbedarf": say("Das bleibt übrig"),
    "Nicht anders gedeckt": say("Das bezahlt sonst niemand"),
}


@dataclass(frozen=True)
class CheckResult:
    """A check that a second person has confirmed: its cut receipts, often none; `money`: one sentence a line.

    `rows`: how the sum came about, to `total_cents`; empty when it did not change.
    """

    receipts: Sequence[Receipt]
    money: Sequence[str]
    rows: Sequence[CalculationRow]
    total_cents: int


def check_result(grant: Grant | None) -> CheckResult | None:
    """None before the check is confirmed: until then it can change. A revocation speaks for itself."""
    if grant is None or grant.state == GrantState.REVOKED or grant.open_check is not None:
        return None
    check = grant.confirmed_check
    if check is None:
        return None
    is_cut = Q(proof__grant=grant, cut_cents__gt=0)
    receipts = Receipt.objects.filter(is_cut).order_by("number") if check.cut_cents else ()
    rows = _calculation(grant, check) if check.entitlement_cents != grant.approved_cents else ()
    return CheckResult(list(receipts), _money_in_words(grant, check), rows, check.entitlement_cents)


def _calculation(grant: Grant, check: ProofCheck) -> Sequence[CalculationRow]:
    """The rows of the check in plain words: what counts first, then what comes off; no row of 0."""
    rows = [CalculationRow(**row) for row in check.explanation]
    said_anyway = (APPROVED, grant.approved_cents), ("Fehlbedarf", check.entitlement_cents)
    return [
        CalculationRow(PLAIN_WORDS.get(row.label, row.label), row.amount_cents, row.note)
        for row in rows
        if (row.amount_cents or row.note) and (row.label, row.amount_cents) not in said_anyway
    ]


def _money_in_words(grant: Grant, check: ProofCheck) -> list[str]:
    """Whether the sum changes, and who owes whom now. Cents in, sentences out."""
    entitled, repaid = check.entitlement_cents, grant.repaid_cents
    result = settle(grant.approved_cents, entitled, grant.paid_cents)
    owed = result.overpaid - repaid
    first = say(
        "An Ihrem Geld ändert das nichts. Es bleibt bei {entitled}.",
        entitled=format_euro(entitled),
    )
    if entitled != grant.approved_cents:
        before = format_euro(grant.approved_cents)
        first = say(
            "Nach der Prüfung bekommen Sie {entitled} statt {before}.",
            entitled=format_euro(entitled),
            before=before,
        )
    if result.rest:
        how = (
            say("Sie müssen dafür nichts tun.")
            if grant.bank_account_id
            else say("Geben Sie uns dafür Ihr Konto an.")
        )
        return [
            first,
            say(
                "Davon kommen noch {rest}. {how}",
                rest=format_euro(result.rest),
                how=how,
            ),
        ]
    if owed > 0:
        return [first, *_to_pay_back(grant, owed)]
    return [first, *_interest(grant)]


def _interest(grant: Grant) -> list[str]:
    """After money that came back too late there may be more to pay."""
    claims = list(grant.claims.all())
    asked = next((claim for claim in claims if claim.is_interest), None)
    if asked is not None and asked.state == ClaimState.WRITTEN_OFF:
        return [say("Die Zinsen müssen Sie im Moment nicht zahlen.")]  # the head of the page says why
    if asked is not None and asked.is_owed:
        return [
            say(
                "Das Geld kam nach der Frist zurück. Dafür fehlen noch {open} Zinsen.",
                open=format_euro(asked.open_cents),
            )
        ]
    if asked is not None and asked.state not in SETTLED:
        return [say("Das Geld kam nach der Frist zurück. Dafür können Zinsen dazukommen.")]
    if any(claim.awaits_interest for claim in claims):
        return [say("Das Geld kam nach der Frist zurück. Die Stadt prüft, ob Zinsen dazukommen.")]
    return [say("Alles ist bezahlt. Sie müssen nichts mehr tun.")]


def _to_pay_back(grant: Grant, owed: int) -> list[str]:
    """Nothing is decided before the notice is out, and nobody pays before it says when and where to."""
    first, claims = say("Sie haben mehr bekommen."), list(grant.claims.all())
    if claims and claims[-1].state in GIVEN_UP:
        return [say("Zurückzahlen müssen Sie im Moment nichts.")]  # the head of the page says why
    if any(claim.pay_by for claim in claims):
        sentence = say(
            "{first} {owed} müssen Sie zurückzahlen.",
            first=first,
            owed=format_euro(owed),
        )
        paper = grant.case.award_form.named("Erstattungsbescheid")
        return [
            sentence,
            say(
                "Bis wann und wohin, steht im Brief der Stadt ({paper}).",
                paper=paper,
            ),
        ]
    hearings = [claim.heard_until for claim in claims if claim.heard_until]
    said = (
        say(
            " Dazu können Sie bis zum {day} etwas sagen.",
            day=hearings[-1],
        )
        if hearings
        else ""
    )
    return [
        say(
            "{first} {owed} müssten Sie zurückzahlen.{said}",
            first=first,
            owed=format_euro(owed),
            said=said,
        ),
        say("Zahlen Sie jetzt noch nichts. Die Stadt schreibt Ihnen, bis wann und wohin."),
    ]

"""A claim in the resident's words: one sentence for every state, and what is to be done by when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from applicants.iban import in_fours
from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.models import Claim, Grant
from grants.state_names import CLAIM_NAMES
from grants.states import ClaimState as S
from grants.states import Turn

WITH_CLAIMS = frozenset({"settling", "revoked"})
CALL_US = say("Können Sie nicht zahlen? Rufen Sie uns an.")
#: These say enough in the table of states.
SHORT = frozenset({S.PAID, S.WAIVED})


@dataclass(frozen=True)
class ClaimNews:
    """Whose turn, one or two sentences, and where to pay."""

    turn: Turn
    sentence: str
    next_step: str


def claim_news(grant: Grant | None) -> ClaimNews | None:
    """What the latest claim says once its notice is out; None without one."""
    if grant is None or grant.state not in WITH_CLAIMS:
        return None
    claim = grant.claims.order_by("-pk").first()
    if claim is None or claim.pay_by is None:
        return None
    state, names = S(claim.state), CLAIM_NAMES[claim.state]
    if claim.awaits_interest:
        return ClaimNews(
            Turn.CITY,
            say(
                "{resident} Die Stadt prüft noch, ob Zinsen dazukommen.",
                resident=names.resident,
            ),
            "",
        )
    if state in SHORT:
        return ClaimNews(names.turn, names.resident, "")
    sentence = _SENTENCES[state](claim)
    return ClaimNews(names.turn, sentence, "" if state is S.WRITTEN_OFF else _pay_to(claim))


def _what(claim: Claim) -> str:
    return (
        say(
            "{amount} Zinsen",
            amount=_open(claim),
        )
        if claim.is_interest
        else say(
            "{amount} zurück",
            amount=_open(claim),
        )
    )


def _money(claim: Claim) -> str:
    """What is missing: who has paid back hears nothing of a repayment any more."""
    return say("Das Geld für die Zinsen") if claim.is_interest else say("Ihre Rückzahlung")


def _open(claim: Claim) -> str:
    return format_euro(claim.open_cents)


def _by(claim: Claim) -> str:
    """The latest term that was given."""
    term = claim.term
    return (
        say(
            " bis zum {term}",
            term=term,
        )
        if term
        else ""
    )


def _rate_of(claim: Claim) -> str:
    """The next instalment; empty without a plan."""
    rate = claim.next_rate
    if rate is None:
        return ""
    return say(
        "Sie dürfen in Raten zahlen. Die nächste Rate: {part} bis zum {day}. Offen sind noch {amount}.",
        part=format_euro(rate.amount_cents),
        day=rate.due_on,
        amount=_open(claim),
    )


_SENTENCES: Mapping[S, Callable[[Claim], str]] = MappingProxyType(
    {
        S.DUE: lambda claim: say(
            "Bitte zahlen Sie {what}{by}.",
            what=_what(claim),
            by=_by(claim),
        ),
        S.REMINDED_1: lambda claim: say(
            "{money} fehlt noch. Bitte zahlen Sie {amount}{by}. {call_us}",
            money=_money(claim),
            amount=_open(claim),
            by=_by(claim),
            call_us=CALL_US,
        ),
        S.REMINDED_2: lambda claim: say(
            "{money} fehlt immer noch. Bitte zahlen Sie {amount}{by}. {call_us}",
            money=_money(claim),
            amount=_open(claim),
            by=_by(claim),
            call_us=CALL_US,
        ),
        S.PARTLY_PAID: lambda claim: (
            say(
                "Ein Teil ist gezahlt. Bitte zahlen Sie noch {amount}{by}.",
                amount=_open(claim),
                by=_by(claim),
            )
            if claim.is_interest
            else say(
                "Ein Teil ist zurückgezahlt. Bitte zahlen Sie noch {amount}{by}.",
                amount=_open(claim),
                by=_by(claim),
            )
        ),
        S.DEFERRED: lambda claim: (
            _rate_of(claim)
            or say(
                "Sie dürfen später zahlen: {amount}{by}.",
                amount=_open(claim),
                by=_by(claim),
            )
        ),
        S.ENFORCEMENT: lambda claim: say(
            "Die Stadtkasse treibt {amount} ein. Bitte rufen Sie uns an.",
            amount=_open(claim),
        ),
        S.WRITTEN_OFF: lambda claim: say(
            "Die Stadt verlangt {amount} im Moment nicht von Ihnen. Sie schulden es weiter.",
            amount=_open(claim),
        ),
    }
)


def _pay_to(claim: Claim) -> str:
    fund = claim.fund
    if not fund.cash_office_iban:
        return say("Das Konto steht im Brief der Stadt.")
    iban = in_fours(fund.cash_office_iban)
    holder = fund.cash_office_holder or say("die Stadtkasse")
    return say(
        "Überweisen Sie an: {holder}, IBAN {iban}. Verwendungszweck: {purpose}.",
        holder=holder,
        iban=iban,
        purpose=claim.purpose,
    )

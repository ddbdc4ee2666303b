"""A claim in the resident's words: one sentence for every state, and what is to be done by when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from applicants.iban import in_fours
from foundation.values.dates import format_long_date
from foundation.values.money import format_euro
from grants.models import Claim, Grant
from grants.state_names import CLAIM_NAMES
from grants.states import ClaimState as S
from grants.states import Turn

WITH_CLAIMS = frozenset({"settling", "revoked"})
CALL_US = "Können Sie nicht zahlen? Rufen Sie uns an."
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
        return ClaimNews(Turn.CITY, f"{names.resident} Die Stadt prüft noch, ob Zinsen dazukommen.", "")
    if state in SHORT:
        return ClaimNews(names.turn, names.resident, "")
    sentence = _SENTENCES[state](claim)
    return ClaimNews(names.turn, sentence, "" if state is S.WRITTEN_OFF else _pay_to(claim))


def _what(claim: Claim) -> str:
    return f"{_open(claim)} Zinsen" if claim.is_interest else f"{_open(claim)} zurück"


def _money(claim: Claim) -> str:
    """What is missing: who has paid back hears nothing of a repayment any more."""
    return "Das Geld für die Zinsen" if claim.is_interest else "Ihre Rückzahlung"


def _open(claim: Claim) -> str:
    return format_euro(claim.open_cents)


def _by(claim: Claim) -> str:
    """The latest term that was given."""
    term = claim.term
    return f" bis zum {format_long_date(term)}" if term else ""


def _rate_of(claim: Claim) -> str:
    """The next instalment; empty without a plan."""
    rate = claim.next_rate
    if rate is None:
        return ""
    part, day = format_euro(rate.amount_cents), format_long_date(rate.due_on)
    return (
        f"Sie dürfen in Raten zahlen. Die nächste Rate: {part} bis zum {day}. Offen sind noch {_open(claim)}."
    )


_SENTENCES: Mapping[S, Callable[[Claim], str]] = MappingProxyType(
    {
        S.DUE: lambda claim: f"Bitte zahlen Sie {_what(claim)}{_by(claim)}.",
        S.REMINDED_1: lambda claim: (
            f"{_money(claim)} fehlt noch. Bitte zahlen Sie {_open(claim)}{_by(claim)}. {CALL_US}"
        ),
        S.REMINDED_2: lambda claim: (
            f"{_money(claim)} fehlt immer noch. Bitte zahlen Sie {_open(claim)}{_by(claim)}. {CALL_US}"
        ),
        S.PARTLY_PAID: lambda claim: (
            f"Ein Teil ist {'' if claim.is_interest else 'zurück'}gezahlt. "
            f"Bitte zahlen Sie noch {_open(claim)}{_by(claim)}."
        ),
        S.DEFERRED: lambda claim: _rate_of(claim) or f"Sie dürfen später zahlen: {_open(claim)}{_by(claim)}.",
        S.ENFORCEMENT: lambda claim: f"Die Stadtkasse treibt {_open(claim)} ein. Bitte rufen Sie uns an.",
        S.WRITTEN_OFF: lambda claim: (
            f"Die Stadt verlangt {_open(claim)} im Moment nicht von Ihnen. Sie schulden es weiter."
        ),
    }
)


def _pay_to(claim: Claim) -> str:
    fund = claim.fund
    if not fund.cash_office_iban:
        return "Das Konto steht im Brief der Stadt."
    iban = in_fours(fund.cash_office_iban)
    holder = fund.cash_office_holder or "die Stadtkasse"
    return f"Überweisen Sie an: {holder}, IBAN {iban}. Verwendungszweck: {claim.purpose}."

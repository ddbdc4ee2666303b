"""The hearing before money is claimed back (§ 28 VwVfG), in the resident's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.models import ClaimGround, Grant
from grants.states import ClaimState, GrantState

REASONS: Mapping[str, str] = {
    ClaimGround.UNSPENT: say("Sie haben mehr bekommen, als Sie ausgegeben haben"),
    ClaimGround.CUT: say("Belege von Ihnen zählen nicht"),
    ClaimGround.INTEREST: say("Ihre Rückzahlung kam nach der Frist. Zinsen"),
    ClaimGround.NOT_ACHIEVED: say("Die Aktion hat ihren Zweck nicht erreicht"),
}


@dataclass(frozen=True)
class Hearing:
    """What the city wants back, why, and until when the resident can say something. Amounts in words."""

    amount: str
    reasons: Sequence[str]
    until: date
    is_running: bool
    is_interest: bool

    @property
    def wish(self) -> str:
        """What it is about: who has paid everything back is not asked for money back."""
        return say("Die Stadt möchte Zinsen") if self.is_interest else say("Die Stadt möchte Geld zurück")


def hearing_of(grant: Grant | None, today: date) -> Hearing | None:
    """The hearing of a claim whose notice is not out; None when a formal demand was the hearing."""
    if grant is None or grant.state not in (GrantState.SETTLING, GrantState.REVOKED):
        return None
    claim = grant.claims.filter(state=ClaimState.HEARING).order_by("-pk").first()
    if claim is None or claim.heard_until is None:
        return None
    return Hearing(
        amount=format_euro(claim.amount_cents),
        reasons=[f"{REASONS[row.ground]}: {format_euro(row.amount_cents)}." for row in claim.rows.all()],
        until=claim.heard_until,
        is_running=today <= claim.heard_until,
        is_interest=claim.is_interest,
    )

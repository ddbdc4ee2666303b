"""On which second persons a fund insists: `full` on all of them, `small_town` on fewer."""

from __future__ import annotations

from typing import Literal

Act = Literal["notice", "proof"]
WAIVED = "Nach den Regeln des Fonds ohne zweite Person freigegeben."
WAIVED_PROOF = "Nach den Regeln des Fonds ohne zweite Person bestätigt."


def is_second_person_needed(
    act: Act, *, profile: str, above_cents: int | None, amount_cents: int = 0
) -> bool:
    """Whether somebody else must release the notice, or confirm the check of a proof.

    Source: permissions, person rule 10: a small town insists on rule 3 only for notices above a limit. The
    amount of a notice is what it grants or claims back, in cents; a rejection has none. Rules 4 and 5
    (orders, budgets, versions of the rules) are never waived and not asked here.
    """
    if profile != "small_town":
        return True
    return act == "notice" and amount_cents > (above_cents or 0)

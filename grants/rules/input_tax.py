"""Entitlement to deduct input tax (Vorsteuerabzug): then only net amounts count.

Source: domain handbook 1.6 ("if yes only net eligible"), § 15 UStG: tax that comes back is no cost.
"""

from __future__ import annotations

from typing import Final

from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.rules.findings import Finding, blocker

SOURCE: Final = "Handbuch 1.6; § 15 UStG"
NET_MISSING: Final = say("Geben Sie den Betrag ohne Mehrwertsteuer ein. Er steht als „netto“ auf dem Beleg.")


def countable_cents(gross_cents: int, net_cents: int | None, *, deducts: bool) -> int:
    """What of a receipt counts, in cents: net for who deducts input tax, else all that was paid."""
    return net_cents if deducts and net_cents is not None else gross_cents


def check_net(gross_cents: int, net_cents: int | None, *, deducts: bool) -> tuple[Finding, ...]:
    """Who deducts input tax says the net amount, which is never above what was paid.

    Source: `SOURCE`. Does not check the rate of the tax: bills mix rates, and some have none.
    """
    if not deducts:
        return ()
    if not net_cents or net_cents <= 0:
        return (blocker("receipt.no_net", NET_MISSING, SOURCE, "net_cents"),)
    if net_cents > gross_cents:
        sentence = say(
            "Ohne Mehrwertsteuer ist es nie mehr als bezahlt: {gross}. Prüfen Sie beide Beträge.",
            gross=format_euro(gross_cents),
        )
        return (blocker("receipt.net_too_high", sentence, SOURCE, "net_cents"),)
    return ()

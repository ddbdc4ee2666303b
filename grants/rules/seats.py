"""Who sits in a session of the jury: members of the fund in their term of office."""

from __future__ import annotations

from foundation.values.dates import format_date
from grants.rules.facts import SeatFacts
from grants.rules.findings import Finding, blocker

_SOURCE = "INV-21; Handbuch 5.5"


def check_seat(seat: SeatFacts) -> tuple[Finding, ...]:
    """Only members of the session's fund whose term of office covers its day sit, vote and are counted.

    Source: INV-21, domain handbook 5.5. Does not check who is biased.
    """
    if not seat.is_of_fund:
        sentence = f"{seat.name} gehört nicht zur Jury dieses Fonds und stimmt hier nicht mit."
        return (blocker("seat.other_fund", sentence, _SOURCE, "present"),)
    if seat.serves_from is not None and seat.held_on < seat.serves_from:
        sentence = (
            f"Die Amtszeit von {seat.name} beginnt erst am {format_date(seat.serves_from)}. "
            f"Die Sitzung ist am {format_date(seat.held_on)}. Nehmen Sie die Person heraus."
        )
        return (blocker("seat.not_yet", sentence, _SOURCE, "present"),)
    if seat.serves_until is not None and seat.serves_until < seat.held_on:
        sentence = (
            f"Die Amtszeit von {seat.name} endete am {format_date(seat.serves_until)}. "
            f"Die Sitzung ist am {format_date(seat.held_on)}. Nehmen Sie die Person heraus."
        )
        return (blocker("seat.no_longer", sentence, _SOURCE, "present"),)
    return ()

"""What each kind of financing means, and why an own share has grown, in words."""

from __future__ import annotations

from collections.abc import Mapping

from foundation.values.money import format_euro
from foundation.values.phrases import say

# Domain handbook 2.2; VV Nr. 2 to § 44 LHO. For a version that has no sentence of its own.
FINANCING: Mapping[str, str] = {
    "fehlbedarf": (
        "Fehlbedarfsfinanzierung heißt: Wir zahlen, was nach Abzug Ihres eigenen Geldes, von Spenden und "
        "anderen Mitteln noch fehlt, höchstens den bewilligten Betrag."
    ),
    "anteil": (
        "Anteilfinanzierung heißt: Wir zahlen {foerdersatz} Prozent der zuwendungsfähigen Ausgaben, "
        "höchstens den bewilligten Betrag."
    ),
    "festbetrag": (
        "Festbetragsfinanzierung heißt: Sie bekommen den bewilligten Betrag, wenn Ihre anerkannten Ausgaben "
        "mindestens so hoch sind und der Zweck erreicht ist."
    ),
    "voll": (
        "Vollfinanzierung heißt: Wir zahlen die zuwendungsfähigen Ausgaben, die nicht durch andere Mittel "
        "gedeckt sind, höchstens den bewilligten Betrag."
    ),
}


def own_share_raised(
    *, applied_cents: int, planned_cents: int, requested_cents: int, approved_cents: int
) -> str:
    """Why the applicant's own part is higher than applied for; empty when it is not.

    Source: ANBest-P Nr. 1.2 (the plan binds in its overall result), UX handbook T3. `planned_cents` is all
    that the applicant pays by the plan as approved, what counts for nothing included. Does not judge whether
    the person can pay it.
    """
    if approved_cents >= requested_cents or planned_cents <= applied_cents:
        return ""
    return say(
        "Ihr eigener Anteil ist jetzt {planned} statt {applied}, weil Sie von uns {approved} "
        "bekommen und nicht {requested}.",
        planned=format_euro(planned_cents),
        applied=format_euro(applied_cents),
        approved=format_euro(approved_cents),
        requested=format_euro(requested_cents),
    )

"""What each kind of financing means, in words for the letter."""

from __future__ import annotations

from collections.abc import Mapping

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

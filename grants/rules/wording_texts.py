"""Longer default texts of `grants.rules.notice_wordings`; the city changes them without a programmer."""

from __future__ import annotations

from typing import Final

DISCRETION_CHANGE: Final = (
    "Wir haben nach pflichtgemäßem Ermessen entschieden (§ 40 VwVfG). Dabei haben wir Ihren Wunsch gegen den "
    "bewilligten Plan und die Vorgaben der Richtlinie abgewogen."
)
DISCRETION_WAIVER: Final = (
    "Wir haben nach pflichtgemäßem Ermessen entschieden (§ 40 VwVfG). Das Geld einzufordern wäre nach Lage "
    "Ihres Falles unbillig. Das wiegt hier schwerer als das Interesse der Stadt an der Zahlung."
)
DISCRETION_RECALL: Final = (
    "Wir haben nach pflichtgemäßem Ermessen entschieden (§§ 40, 48 und 49 VwVfG). Was für einen Aufschub "
    "nötig ist, liegt nicht vor. Dass die Stadt ihr Geld rechtzeitig bekommt, wiegt hier schwerer als Ihr "
    "Interesse, später zu zahlen."
)

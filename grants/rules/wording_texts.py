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
AGREEMENT_BASIS: Final = (
    "Grundlage sind die Richtlinie des Fonds, die Haushaltssatzung der Stadt und die §§ 54 ff. "
    "Verwaltungsverfahrensgesetz (VwVfG) in Verbindung mit § 1 VwVfG LSA."
)
AGREEMENT_REPAYMENT: Final = (
    "Geld, das Sie nicht verbraucht, nicht belegt oder nicht für diese Aktion ausgegeben haben, zahlen Sie "
    "zurück, sobald die Stadt Sie schriftlich dazu auffordert. Die Stadt nennt dabei Betrag und Frist."
)
AGREEMENT_END: Final = (
    "Beide Seiten können diese Vereinbarung aus wichtigem Grund schriftlich kündigen (§ 60 VwVfG). Ein "
    "wichtiger Grund für die Stadt ist zum Beispiel, dass Sie das Geld anders verwenden, eine Zusage nicht "
    "einhalten oder keinen Nachweis schicken."
)
AGREEMENT_SIGNING: Final = (
    "Diese Vereinbarung gilt, sobald beide Seiten unterschrieben haben (§ 57 VwVfG). Bitte unterschreiben "
    "Sie und schicken Sie uns ein Exemplar zurück."
)

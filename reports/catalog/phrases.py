"""Wordings of the notices that no fund has in its rules yet, each with its source.

They are defaults: as soon as a fund's rules hold a text for the same thing, that text is printed instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LEGAL_BASIS: Final = (
    "Grundlage sind die Richtlinie des Fonds, die Haushaltssatzung der Stadt und die §§ 35 ff. "
    "Verwaltungsverfahrensgesetz (VwVfG) in Verbindung mit § 1 VwVfG LSA."
)

# Domain handbook 2.2; VV Nr. 2 to § 44 LHO
FINANCING: Final[Mapping[str, str]] = {
    "fehlbedarf": (
        "Fehlbedarfsfinanzierung heißt: Wir zahlen, was nach Abzug Ihres eigenen Geldes, von Spenden und "
        "anderen Mitteln noch fehlt, höchstens den bewilligten Betrag."
    ),
    "anteil": (
        "Anteilfinanzierung heißt: Wir zahlen {rate} Prozent der zuwendungsfähigen Ausgaben, höchstens den "
        "bewilligten Betrag."
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

# § 36 Abs. 2 Nr. 3 VwVfG
REVOCATION_RESERVED: Final = (
    "Wir können diesen Bescheid ganz oder teilweise widerrufen, wenn Sie das Geld anders verwenden, wenn Sie "
    "eine Auflage nicht oder nicht rechtzeitig erfüllen oder wenn der Nachweis fehlt (§ 36 Abs. 2 Nr. 3, "
    "§ 49 Abs. 3 VwVfG)."
)

# ANBest-P Nr. 5
DUTY_TO_REPORT: Final = (
    "wenn Sie Geld aus anderen Quellen beantragen oder bekommen,",
    "wenn sich der Zweck, der Ort oder die Zeit der Aktion ändert,",
    "wenn die Aktion weniger kostet als geplant oder ausfällt,",
    "wenn sich Ihr Name, Ihre Anschrift oder Ihr Konto ändert.",
)

# ANBest-P Nr. 7; domain handbook 1.7
CHECKING_RIGHTS: Final = (
    "Die Stadt und ihr Rechnungsprüfungsamt, das Landesverwaltungsamt und der Landesrechnungshof "
    "Sachsen-Anhalt dürfen die Verwendung des Geldes prüfen. Sie dürfen Belege einsehen und sich die "
    "Ergebnisse vor Ort zeigen lassen. Bitte geben Sie die nötigen Auskünfte."
)

# §§ 48, 49, 49a VwVfG
REPAYMENT: Final = (
    "Geld müssen Sie zurückzahlen, soweit der Bescheid zurückgenommen, widerrufen oder sonst unwirksam wird "
    "(§§ 48, 49 und 49a VwVfG). Das gilt zum Beispiel für Geld, das Sie nicht verbraucht oder nicht für "
    "diese Aktion ausgegeben haben."
)
INTEREST: Final = (
    "Der Betrag ist mit fünf Prozentpunkten über dem Basiszinssatz im Jahr zu verzinsen (§ 49a Abs. 3 Satz 1 "
    "VwVfG). Haben Sie die Rückzahlung nicht verschuldet und zahlen Sie rechtzeitig, können wir auf Zinsen "
    "verzichten (§ 49a Abs. 3 Satz 2 VwVfG)."
)
NO_INTEREST_IN_TIME: Final = (
    "Zahlen Sie bis zu diesem Tag, verlangen wir keine Zinsen (§ 49a Abs. 3 Satz 2 VwVfG). Zahlen Sie "
    "später, ist der Betrag mit fünf Prozentpunkten über dem Basiszinssatz im Jahr zu verzinsen (§ 49a "
    "Abs. 3 Satz 1 VwVfG)."
)

# Domain handbook 7.3: each ground of a claim with its own legal ground
CLAIM_GROUNDS: Final[Mapping[str, tuple[str, str]]] = {
    "unspent": (
        "Nicht verbraucht",
        "Die Zuwendung deckt nur anerkannte Ausgaben (§ 49 Abs. 3 Satz 1 Nr. 1, § 49a Abs. 1 VwVfG)",
    ),
    "cut": (
        "Beleg nicht anerkannt",
        "Die Ausgabe ist nicht zuwendungsfähig (§ 49 Abs. 3 Satz 1 Nr. 1, § 49a Abs. 1 VwVfG)",
    ),
    "not_achieved": (
        "Zweck nicht erreicht",
        "Das Geld wurde nicht für den Zweck verwendet (§ 49 Abs. 3 Satz 1 Nr. 1, § 49a Abs. 1 VwVfG)",
    ),
}

# § 39 Abs. 1 Satz 3, § 40 VwVfG
DISCRETION_AWARD: Final = (
    "Auf die Zuwendung besteht kein Rechtsanspruch. Wir haben nach pflichtgemäßem Ermessen entschieden (§ 40 "
    "VwVfG). Für die Förderung sprach, dass die Aktion dem Quartier dient und ohne die Zuwendung nicht "
    "gesichert wäre. Gründe, von der Empfehlung der Jury abzuweichen, gab es nicht."
)
DISCRETION_REJECTION: Final = (
    "Auf eine Zuwendung besteht kein Rechtsanspruch. Wir entscheiden nach pflichtgemäßem Ermessen im Rahmen "
    "der vorhandenen Mittel (§ 40 VwVfG). Dabei haben wir Ihr Interesse an der Förderung gegen die Vorgaben "
    "der Richtlinie und die begrenzten Mittel des Fonds abgewogen. Aus den genannten Gründen konnten wir "
    "Ihren Antrag nicht berücksichtigen."
)
DISCRETION_REPAYMENT: Final = (
    "Wir haben nach pflichtgemäßem Ermessen entschieden (§ 40 VwVfG). Öffentliches Geld ist sparsam und nur "
    "für den bewilligten Zweck einzusetzen. Dieses Interesse wiegt schwerer als Ihr Interesse, den Betrag zu "
    "behalten. Umstände, aus denen wir auf die Rückzahlung verzichten könnten, sind uns nicht bekannt."
)
HEARING_DONE: Final = "Vor dieser Entscheidung konnten Sie sich äußern (§ 28 VwVfG)"

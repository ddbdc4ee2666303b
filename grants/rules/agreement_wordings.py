"""Texts of a fund that promises money by agreement: of it, and of every paper that follows from it.

They stand in the place of the texts of an act (`award_forms`): no § 49a, no remedy. Defaults, as in
`notice_wordings`; the Rechtsamt words them.
"""

from typing import Final

from grants.rules.letter_wordings import CASE, HEARD, PROOF
from grants.rules.wordings import (
    ADDENDUM,
    AFTER_AGREEMENT,
    AGREEMENT,
    ARREARS,
    DEMAND,
    EXPIRY,
    REMISSION,
    RESUMPTION,
    TERMINATION,
    Wording,
)

BASIS: Final = (
    "Grundlage sind die Richtlinie des Fonds, die Haushaltssatzung der Stadt und die §§ 54 ff. "
    "Verwaltungsverfahrensgesetz (VwVfG) in Verbindung mit § 1 VwVfG LSA."
)
REPAYMENT: Final = (
    "Geld, das Sie nicht verbraucht, nicht belegt oder nicht für diese Aktion ausgegeben haben, zahlen Sie "
    "zurück, sobald die Stadt Sie schriftlich dazu auffordert. Die Stadt nennt dabei Betrag und Frist."
)
END: Final = (
    "Beide Seiten können diese Vereinbarung aus wichtigem Grund schriftlich kündigen (§ 60 VwVfG). Ein "
    "wichtiger Grund für die Stadt ist zum Beispiel, dass Sie das Geld anders verwenden, eine Zusage nicht "
    "einhalten oder keinen Nachweis schicken."
)
SIGNING: Final = (
    "Diese Vereinbarung gilt, sobald beide Seiten unterschrieben haben (§ 57 VwVfG). Bitte unterschreiben "
    "Sie und schicken Sie uns ein Exemplar zurück."
)
UNSPENT: Final = (
    "Nicht verbrauchtes Geld zahlen Sie nach der Vereinbarung zurück (§ 62 Satz 2 VwVfG mit dem BGB)"
)
CUT: Final = "Die Ausgabe gehört nicht zu dem, was vereinbart ist (§ 62 Satz 2 VwVfG mit dem BGB)"
NOT_ACHIEVED: Final = (
    "Das Geld wurde nicht für den vereinbarten Zweck verwendet (§ 62 Satz 2 VwVfG mit dem BGB)"
)
NOT_PROVEN: Final = "Die Verwendung ist nicht belegt, wie es vereinbart ist (§ 62 Satz 2 VwVfG mit dem BGB)"
HEARING: Final = "Vor diesem Schreiben konnten Sie uns sagen, was aus Ihrer Sicht dagegen spricht."
INTEREST: Final = (
    "Zahlen Sie bis zu diesem Tag, verlangen wir keine Zinsen. Zahlen Sie später, können wir Verzugszinsen "
    "verlangen (§§ 286, 288 BGB mit § 62 Satz 2 VwVfG)."
)
ASKED_BACK: Final = (
    "In der Vereinbarung haben Sie zugesagt, Geld zurückzuzahlen, das Ihnen nach der Prüfung nicht zusteht. "
    "Öffentliches Geld dürfen wir nur für den vereinbarten Zweck ausgeben. Umstände, aus denen wir auf die "
    "Zahlung verzichten könnten, sind uns nicht bekannt. Zahlen Sie nicht, kann die Stadt die Zahlung vor "
    "Gericht verlangen. Eine Vollstreckung ohne Urteil haben wir nicht vereinbart (§ 61 VwVfG)."
)
GROUND: Final = (
    "In der Vereinbarung haben Sie zugesagt, uns die Verwendung des Geldes nachzuweisen. Den Nachweis haben "
    "wir trotz Erinnerung und Mahnung nicht bekommen. Das ist ein wichtiger Grund für die Kündigung (§ 60 "
    "VwVfG, § 314 BGB mit § 62 Satz 2 VwVfG)."
)
WEIGHED: Final = (
    "Ohne Nachweis können wir nicht prüfen, ob öffentliches Geld für seinen Zweck verwendet ist. Eine Frist "
    "haben wir Ihnen vorher gesetzt, ohne Erfolg. Darum können wir an der Vereinbarung nicht festhalten."
)
CHANGE: Final = (
    "Wir haben Ihren Wunsch gegen den vereinbarten Plan und die Vorgaben der Richtlinie abgewogen. Eine "
    "Vereinbarung ändert sich nur, wenn beide Seiten das schriftlich wollen (§ 57 VwVfG)."
)
WAIVED: Final = (
    "Das Geld einzufordern wäre nach Lage Ihres Falles unbillig. Das wiegt hier schwerer als das Interesse "
    "der Stadt an der Zahlung."
)
RESUMED: Final = (
    "Was für einen Aufschub nötig ist, liegt nicht vor. Darum gilt wieder der Tag, den wir Ihnen zuerst "
    "genannt hatten."
)
DEMANDED: Final = (
    "Ihren Nachweis brauchten wir bis {faellig}. Er fehlt uns immer noch.\n"
    "Bitte schicken Sie ihn spätestens bis {frist}.\n"
    + PROOF
    + "In der Vereinbarung haben Sie diesen Nachweis zugesagt. Kommt er nicht, können wir die Vereinbarung "
    "kündigen und Geld zurückfordern (§ 60 VwVfG, § 314 BGB mit § 62 Satz 2 VwVfG).\n" + HEARD
)
TOO_MUCH: Final = (
    "wir haben Ihre Aktion abgerechnet. Sie haben {betrag} mehr bekommen, als Ihnen nach der Vereinbarung "
    "zusteht:\n"
    "{grund}\n"
    "Dieses Geld möchten wir zurückfordern. " + HEARD + "\n"
    "Bitte zahlen Sie jetzt noch nichts. Wir sehen uns Ihre Antwort an und schreiben Ihnen dann noch einmal."
)
TOO_LATE: Final = (
    "danke für Ihre Rückzahlung. Sie kam nach dem Tag, den wir Ihnen genannt hatten. Für diese Zeit möchten "
    "wir {betrag} Verzugszinsen verlangen (§§ 286, 288 BGB mit § 62 Satz 2 VwVfG).\n" + HEARD + "\n"
    "Bitte zahlen Sie jetzt noch nichts. Wir sehen uns Ihre Antwort an und schreiben Ihnen dann noch einmal."
)
LATE: Final = (
    "Für die Rückzahlung hatten wir Ihnen einen Tag genannt. Das Geld kam später. Für die Zeit danach "
    "verlangen wir Verzugszinsen: fünf Prozentpunkte über dem Basiszinssatz im Jahr (§§ 286, 288 Abs. 1 BGB "
    "mit § 62 Satz 2 VwVfG)."
)
NOT_BEGUN: Final = (
    "in der Vereinbarung haben wir Ihnen {betrag} zugesagt. Die Zeit für den Beginn Ihrer Aktion ist vorbei. "
    "Wir wissen nicht, ob sie begonnen hat. Bitte sagen Sie es uns, mit dem Grund, wenn sie nicht begonnen "
    "hat.\n"
    "Hat sie nicht begonnen, kann die Vereinbarung enden. Dann bekommen Sie dieses Geld nicht.\n" + HEARD
)

AGREEMENT_WORDINGS: tuple[Wording, ...] = (
    Wording(
        "agreement_basis_text",
        "Vereinbarung: Grundlage",
        BASIS,
        AGREEMENT | AFTER_AGREEMENT,
        ("fonds", "richtlinie"),
    ),
    Wording("agreement_repayment_text", "Vereinbarung: Rückzahlung", REPAYMENT, AGREEMENT),
    Wording("agreement_end_text", "Vereinbarung: Kündigung", END, AGREEMENT),
    Wording("agreement_signing_text", "Vereinbarung: Unterschriften", SIGNING, AGREEMENT),
    Wording("agreement_unspent_text", "Vereinbarung: nicht verbraucht", UNSPENT, DEMAND),
    Wording("agreement_cut_text", "Vereinbarung: Beleg nicht anerkannt", CUT, DEMAND),
    Wording("agreement_not_achieved_text", "Vereinbarung: Zweck nicht erreicht", NOT_ACHIEVED, DEMAND),
    Wording("agreement_not_proven_text", "Vereinbarung: Nachweis fehlt", NOT_PROVEN, TERMINATION),
    Wording(
        "agreement_hearing_text",
        "Vereinbarung: Satz zur Anhörung",
        HEARING,
        DEMAND | TERMINATION | EXPIRY | ARREARS,
    ),
    Wording("agreement_interest_text", "Vereinbarung: Zinsen", INTEREST, DEMAND | TERMINATION),
    Wording("agreement_demand_text", "Vereinbarung: warum wir Geld zurückfordern", ASKED_BACK, DEMAND),
    Wording("agreement_ground_text", "Vereinbarung: Grund der Kündigung", GROUND, TERMINATION),
    Wording("agreement_termination_text", "Vereinbarung: Abwägung vor der Kündigung", WEIGHED, TERMINATION),
    Wording("agreement_change_text", "Vereinbarung: Abwägung bei einer Änderung", CHANGE, ADDENDUM),
    Wording("agreement_waiver_text", "Vereinbarung: Abwägung beim Erlass", WAIVED, REMISSION),
    Wording("agreement_recall_text", "Vereinbarung: Ende einer Stundung", RESUMED, RESUMPTION),
    Wording(
        "agreement_mahnung_text",
        "Brief: Mahnung und Anhörung bei einer Vereinbarung",
        DEMANDED,
        placeholders=(*CASE, "faellig", "frist", "nachweis"),
    ),
    Wording(
        "agreement_anhoerung_rueckforderung_text",
        "Brief: Anhörung zur Rückforderung bei einer Vereinbarung",
        TOO_MUCH,
        placeholders=(*CASE, "betrag", "frist", "grund"),
    ),
    Wording("agreement_late_text", "Vereinbarung: warum wir Zinsen verlangen", LATE, ARREARS),
    Wording(
        "agreement_anhoerung_zinsen_text",
        "Brief: Anhörung zu Zinsen bei einer Vereinbarung",
        TOO_LATE,
        placeholders=(*CASE, "betrag", "frist"),
    ),
    Wording(
        "agreement_anhoerung_beginn_text",
        "Brief: Anhörung zum Beginn bei einer Vereinbarung",
        NOT_BEGUN,
        placeholders=(*CASE, "betrag", "frist"),
    ),
)

"""Texts of the notices that differ from fund to fund or need legal choice: defaults and placeholders.

What is here is a default: the office writes another version on the page "Texte des Fonds".
"""

from grants.rules import wording_texts as words
from grants.rules.wordings import (
    AFTER_AGREEMENT,
    AGREEMENT,
    AWARD,
    CHANGE,
    EVERY,
    GRANTING,
    INTEREST,
    LAPSE,
    RECALL,
    REJECTION,
    REPAYMENT,
    REVOCATION,
    WAIVER,
    Wording,
)

SIGNED = EVERY | AFTER_AGREEMENT

NOTICE_WORDINGS: tuple[Wording, ...] = (
    Wording("remedy_text", "Rechtsbehelfsbelehrung", "", EVERY, ("stelle",)),
    Wording(
        "remedy_kind",
        "Rechtsbehelf",
        "action",
        optional_in=EVERY,
        choices=(("action", "Klage"), ("objection", "Widerspruch")),
    ),
    Wording(
        "award_form",
        "Form der Bewilligung",
        "notice",
        optional_in=GRANTING,
        choices=(("notice", "Bescheid"), ("agreement", "Vereinbarung")),
    ),
    Wording("remedy_body", "Stelle für den Rechtsbehelf", optional_in=EVERY),
    Wording(
        "legal_basis_text",
        "Rechtsgrundlage",
        "Grundlage sind die Richtlinie des Fonds, die Haushaltssatzung der Stadt und die §§ 35 ff. "
        "Verwaltungsverfahrensgesetz (VwVfG) in Verbindung mit § 1 VwVfG LSA.",
        EVERY,
        ("fonds", "richtlinie"),
    ),
    Wording(
        "conditions_text",
        "Nebenbestimmungen, eine je Zeile",
        placeholders=("fonds", "nachweis_bis"),
        optional_in=GRANTING,
    ),
    Wording(
        "financing_text", "Satz zur Finanzierungsart", placeholders=("foerdersatz",), optional_in=GRANTING
    ),
    Wording(
        "state_aid_text",
        "Hinweis auf De-minimis-Beihilfe",
        "Diese Zuwendung ist eine De-minimis-Beihilfe nach der Verordnung (EU) 2023/2831. Wir zahlen sie "
        "erst aus, wenn sie im De-minimis-Register steht.",
        optional_in=GRANTING,
    ),
    Wording(
        "acceptance_term_text",
        "Frist für die Annahme",
        "Nehmen Sie die Förderung bis zum {frist} an. Sonst können wir sie beenden.",
        placeholders=("frist",),
        optional_in=GRANTING,
    ),
    Wording(
        "start_term_text",
        "Frist für den Beginn",
        "Beginnen Sie Ihre Aktion bis zum {frist}. Sonst kann die Förderung verfallen. Vorher fragen wir "
        "Sie.",
        placeholders=("frist",),
        optional_in=GRANTING,
    ),
    Wording(
        "proof_text",
        "Was zum Nachweis gehört, eines je Zeile",
        "einen kurzen Bericht: Was haben Sie gemacht, und was hat es gebracht?\n"
        "eine Liste aller Ausgaben mit Datum, Empfänger, Zweck und Betrag,\n"
        "zu jeder Ausgabe den Beleg, als Foto oder Kopie.",
        GRANTING,
    ),
    Wording(
        "revocation_text",
        "Widerrufsvorbehalt",
        "Wir können diesen Bescheid ganz oder teilweise widerrufen, wenn Sie das Geld anders verwenden, wenn "
        "Sie eine Auflage nicht oder nicht rechtzeitig erfüllen oder wenn der Nachweis fehlt (§ 36 Abs. 2 "
        "Nr. 3, § 49 Abs. 3 VwVfG).",
        AWARD,
    ),
    Wording(
        "duty_to_report_text",
        "Mitteilungspflichten, eine je Zeile",
        "wenn Sie Geld aus anderen Quellen beantragen oder bekommen,\n"
        "wenn sich der Zweck, der Ort oder die Zeit der Aktion ändert,\n"
        "wenn die Aktion weniger kostet als geplant oder ausfällt,\n"
        "wenn sich Ihr Name, Ihre Anschrift oder Ihr Konto ändert.",
        GRANTING,
    ),
    Wording(
        "checking_rights_text",
        "Prüfungsrechte",
        "Die Stadt und ihr Rechnungsprüfungsamt, das Landesverwaltungsamt und der Landesrechnungshof "
        "Sachsen-Anhalt dürfen die Verwendung des Geldes prüfen. Sie dürfen Belege einsehen und sich die "
        "Ergebnisse vor Ort zeigen lassen. Bitte geben Sie die nötigen Auskünfte.",
        GRANTING,
    ),
    Wording(
        "repayment_text",
        "Rückzahlung",
        "Geld müssen Sie zurückzahlen, soweit der Bescheid zurückgenommen, widerrufen oder sonst unwirksam "
        "wird (§§ 48, 49 und 49a VwVfG). Das gilt zum Beispiel für Geld, das Sie nicht verbraucht oder nicht "
        "für diese Aktion ausgegeben haben.",
        AWARD,
    ),
    Wording(
        "interest_text",
        "Zinsen",
        "Der Betrag ist mit fünf Prozentpunkten über dem Basiszinssatz im Jahr zu verzinsen (§ 49a Abs. 3 "
        "Satz 1 VwVfG). Haben Sie die Rückzahlung nicht verschuldet und zahlen Sie rechtzeitig, können wir "
        "auf Zinsen verzichten (§ 49a Abs. 3 Satz 2 VwVfG).",
        AWARD,
    ),
    Wording(
        "jury_followed_text",
        "Satz zum Beschluss der Jury",
        "Dieser Empfehlung folgen wir.",
        GRANTING | REJECTION,
    ),
    Wording(
        "discretion_award_text",
        "Ermessen bei der Bewilligung",
        "Auf die Zuwendung besteht kein Rechtsanspruch. Wir haben nach pflichtgemäßem Ermessen entschieden "
        "(§ 40 VwVfG). Für die Förderung sprach, dass die Aktion dem Quartier dient und ohne die Zuwendung "
        "nicht gesichert wäre. Gründe, von der Empfehlung der Jury abzuweichen, gab es nicht.",
        AWARD,
    ),
    Wording(
        "discretion_other_text",
        "Ermessen bei der Bewilligung, wenn nicht die Jury entscheidet",
        "Auf die Zuwendung besteht kein Rechtsanspruch. Wir haben nach pflichtgemäßem Ermessen entschieden "
        "(§ 40 VwVfG). Für die Förderung sprach, dass die Aktion dem Quartier dient und ohne die Zuwendung "
        "nicht gesichert wäre.",
        AWARD,
    ),
    Wording(
        "discretion_rejection_text",
        "Ermessen bei der Ablehnung",
        "Auf eine Zuwendung besteht kein Rechtsanspruch. Wir entscheiden nach pflichtgemäßem Ermessen im "
        "Rahmen der vorhandenen Mittel (§ 40 VwVfG). Dabei haben wir Ihr Interesse an der Förderung gegen "
        "die Vorgaben der Richtlinie und die begrenzten Mittel des Fonds abgewogen. Aus den genannten "
        "Gründen konnten wir Ihren Antrag nicht berücksichtigen.",
        REJECTION,
    ),
    Wording(
        "after_rejection_text",
        "Wie es nach einer Ablehnung weitergeht",
        "Haben Sie eine andere Idee für das Quartier? Sie können jederzeit einen neuen Antrag stellen. Wir "
        "beraten Sie gern vorher.",
        optional_in=REJECTION,
    ),
    Wording(
        "claim_unspent_text",
        "Rechtsgrund: nicht verbraucht",
        "Die Zuwendung deckt nur anerkannte Ausgaben (§ 49 Abs. 3 Satz 1 Nr. 1, § 49a Abs. 1 VwVfG)",
        REPAYMENT,
    ),
    Wording(
        "claim_cut_text",
        "Rechtsgrund: Beleg nicht anerkannt",
        "Die Ausgabe ist nicht zuwendungsfähig (§ 49 Abs. 3 Satz 1 Nr. 1, § 49a Abs. 1 VwVfG)",
        REPAYMENT,
    ),
    Wording(
        "claim_not_achieved_text",
        "Rechtsgrund: Zweck nicht erreicht",
        "Das Geld wurde nicht für den Zweck verwendet (§ 49 Abs. 3 Satz 1 Nr. 1, § 49a Abs. 1 VwVfG)",
        REPAYMENT,
    ),
    Wording(
        "claim_not_proven_text",
        "Rechtsgrund: Nachweis fehlt",
        "Die Verwendung ist nicht nachgewiesen (§ 49 Abs. 3 Satz 1 Nr. 2, § 49a Abs. 1 VwVfG)",
        REVOCATION,
    ),
    Wording(
        "hearing_text",
        "Satz zur Anhörung",
        "Vor dieser Entscheidung konnten Sie sich äußern (§ 28 VwVfG).",
        REPAYMENT | REVOCATION | LAPSE | INTEREST,
    ),
    Wording(
        "no_interest_text",
        "Zinsen bei Zahlung in der Frist",
        "Zahlen Sie bis zu diesem Tag, verlangen wir keine Zinsen (§ 49a Abs. 3 Satz 2 VwVfG). Zahlen Sie "
        "später, ist der Betrag mit fünf Prozentpunkten über dem Basiszinssatz im Jahr zu verzinsen (§ 49a "
        "Abs. 3 Satz 1 VwVfG).",
        REPAYMENT | REVOCATION,
    ),
    Wording(
        "late_text",
        "Warum wir Zinsen verlangen",
        "Die Rückzahlung kam nach dem Ende der Frist. Darum ist der Betrag mit fünf Prozentpunkten über dem "
        "Basiszinssatz im Jahr zu verzinsen (§ 49a Abs. 3 Satz 1 VwVfG). Auf Zinsen verzichten können wir, "
        "wenn Sie die Rückforderung nicht zu vertreten haben und in der Frist zahlen (§ 49a Abs. 3 Satz 2 "
        "VwVfG). Das ist hier nicht so. Andere Umstände, aus denen wir verzichten könnten, sind uns nicht "
        "bekannt.",
        INTEREST,
    ),
    Wording(
        "discretion_repayment_text",
        "Ermessen bei der Rückforderung",
        "Wir haben nach pflichtgemäßem Ermessen entschieden (§ 40 VwVfG). Öffentliches Geld ist sparsam und "
        "nur für den bewilligten Zweck einzusetzen. Dieses Interesse wiegt schwerer als Ihr Interesse, den "
        "Betrag zu behalten. Umstände, aus denen wir auf die Rückzahlung verzichten könnten, sind uns nicht "
        "bekannt.",
        REPAYMENT,
    ),
    Wording(
        "revocation_ground_text",
        "Grund des Widerrufs",
        "Der Bescheid verpflichtet Sie, uns die Verwendung des Geldes nachzuweisen. Den Nachweis haben wir "
        "trotz Erinnerung und Mahnung nicht bekommen. Damit ist eine Auflage nicht erfüllt (§ 49 Abs. 3 "
        "Satz 1 Nr. 2 VwVfG).",
        REVOCATION,
    ),
    Wording(
        "discretion_revocation_text",
        "Ermessen beim Widerruf",
        "Wir haben nach pflichtgemäßem Ermessen entschieden (§ 40 VwVfG). Ohne Nachweis können wir nicht "
        "prüfen, ob öffentliches Geld für seinen Zweck verwendet ist. Ein milderes Mittel als der Widerruf "
        "hat nicht geholfen. Dieses Interesse wiegt schwerer als Ihr Interesse, das Geld zu behalten.",
        REVOCATION,
    ),
    Wording("discretion_change_text", "Ermessen bei einer Änderung", words.DISCRETION_CHANGE, CHANGE),
    Wording("discretion_waiver_text", "Ermessen beim Erlass", words.DISCRETION_WAIVER, WAIVER),
    Wording(
        "discretion_recall_text", "Ermessen bei der Aufhebung einer Stundung", words.DISCRETION_RECALL, RECALL
    ),
    Wording("closing_text", "Grußformel", "Freundliche Grüße\nIm Auftrag", SIGNED, ("stadt", "amt")),
    Wording("signature_text", "Wer unterzeichnet", "{name}", SIGNED | AGREEMENT, ("name", "stadt", "amt")),
    Wording(
        "electronic_text",
        "Hinweis statt Unterschrift",
        "Dieser Bescheid wurde elektronisch erstellt und ist ohne Unterschrift gültig.",
        optional_in=EVERY,
    ),
    Wording(
        "acknowledgement_text",
        "Hinweis auf das Förderprogramm",
        "Gefördert von Bund, Land und Stadt im Programm Sozialer Zusammenhalt der Städtebauförderung.",
        placeholders=("fonds", "stadt"),
        optional_in=GRANTING,
    ),
)

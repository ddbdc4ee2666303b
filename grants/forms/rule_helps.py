"""What a rule of a fund means, beside its input: the unit, and what follows from it.

Rules of the jury say it on the model; a test asks that none is without.
"""

from collections.abc import Mapping
from typing import Final

#: Column of the rules -> one or two sentences in plain German.
RULE_HELPS: Final[Mapping[str, str]] = {
    "cap_per_project_cents": "Mehr kann kein Projekt bekommen. Leer heißt: keine Grenze.",
    "cap_per_applicant_per_year_cents": (
        "So viel bekommt jemand in einem Kalenderjahr höchstens, über alle Projekte. "
        "Leer heißt: keine Grenze."
    ),
    "financing": "Danach rechnet die Prüfung des Nachweises aus, wie viel Geld der Person zusteht.",
    "rate_percent": ("In Prozent der zuwendungsfähigen Kosten. 100 heißt: Der Fonds kann alles bezahlen."),
    "proof_days": "So viele Tage nach dem Ende der Aktion ist der Nachweis fällig. Danach wird erinnert.",
    "max_advance_percent": "In Prozent der Bewilligung. 0 heißt: Geld gibt es erst nach dem Nachweis.",
    "acceptance_days": (
        "So viele Tage nach der Bekanntgabe des Bescheids muss die Annahme da sein. Danach kann die Stadt "
        "die Bewilligung beenden. Leer heißt: ohne Frist."
    ),
    "start_within_months": (
        "So viele Monate nach dem Bescheid muss die Aktion begonnen haben. Danach kann die Stadt die "
        "Bewilligung beenden. Leer heißt: ohne Frist."
    ),
    "binding_years": (
        "So viele Jahre muss Gekauftes dem Zweck dienen. Das Büro fragt jedes Jahr nach. "
        "Leer heißt: gar nicht."
    ),
    "retention_years": "Jahre nach dem Ende des Falls. Danach kann die Stadt die Löschung vorschlagen.",
    "retention_years_unfunded": (
        "Jahre nach dem Ende, für abgelehnte, zurückgezogene und eingestellte Anträge."
    ),
    "retention_years_reports": (
        "Jahre nach dem Ende des Jahres, in dem ein Bericht bestellt wurde. "
        "Danach kann die Stadt vorschlagen, seine Dateien zu löschen."
    ),
    "question_days": "Diese Zahl von Tagen schlägt das Programm vor, wenn Sie etwas nachfordern.",
    "jury_members": "Zahl der Plätze in der Jury.",
    "jury_quorum": (
        "So viele Mitglieder müssen bei einem Antrag da und nicht befangen sein. "
        "Sonst gibt es keinen Beschluss."
    ),
    "tie": "Das gilt, wenn gleich viele mit Ja und mit Nein stimmen.",
    "ballot": "Bei „offen“ steht im Protokoll, wer wie gestimmt hat.",
    "posting": "So gehen Bescheide hinaus, wenn die Person nichts anderes gewählt hat.",
    "deemed_known": (
        "Fällt die Bekanntgabe eines Bescheids auf ein Wochenende oder einen Feiertag: bleibt der Tag, oder "
        "gilt der nächste Werktag? Davon hängt die Frist für den Rechtsbehelf ab."
    ),
    "interest_from_cents": (
        "Kommt Geld zu spät zurück, prüft die Stadt Zinsen ab diesem Betrag. Weniger wird nicht erhoben. "
        "Leer heißt: nie."
    ),
    "price_comparison_from_cents": (
        "Gilt für jede Kostenzeile. Ab diesem Betrag fragt der Antrag nach Angeboten, und das Büro zählt sie "
        "bei der Prüfung. Leer heißt: nie."
    ),
    "price_offers": "So viele Angebote braucht eine solche Zeile. Weniger reichen nur mit einem Grund.",
    "land": "Zwei Buchstaben, zum Beispiel ST für Sachsen-Anhalt. Danach richten sich die Feiertage.",
    "profile": "Ob eine zweite Person alles freigibt und bestätigt, oder nur Bescheide über einem Betrag.",
    "second_person_above_cents": "Nur für die kleine Stadt: Bis zu diesem Betrag genügt eine Person.",
    "guideline_name": "So nennen Bescheide die Richtlinie. Zum Beispiel: Richtlinie zur Aktionskasse",
    "fields_of_action_text": "Das Büro wählt bei der Prüfung eines davon. Leer heißt: Es gibt keine Auswahl.",
}

"""The letters of the outbox: which ones there are, and the wordings that their bodies begin with.

A line is a paragraph; lines that begin with "- " are a list. The office may change a body before it is sent.
What is here is a default, as in `notice_wordings`. Each letter has its file in `reports/catalog`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grants.rules.wordings import Wording


@dataclass(frozen=True)
class LetterKind:
    """One letter: its slug in the catalog, its German name, its line of subject, which may hold {antrag}."""

    slug: str
    title: str
    subject: str

    @property
    def wording(self) -> str:
        """The name of the text that its body begins with."""
        return f"{self.slug.replace('-', '_')}_text"


LETTER_KINDS: Mapping[str, LetterKind] = {
    kind.slug: kind
    for kind in (
        LetterKind("nachforderung", "Nachforderung", "Eine Frage zu Ihrem Antrag „{antrag}“"),
        LetterKind("fristverlaengerung", "Fristverlängerung", "Mehr Zeit für Ihre Antwort zu „{antrag}“"),
        LetterKind("vertagung", "Vertagung", "Die Jury spricht noch einmal über „{antrag}“"),
        LetterKind("auszahlungsmitteilung", "Auszahlungsmitteilung", "Geld für „{antrag}“"),
        LetterKind("neues-konto", "Neues Konto", "Ein anderes Konto für „{antrag}“"),
        LetterKind("schlussmitteilung", "Schlussmitteilung", "Wir haben Ihre Belege zu „{antrag}“ geprüft"),
        LetterKind("abschluss", "Abschluss", "„{antrag}“ ist abgeschlossen"),
        LetterKind(
            "nachforderung-erinnerung",
            "Erinnerung an die Nachforderung",
            "Erinnerung: Unsere Frage zu Ihrem Antrag „{antrag}“",
        ),
        LetterKind(
            "nachweis-aufforderung",
            "Aufforderung zum Nachweis",
            "Bitte schicken Sie uns den Nachweis zu „{antrag}“",
        ),
        LetterKind("nachweis-erinnerung", "Erinnerung an den Nachweis", "Ihr Nachweis zu „{antrag}“ fehlt"),
        LetterKind(
            "nachweis-mahnung", "Mahnung und Anhörung", "Mahnung: Ihr Nachweis zu „{antrag}“ fehlt immer noch"
        ),
        LetterKind(
            "nachweis-verlaengerung", "Mehr Zeit für den Nachweis", "Mehr Zeit für den Nachweis zu „{antrag}“"
        ),
        LetterKind(
            "nachweis-nachforderung", "Nachforderung zum Nachweis", "Eine Frage zum Nachweis für „{antrag}“"
        ),
        LetterKind(
            "nachweis-nachforderung-erinnerung",
            "Erinnerung an die Nachforderung zum Nachweis",
            "Erinnerung: Unsere Frage zum Nachweis für „{antrag}“",
        ),
        LetterKind(
            "anhoerung-rueckforderung",
            "Anhörung zur Rückforderung",
            "Bitte sagen Sie uns Ihre Meinung zu „{antrag}“",
        ),
        LetterKind(
            "anhoerung-zinsen", "Anhörung zu Zinsen", "Bitte sagen Sie uns Ihre Meinung zu „{antrag}“"
        ),
        LetterKind("anhoerung-beginn", "Anhörung zum Beginn", "Hat „{antrag}“ begonnen?"),
        LetterKind(
            "vorzeitiger-beginn",
            "Vorzeitiger Maßnahmenbeginn",
            "Sie dürfen mit „{antrag}“ früher anfangen",
        ),
        LetterKind(
            "vorzeitiger-beginn-abgelehnt",
            "Vorzeitiger Maßnahmenbeginn (Ablehnung)",
            "Bitte fangen Sie mit „{antrag}“ noch nicht an",
        ),
    )
}

#: What every letter can name, beside the words of its own.
CASE = ("antrag", "aktenzeichen", "fonds", "stadt", "amt", "richtlinie")
_ANSWER = (
    "So können Sie antworten:\n"
    "- auf der Seite „Mein Antrag“,\n"
    "- mit einem Brief an uns,\n"
    "- am Telefon oder bei uns im Büro.\n"
)
_MORE_TIME = "Brauchen Sie mehr Zeit? Dann sagen Sie es uns bitte vor diesem Tag."
HEARD = "Bis {frist} können Sie uns schreiben oder sagen, was aus Ihrer Sicht dagegen spricht."
PROOF = (
    "Wir brauchen von Ihnen:\n"
    "{nachweis}\n"
    "Am einfachsten geht es auf der Seite „Mein Antrag“. Sie können die Belege auch mit der Post schicken "
    "oder ins Büro bringen.\n"
)

LETTER_WORDINGS: tuple[Wording, ...] = (
    Wording(
        "letter_electronic_text",
        "Hinweis statt Unterschrift auf Briefen",
        "Dieses Schreiben wurde elektronisch erstellt und ist ohne Unterschrift gültig.",
    ),
    Wording(
        "nachforderung_text",
        "Brief: Nachforderung",
        "vielen Dank für Ihren Antrag. Wir können ihn noch nicht weiter bearbeiten. Wir fragen Sie:\n"
        "{frage}\n"
        "Bitte antworten Sie bis {frist}.\n" + _ANSWER + _MORE_TIME,
        placeholders=(*CASE, "frage", "frist"),
    ),
    Wording(
        "nachforderung_erinnerung_text",
        "Brief: Erinnerung an die Nachforderung",
        "am {gefragt} haben wir Sie gefragt:\n"
        "{frage}\n"
        "Ihre Antwort ist noch nicht da. Bitte antworten Sie jetzt bis {frist}.\n"
        + _ANSWER
        + _MORE_TIME
        + "\n"
        "Kommt bis dahin keine Antwort, können wir Ihren Antrag einstellen. Danach können Sie einen neuen "
        "stellen.",
        placeholders=(*CASE, "frage", "gefragt", "frist"),
    ),
    Wording(
        "fristverlaengerung_text",
        "Brief: Fristverlängerung",
        "am {gefragt} haben wir Sie gefragt:\n"
        "{frage}\n"
        "Sie haben jetzt mehr Zeit. Bitte antworten Sie bis {frist}.\n" + _ANSWER + _MORE_TIME,
        placeholders=(*CASE, "frage", "gefragt", "frist"),
    ),
    Wording(
        "nachweis_aufforderung_text",
        "Brief: Aufforderung zum Nachweis",
        "Ihre Aktion ging bis {ende}. Jetzt brauchen wir den Nachweis, wofür das Geld ausgegeben ist.\n"
        "Bitte schicken Sie ihn bis {frist}.\n"
        + PROOF
        + "Schaffen Sie es nicht bis dahin? Dann sagen Sie es uns bitte vorher.",
        placeholders=(*CASE, "ende", "frist", "nachweis"),
    ),
    Wording(
        "nachweis_erinnerung_text",
        "Brief: Erinnerung an den Nachweis",
        "Ihren Nachweis brauchten wir bis {faellig}. Er ist noch nicht da. Vielleicht haben Sie es nur "
        "vergessen.\n"
        "Bitte schicken Sie ihn jetzt bis {frist}.\n"
        + PROOF
        + "Haben Sie Schwierigkeiten damit? Wir helfen gern.",
        placeholders=(*CASE, "faellig", "frist", "nachweis"),
    ),
    Wording(
        "nachweis_mahnung_text",
        "Brief: Mahnung und Anhörung",
        "Ihren Nachweis brauchten wir bis {faellig}. Er fehlt uns immer noch.\n"
        "Bitte schicken Sie ihn spätestens bis {frist}.\n"
        + PROOF
        + "Der Bescheid verpflichtet Sie zu diesem Nachweis. Kommt er nicht, können wir den Bescheid "
        "ganz oder teilweise widerrufen und Geld zurückfordern (§ 49 Abs. 3, § 49a VwVfG).\n"
        "Vorher hören wir Sie an (§ 28 VwVfG). " + HEARD,
        placeholders=(*CASE, "faellig", "frist", "nachweis"),
    ),
    Wording(
        "nachweis_verlaengerung_text",
        "Brief: Mehr Zeit für den Nachweis",
        "Sie haben mehr Zeit für den Nachweis. Bitte schicken Sie ihn jetzt bis {frist}.\n"
        + PROOF
        + _MORE_TIME,
        placeholders=(*CASE, "frist", "nachweis"),
    ),
    Wording(
        "nachweis_nachforderung_text",
        "Brief: Nachforderung zum Nachweis",
        "vielen Dank für Ihren Nachweis. Wir können ihn noch nicht fertig prüfen. Wir fragen Sie:\n"
        "{frage}\n"
        "Bitte antworten Sie bis {frist}.\n" + _ANSWER + _MORE_TIME,
        placeholders=(*CASE, "frage", "frist"),
    ),
    Wording(
        "nachweis_nachforderung_erinnerung_text",
        "Brief: Erinnerung an die Nachforderung zum Nachweis",
        "am {gefragt} haben wir Sie zu Ihrem Nachweis gefragt:\n"
        "{frage}\n"
        "Ihre Antwort ist noch nicht da. Bitte antworten Sie jetzt bis {frist}.\n" + _ANSWER + _MORE_TIME,
        placeholders=(*CASE, "frage", "gefragt", "frist"),
    ),
    Wording(
        "anhoerung_rueckforderung_text",
        "Brief: Anhörung zur Rückforderung",
        "wir haben Ihre Aktion abgerechnet. Sie haben {betrag} mehr bekommen, als Ihnen zusteht:\n"
        "{grund}\n"
        "Dieses Geld möchten wir zurückfordern. Vorher hören wir Sie an (§ 28 VwVfG). " + HEARD + "\n"
        "Bitte zahlen Sie jetzt noch nichts. Wir entscheiden danach und schreiben Ihnen dann einen Bescheid.",
        placeholders=(*CASE, "betrag", "frist", "grund"),
    ),
    Wording(
        "anhoerung_zinsen_text",
        "Brief: Anhörung zu Zinsen",
        "danke für Ihre Rückzahlung. Sie kam nach dem Ende der Frist. Für diese Zeit möchten wir {betrag} "
        "Zinsen verlangen (§ 49a Abs. 3 VwVfG).\n"
        "Vorher hören wir Sie an (§ 28 VwVfG). " + HEARD + "\n"
        "Bitte zahlen Sie jetzt noch nichts. Wir entscheiden danach und schreiben Ihnen dann einen Bescheid.",
        placeholders=(*CASE, "betrag", "frist"),
    ),
    Wording(
        "anhoerung_beginn_text",
        "Brief: Anhörung zum Beginn",
        "wir haben Ihnen {betrag} bewilligt. Die Zeit für den Beginn Ihrer Aktion ist vorbei. Wir wissen "
        "nicht, ob sie begonnen hat. Bitte sagen Sie es uns, mit dem Grund, wenn sie nicht begonnen hat.\n"
        "Hat sie nicht begonnen, kann die Förderung verfallen. Dann bekommen Sie dieses Geld nicht.\n"
        "Vorher hören wir Sie an (§ 28 VwVfG). " + HEARD,
        placeholders=(*CASE, "betrag", "frist"),
    ),
    Wording(
        "vorzeitiger_beginn_text",
        "Brief: Vorzeitiger Maßnahmenbeginn",
        "Sie haben uns gefragt, ob Sie früher anfangen dürfen. Das dürfen Sie: ab {beginn}.\n"
        "Das ist keine Zusage für Geld. Über Ihren Antrag ist noch nicht entschieden. Sie fangen auf eigenes "
        "Risiko an: Sagt die Jury Nein, oder bekommen Sie weniger, bezahlen Sie alles oder den Rest selbst.\n"
        "Bekommen Sie Geld, dann zählen auch Belege von diesem Tag an. Heben Sie alle Belege auf.\n"
        "Der Grund für unsere Entscheidung:\n"
        "{grund}",
        placeholders=("antrag", "aktenzeichen", "fonds", "stadt", "amt", "beginn", "grund"),
    ),
    Wording(
        "vorzeitiger_beginn_abgelehnt_text",
        "Brief: Vorzeitiger Maßnahmenbeginn, Ablehnung",
        "Sie haben uns gefragt, ob Sie früher anfangen dürfen. Das können wir leider nicht erlauben.\n"
        "Kaufen und bestellen Sie bitte nichts, bis wir Ihnen Geld zugesagt haben. Was Sie vorher kaufen, "
        "können wir nicht bezahlen. Ihr Antrag läuft weiter.\n"
        "Der Grund für unsere Entscheidung:\n"
        "{grund}",
        placeholders=("antrag", "aktenzeichen", "fonds", "stadt", "amt", "grund"),
    ),
    Wording(
        "vertagung_text",
        "Brief: Vertagung",
        "die Jury hat am {sitzung} über Ihren Antrag gesprochen. Eine Entscheidung gibt es noch nicht.\n"
        "Der Grund:\n"
        "{grund}\n"
        "Das ist keine Ablehnung. Die Jury spricht noch einmal darüber. Wann, steht auf der Seite „Mein "
        "Antrag“.\n"
        "Bitte kaufen und bestellen Sie noch nichts.",
        placeholders=(*CASE, "sitzung", "grund"),
    ),
    Wording(
        "auszahlungsmitteilung_text",
        "Brief: Auszahlungsmitteilung",
        "wir haben Ihnen am {tag} {betrag} überwiesen.\n"
        "Das Geld geht an das Konto von {inhaber}: {iban}.\n"
        "Auf dem Kontoauszug steht Ihr Aktenzeichen {aktenzeichen}.\n"
        "Ist das Geld nach einer Woche nicht da? Dann rufen Sie uns bitte an.",
        placeholders=(*CASE, "tag", "betrag", "inhaber", "iban"),
    ),
    Wording(
        "neues_konto_text",
        "Brief: Neues Konto",
        "am {eingang} kam ein Blatt mit Ihrer Unterschrift. Danach gilt für Ihr Geld jetzt ein anderes "
        "Konto: das von {inhaber}, {iban}.\n"
        "Haben Sie uns das geschrieben? Dann müssen Sie nichts tun.\n"
        "Waren Sie das nicht? Dann rufen Sie uns bitte gleich an.",
        placeholders=(*CASE, "eingang", "inhaber", "iban"),
    ),
    Wording(
        "schlussmitteilung_text",
        "Brief: Schlussmitteilung",
        "vielen Dank für Ihre Belege. Wir haben sie geprüft.\n"
        "Ihnen stehen {anspruch} zu. {folge}\n"
        "So haben wir gerechnet:",
        placeholders=(*CASE, "anspruch", "folge"),
    ),
    Wording(
        "abschluss_text",
        "Brief: Abschluss",
        "Ihre Aktion ist abgerechnet. Bezahlt haben wir insgesamt {bezahlt}. Es ist nichts mehr offen.\n"
        "Bitte heben Sie Ihre Belege noch fünf Jahre auf. So lange dürfen wir sie noch einmal sehen.\n"
        "Danke für Ihren Einsatz im Quartier.",
        placeholders=(*CASE, "bezahlt"),
    ),
)

"""Every text that a fund may word in its own way, in one list, and what must hold before one is used.

A text may hold placeholders in braces, {so}; which ones stands with the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grants.rules.agreement_wordings import AGREEMENT_WORDINGS
from grants.rules.award_forms import BY_AGREEMENT
from grants.rules.findings import Finding, blocker
from grants.rules.letter_wordings import LETTER_KINDS, LETTER_WORDINGS
from grants.rules.notice_wordings import NOTICE_WORDINGS
from grants.rules.wordings import PLACEHOLDER, NoticeName, Wording

WORDINGS: tuple[Wording, ...] = NOTICE_WORDINGS + AGREEMENT_WORDINGS + LETTER_WORDINGS
SOURCE = "§§ 37, 39 VwVfG"
# What fund and rules put into the letters, and how a sentence names the box where it is entered.
FILLINGS: Mapping[str, str] = {
    "fonds": "Name",
    "stadt": "Stadt",
    "amt": "Amt",
    "richtlinie": "Richtlinie",
    "stelle": "Stelle für den Rechtsbehelf",
}
BY_NAME: Mapping[str, Wording] = {wording.name: wording for wording in WORDINGS}
# What a placeholder stands for, with an example.
MEANINGS: Mapping[str, tuple[str, str]] = {
    "fonds": ("Name des Fonds", "Aktionskasse Musterquartier"),
    "stadt": ("Name der Stadt", "Musterstadt"),
    "amt": ("Name des Amtes", "Amt für Stadtentwicklung"),
    "richtlinie": ("Name der Richtlinie", "Richtlinie zur Aktionskasse"),
    "stelle": ("Stelle für den Rechtsbehelf, mit Anschrift", "Verwaltungsgericht Musterstadt"),
    "name": ("Wer den Brief freigibt", "Erika Muster"),
    "nachweis_bis": ("Tag, bis zu dem der Nachweis da sein muss", "30. Juni 2027"),
    "foerdersatz": ("Fördersatz in Prozent", "50"),
    "antrag": ("Titel des Antrags", "Sommerfest im Musterhof"),
    "aktenzeichen": ("Aktenzeichen", "LT-2027-0042"),
    "beginn": ("Tag, ab dem der Anfang erlaubt ist", "1. März 2027"),
    "grund": ("Begründung der Entscheidung", "Die Stauden müssen vor dem Sommer in die Erde."),
    "frage": ("Ihre Frage", "Wem gehört der Hof?"),
    "gefragt": ("Tag, an dem Sie gefragt haben", "1. Juni 2027"),
    "frist": ("Tag, bis zu dem die Antwort da sein soll", "30. Juni 2027"),
    "ende": ("Tag, an dem die Aktion endet", "31. Mai 2027"),
    "faellig": ("Tag, an dem der Nachweis fällig war", "30. Juni 2027"),
    "nachweis": ("Was zum Nachweis gehört, eines je Zeile", "- eine Liste aller Ausgaben"),
    "sitzung": ("Tag der Jurysitzung", "1. Juni 2027"),
    "eingang": ("Tag, an dem das unterschriebene Blatt kam", "1. Juni 2027"),
    "tag": ("Tag der Überweisung", "1. Juni 2027"),
    "betrag": ("Der Betrag, um den es geht", "400,00 Euro"),
    "inhaber": ("Wem das Konto gehört", "Erika Muster"),
    "iban": ("IBAN, zum Teil verdeckt", "DE02 … 2051"),
    "anspruch": ("Betrag, der nach der Prüfung zusteht", "380,00 Euro"),
    "folge": ("Was daraus folgt", "Sie bekommen noch 80,00 Euro."),
    "bezahlt": ("Alles, was bezahlt wurde", "380,00 Euro"),
}
# What a letter is sent for: where the default says it, every other wording must.
MUST_STAY = frozenset({"frist", "frage", "beginn", "betrag", "anspruch"})
_LETTERS = frozenset(
    text for kind in LETTER_KINDS.values() for text in (kind.wording, BY_AGREEMENT.text(kind.wording))
)
# The remedy is one decision in three texts: they are written together.
REMEDY_TEXTS = ("remedy_text", "remedy_kind", "remedy_body")


def edited_with(name: str) -> tuple[str, ...]:
    """The texts that stand on one page with this one; the first gives the page its name."""
    return REMEDY_TEXTS if name in REMEDY_TEXTS else (name,)


def placeholder_meaning(word: str) -> tuple[str, str]:
    """What a placeholder stands for, and an example; one that nobody has explained stands for itself."""
    return MEANINGS.get(word, (word.replace("_", " ").capitalize(), word))


def check_text(name: str, text: str) -> tuple[Finding, ...]:
    """One of the choices if there are any; only placeholders that the letter can fill, braces in pairs; what
    a letter is sent for stays in it.

    Source: `SOURCE`; a letter must not leave the house with a hole. Does not judge the words.
    """
    wording = BY_NAME[name]
    if wording.choices and text not in dict(wording.choices):
        words = ", ".join(f"„{label}“" for _value, label in wording.choices)
        return (blocker("wording.choice", f"Wählen Sie bei „{wording.label}“: {words}.", SOURCE, name),)
    unknown = [word for word in PLACEHOLDER.findall(text) if word not in wording.placeholders]
    named = ", ".join(f"{{{each}}}" for each in wording.placeholders)
    allowed = f"Erlaubt sind: {named}." if named else "In diesem Text sind keine Platzhalter erlaubt."
    if unknown:
        words = f"Den Platzhalter {{{unknown[0]}}} gibt es im Text „{wording.label}“ nicht. {allowed}"
        return (blocker("wording.placeholder", words, SOURCE, name),)
    if {"{", "}"} & set(PLACEHOLDER.sub("", text)):
        words = f"Im Text „{wording.label}“ ist eine geschweifte Klammer zu viel. {allowed}"
        return (blocker("wording.brace", words, SOURCE, name),)
    return tuple(_left_out(wording, text))


def _left_out(wording: Wording, text: str) -> Iterator[Finding]:
    """A letter without its text or its term would go out all the same, and demand nothing."""
    if wording.name in _LETTERS and not text.strip():
        words = f"Der Brief braucht einen Text. Schreiben Sie „{wording.label}“, oder nehmen Sie die Vorgabe."
        yield blocker("wording.empty", words, SOURCE, wording.name)
        return
    for word in dict.fromkeys(PLACEHOLDER.findall(wording.default)):
        if word in MUST_STAY and f"{{{word}}}" not in text:
            meaning = placeholder_meaning(word)[0]
            words = f"Im Text „{wording.label}“ fehlt {{{word}}} ({meaning}). Setzen Sie den Platzhalter ein."
            yield blocker("wording.left_out", words, SOURCE, wording.name)


def check_remedy(texts: Mapping[str, str]) -> tuple[Finding, ...]:
    """The instruction names the remedy that the pages offer.

    Source: § 37 VI VwVfG, handbook README 18. Does not judge an empty one: no notice goes out with it.
    """
    remedy, text = dict(BY_NAME["remedy_kind"].choices)[texts["remedy_kind"]], texts["remedy_text"]
    if not text.strip() or remedy in text:
        return ()
    words = f"Die Belehrung nennt „{remedy}“ nicht. Ändern Sie den Text, oder wählen Sie den anderen Weg."
    return (blocker("wording.remedy", words, "§ 37 VwVfG", "remedy_text"),)


def check_complete(
    texts: Mapping[str, str], fillings: Mapping[str, str], notice: NoticeName
) -> tuple[Finding, ...]:
    """Every text that this notice needs is there, and what it puts into their braces.

    Source: §§ 37, 39 VwVfG; without the instruction on remedies, or the body to turn to, the remedy stays
    open for a year (§ 58 II VwGO). `fillings` are the words of fund and rules. Does not judge the words.
    """
    missing = [each for each in WORDINGS if notice in each.needed_by and not texts[each.name].strip()]
    return (
        *(
            blocker(
                "notice.no_remedy" if each.name == "remedy_text" else "notice.text_missing",
                f"In den Texten des Fonds fehlt der Text „{each.label}“. Tragen Sie ihn ein.",
                "§ 58 VwGO" if each.name == "remedy_text" else SOURCE,
            )
            for each in missing
        ),
        *_holes(texts, fillings, notice),
    )


def _holes(texts: Mapping[str, str], fillings: Mapping[str, str], notice: NoticeName) -> Iterator[Finding]:
    for each in WORDINGS:
        if notice not in each.needed_by | each.optional_in:
            continue
        for word in dict.fromkeys(PLACEHOLDER.findall(texts[each.name])):
            if word in FILLINGS and not fillings[word].strip():
                yield blocker(
                    "notice.hole",
                    f"Im Text „{each.label}“ steht {{{word}}}, aber beim Fonds fehlt die Angabe "
                    f"„{FILLINGS[word]}“. Tragen Sie sie ein.",
                    SOURCE,
                )

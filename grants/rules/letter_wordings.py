"""The letters of the outbox: which ones there are, and the wordings that their bodies begin with.

A line is a paragraph; lines that begin with "- " are a list. The office may change a body before it is sent.
What is here is a default, as in `notice_wordings`. Each letter has its file in `reports/catalog`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grants.rules.wordings import Wording

SOURCE = "Handbuch 5.6"


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
    for kind in (LetterKind("nachforderung", "Nachforderung", "Eine Frage zu Ihrem Antrag „{antrag}“"),)
}

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
        "Bitte antworten Sie bis {frist}.\n"
        "So können Sie antworten:\n"
        "- auf der Seite „Mein Antrag“,\n"
        "- mit einem Brief an uns,\n"
        "- am Telefon oder bei uns im Büro.\n"
        "Brauchen Sie mehr Zeit? Dann sagen Sie es uns bitte vor diesem Tag.",
        placeholders=("antrag", "aktenzeichen", "fonds", "stadt", "amt", "frage", "frist"),
    ),
)

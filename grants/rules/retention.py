"""How long a case is kept (Löschkonzept, DIN 66398; domain handbook 4.2, 4.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RetentionClass:
    """Löschklasse (DIN 66398): a kind of data, from when its period counts, and what goes after it.

    `years_field` names the rule of the fund that says how many years.
    """

    label: str
    begins: str
    years_field: str
    goes: str
    source: str


CLASSES = (
    RetentionClass(
        "Bewilligte Fälle: Antrag, Bescheid, Zahlung, Belege",
        "Ende des Kalenderjahres, in dem der Fall endete",
        "retention_years",
        "Personen, Texte, Konten, Dateien; Beträge, Buchungen und Protokoll bleiben",
        "Haushaltsrecht der Gemeinde; Handbuch 4.2",
    ),
    RetentionClass(
        "Abgelehnte und zurückgezogene Anträge",
        "Ende des Kalenderjahres, in dem der Fall endete",
        "retention_years_unfunded",
        "Personen, Texte, Dateien; Beträge und Protokoll bleiben",
        "Löschkonzept; Handbuch 4.4",
    ),
    RetentionClass(
        "Berichte über einen Fonds",
        "Ende des Kalenderjahres, in dem der Bericht bestellt wurde",
        "retention_years_reports",
        "die Dateien; Nummer, Angaben und Prüfsummen bleiben",
        "Haushaltsrecht der Gemeinde; Handbuch 4.2",
    ),
)


def deletable_from(ended_on: date, years: int) -> date:
    """A case is kept for the fund's number of full calendar years after the one in which it ended.

    Source: domain handbook 4.2 (from 1 January after the end), the city's own periods. -> The first day on
    which it may be deleted. Does not know of holds, nor of the Land's final account.
    """
    return date(ended_on.year + years + 1, 1, 1)

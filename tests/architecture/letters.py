"""The catalogue of papers (domain handbook 5.6): what brings each about, who signs, who reads it."""

from collections.abc import Mapping

from grants.rules.award_forms import BY_AGREEMENT
from grants.rules.letter_wordings import LETTER_KINDS
from grants.selectors import receipt_sheets, session_papers
from grants.services import data_copies
from grants.services.letter_occasions import OCCASIONS
from reports.catalog import CATALOG
from reports.triggers import TRIGGERS
from tests.architecture.glossary import MACHINES

#: Every letter that the handbook names, in its order, and the documents that are this letter here.
NAMED: Mapping[str, tuple[str, ...]] = {
    "Eingangsbestätigung": ("eingangsbestaetigung",),
    "Nachforderung": ("nachforderung",),
    "Erinnerung Nachforderung": ("nachforderung-erinnerung",),
    "Einstellung": ("einstellungsmitteilung",),
    "Einladung Sitzung": ("einladung-sitzung",),
    "Vertagung": ("vertagung",),
    "Bewilligungsbescheid": ("bewilligungsbescheid", "foerdervereinbarung"),
    "Ablehnungsbescheid": ("ablehnungsbescheid",),
    "Einverständnis/Rechtsbehelfsverzicht": ("einverstaendnis",),
    "Auszahlungsmitteilung": ("auszahlungsmitteilung",),
    "Änderungsbescheid": ("aenderungsbescheid",),
    "Verlängerung": ("verlaengerungsbescheid",),
    "VN-Aufforderung": ("nachweis-aufforderung",),
    "Erinnerung": ("nachweis-erinnerung",),
    "Mahnung/Anhörung": ("nachweis-mahnung",),
    "VN-Nachforderung": ("nachweis-nachforderung", "nachweis-nachforderung-erinnerung"),
    "Schlussmitteilung": ("schlussmitteilung",),
    "Teilwiderruf/Erstattungsbescheid": ("erstattungsbescheid", "widerrufsbescheid"),
    "Zinsbescheid": ("zinsbescheid",),
    "Stundung": ("stundungsbescheid",),
    "Abschluss": ("abschluss",),
    "Datenauskunft": ("datenauskunft",),
    "Löschnachweis": ("loeschnachweis",),
}
#: Papers of a case that the handbook's list does not name.
BEYOND = (
    "anhoerung-beginn",
    "anhoerung-rueckforderung",
    "anhoerung-zinsen",
    "beendigungsmitteilung",
    "belegblatt",
    "erlassbescheid",
    "fristverlaengerung",
    "nachweis-verlaengerung",
    "neues-konto",
    "niederschlagungsvermerk",
    "stundung-aufgehoben",
    "verfallsmitteilung",
    "vorzeitiger-beginn",
    "vorzeitiger-beginn-abgelehnt",
)
#: What no edge brings about: the name by which a service orders it, and when.
ASKED_FOR: Mapping[str, str] = {
    data_copies.SLUG: "Die Person fragt nach ihren Daten",
    receipt_sheets.SLUG: "Die Person oder das Büro fragt nach dem Blatt",
    "vorzeitiger-beginn": "Das Büro erlaubt den frühen Beginn",
    "vorzeitiger-beginn-abgelehnt": "Das Büro lehnt den frühen Beginn ab",
    session_papers.INVITATION: "Das Büro sendet die Einladung",
}
#: Steps that walk no edge: of a question, of a claim that is drafted.
NO_EDGES: Mapping[str, str] = {
    "confirm_account_sheet": "Eine zweite Person bestätigt ein Konto vom unterschriebenen Blatt",
    "hear": "Das Büro entwirft die Rückforderung oder verlängert die Anhörung",
    "hear_about_interest": "Das Büro entwirft Zinsen oder verlängert die Anhörung",
    "remind_of_question": "Das Büro erinnert",
    "extend_term": "Das Büro gibt mehr Zeit",
}
#: Signed by two persons: one has drafted it, the other has released it.
BY_TWO = frozenset(
    {
        "ablehnungsbescheid",
        "aenderungsbescheid",
        "bewilligungsbescheid",
        "erlassbescheid",
        "erstattungsbescheid",
        "foerdervereinbarung",
        "loeschnachweis",
        "niederschlagungsvermerk",
        "stundung-aufgehoben",
        "verfallsmitteilung",
        "verlaengerungsbescheid",
        "widerrufsbescheid",
        "zinsbescheid",
    }
)
#: No person of the office stands behind the step: the office as such signs.
BY_THE_OFFICE = frozenset(
    {"beendigungsmitteilung", "datenauskunft", "eingangsbestaetigung", "einladung-sitzung"}
)
BY_THE_PERSON = frozenset({"einverstaendnis"})
UNSIGNED = frozenset({"belegblatt"})
READERS = {"applicant": "die Person, das Büro", "office": "nur das Büro"}


def causes(slug: str) -> list[str]:
    """The steps that bring this document about, in the words of their buttons."""
    steps = [key for key, rows in TRIGGERS.items() if slug in {row.slug for row in rows}]
    steps += [key for key, occasion in OCCASIONS.items() if occasion.kind == slug]
    asked = [ASKED_FOR[slug]] if slug in ASKED_FOR else []
    return [f"{_label(*step)} (`{step[0]}.{step[1]}`)" for step in steps] + asked


def _label(machine: str, action: str) -> str:
    model = next(each for each in MACHINES if each.machine == machine)
    edges = model._meta.get_field("state").get_all_transitions(model)
    labels = [edge.custom["info"].label for edge in edges if edge.name == action]
    return str(labels[0]) if labels else NO_EDGES[action]


def signer(slug: str) -> str:
    """Who answers for the words."""
    if slug in BY_TWO:
        return "wer freigibt; entworfen von einer anderen Person"
    if slug in BY_THE_PERSON:
        return "die Person"
    if slug in UNSIGNED:
        return "niemand"
    if slug in LETTER_KINDS:
        return "wer ihn aus dem Ausgang sendet"
    return "das Amt" if slug in BY_THE_OFFICE else "wer den Schritt geht"


def _readers(slug: str) -> str:
    if slug == session_papers.INVITATION:
        return "die Jury, das Büro"
    return READERS[CATALOG[slug].audience]


def _by_agreement(slug: str) -> str:
    """What the paper is called when the award is an agreement, where that differs."""
    title = CATALOG[slug].title
    named = BY_AGREEMENT.named(title)
    return named if named != title else "–"


def letters() -> str:
    """The table of the catalogue."""
    lines = [
        "| Schreiben | Kürzel | Bei einer Vereinbarung | Anlass | Unterschrift | Lesen dürfen |",
        "|---|---|---|---|---|---|",
    ]
    named = [(name, slug) for name, slugs in NAMED.items() for slug in slugs]
    for name, slug in [*named, *((CATALOG[slug].title, slug) for slug in BEYOND)]:
        cause, readers = "; ".join(causes(slug)), _readers(slug)
        lines.append(f"| {name} | `{slug}` | {_by_agreement(slug)} | {cause} | {signer(slug)} | {readers} |")
    return "\n".join(lines)

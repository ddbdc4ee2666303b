"""The catalogue of papers is whole: every letter of the handbook has its file, and a step that brings it."""

from reports.catalog import CATALOG
from reports.triggers import TRIGGERS
from tests.architecture.draw import LETTERS, put_into
from tests.architecture.letters import ASKED_FOR, BEYOND, BY_TWO, NAMED, causes, letters

#: Domain handbook 5.6, word for word. What is not built stands in docs/letters.md with its reason.
HANDBOOK = [
    "Eingangsbestätigung",
    "Nachforderung",
    "Erinnerung Nachforderung",
    "Einstellung",
    "Einladung Sitzung",
    "Vertagung",
    "Bewilligungsbescheid",
    "Ablehnungsbescheid",
    "Einverständnis/Rechtsbehelfsverzicht",
    "Auszahlungsmitteilung",
    "Änderungsbescheid",
    "Verlängerung",
    "VN-Aufforderung",
    "Erinnerung",
    "Mahnung/Anhörung",
    "VN-Nachforderung",
    "Schlussmitteilung",
    "Teilwiderruf/Erstattungsbescheid",
    "Zinsbescheid",
    "Stundung",
    "Abschluss",
    "Datenauskunft",
    "Löschnachweis",
]
#: Papers for the desk and the jury, and reports: no letters of 5.6.
PAPERS = {"annahmeanordnung", "auszahlungsanordnung", "protokoll", "sitzungsmappe"}
NO_LETTERS = PAPERS | {slug for slug, report in CATALOG.items() if report.is_report}


def test_every_letter_of_the_handbook_is_in_the_catalogue() -> None:
    assert list(NAMED) == HANDBOOK
    slugs = {slug for each in NAMED.values() for slug in each} | set(BEYOND)
    assert slugs == set(CATALOG) - NO_LETTERS


def test_every_letter_is_brought_about_by_a_step() -> None:
    triggered = {row.slug for rows in TRIGGERS.values() for row in rows}
    for slug in set(CATALOG) - NO_LETTERS:
        assert causes(slug), slug
    assert set(ASKED_FOR) & triggered == set()


def test_what_two_persons_answer_for_is_kept_with_its_notice_or_confirmed() -> None:
    kept = {row.slug for rows in TRIGGERS.values() for row in rows if row.keep is not None}
    assert BY_TWO - kept == {"loeschnachweis", "niederschlagungsvermerk"}
    assert kept - BY_TWO == {"annahmeanordnung", "auszahlungsanordnung"}


def test_page_of_the_letters_is_up_to_date() -> None:
    assert LETTERS.read_text(encoding="utf-8") == put_into(LETTERS, letters())

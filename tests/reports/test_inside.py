"""Every document that decides or reports carries its data; which others do not is written down."""

from __future__ import annotations

from datetime import UTC, date, datetime

from lxml import etree

from reports.catalog import CATALOG
from reports.contract import Data, Particular, Report, ReportPaper
from reports.inside import data_inside
from tests.reports.inside import DECIDES, schema

# Letters that announce, ask or remind, forms to sign, and papers of the jury: they decide nothing by figures.
SAYS_ONLY = {
    "abschluss",
    "anhoerung-beginn",
    "anhoerung-rueckforderung",
    "anhoerung-zinsen",
    "auszahlungsmitteilung",
    "belegblatt",
    "datenauskunft",
    "einladung-sitzung",
    "einstellungsmitteilung",
    "einverstaendnis",
    "eingangsbestaetigung",
    "fristverlaengerung",
    "loeschnachweis",
    "nachforderung",
    "nachforderung-erinnerung",
    "nachweis-aufforderung",
    "nachweis-erinnerung",
    "nachweis-mahnung",
    "nachweis-nachforderung",
    "nachweis-nachforderung-erinnerung",
    "nachweis-verlaengerung",
    "neues-konto",
    "protokoll",
    "schlussmitteilung",
    "sitzungsmappe",
    "vertagung",
    "vorzeitiger-beginn",
    "vorzeitiger-beginn-abgelehnt",
}
MOMENT = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)


def test_every_report_notice_and_order_carries_its_data() -> None:
    reports = {slug for slug, report in CATALOG.items() if report.is_report}
    carrying = {slug for slug in reports if CATALOG[slug].columns or CATALOG[slug].attach}
    assert set(CATALOG) - carrying - DECIDES == SAYS_ONLY


def _xml(*said: Particular) -> etree._Element:
    paper = ReportPaper(title='Bescheid <"&\x00> ', author="Stadt & Land", file_stem="x", facts=())
    report = Report("bescheid", "x", "grant", collect=lambda _: data, layout=lambda *_: [])
    data = Data(paper, particulars=said)
    (file,) = data_inside(report, data, issued_at=MOMENT, number="D-2027-000001")
    root = etree.fromstring(file.data)
    schema().assertValid(root)
    return root


def test_values_are_written_for_programs() -> None:
    root = _xml(
        Particular("betrag", 123_405, "money"),
        Particular("rest", -7, "money"),
        Particular("datum", date(2027, 3, 12), "date"),
        Particular("haushaltsjahr", 2027, "number"),
        Particular("leer", None, "money"),
        Particular("ausgabe", 5, "money", "Miete <b>"),
    )
    found = [(each.get("name"), each.text, each.get("waehrung"), each.get("zu")) for each in root]
    assert found == [
        ("betrag", "1234.05", "EUR", None),
        ("rest", "-0.07", "EUR", None),
        ("datum", "2027-03-12", None, None),
        ("haushaltsjahr", "2027", None, None),
        ("ausgabe", "0.05", "EUR", "Miete <b>"),
    ]
    assert (root.get("nummer"), root.get("erstellt")) == ("D-2027-000001", "2027-03-12T09:30:00Z")


def test_hostile_text_stays_text() -> None:
    root = _xml(Particular("aktion", "</angabe><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;\x00\ufffe"))
    assert [each.text for each in root] == ["</angabe><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;"]
    assert root.get("titel") == 'Bescheid <"&> '

"""Reading the data that lie inside a document, and holding them against what the page says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from lxml import etree

from foundation.values.dates import format_date, format_long_date
from foundation.values.money import format_euro
from tests.reports.kit.inspection import opened

SCHEMA = Path(__file__).parents[2] / "reports" / "schemas" / "dokument-1.xsd"
#: Notices, agreements and orders: what they decide is inside them as XML.
DECIDES = {
    "ablehnungsbescheid",
    "aenderungsbescheid",
    "annahmeanordnung",
    "auszahlungsanordnung",
    "beendigungsmitteilung",
    "bewilligungsbescheid",
    "erlassbescheid",
    "erstattungsbescheid",
    "foerdervereinbarung",
    "niederschlagungsvermerk",
    "sachbericht",
    "stundung-aufgehoben",
    "stundungsbescheid",
    "verfallsmitteilung",
    "verlaengerungsbescheid",
    "widerrufsbescheid",
    "zinsbescheid",
}
# Said in other words on the page: a yes by its sentence, an IBAN in groups, the rest not at all.
NOT_PRINTED_SO = {"genehmigt", "iban", "iban_der_kasse"}


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def data_of(pdf: bytes) -> dict[str, bytes]:
    """The files with the relationship Data; each is named by the catalog, as PDF/A-3 wants it."""
    file = opened(pdf)
    named = [str(spec.UF) for spec in file.Root.get("/AF", [])]
    found = {
        name: spec.get_file().read_bytes()
        for name, spec in file.attachments.items()
        if str(spec.relationship) == "/Data"
    }
    assert set(found) <= set(named)
    return found


def said_inside(pdf: bytes) -> etree._Element:
    """The XML inside a notice or an order; it is valid."""
    files = data_of(pdf)
    (name,) = [each for each in files if each.endswith(".xml")]
    root = etree.fromstring(files[name])
    schema().assertValid(root)
    return root


def check_inside(slug: str, pdf: bytes, words: str) -> None:
    """A document that decides carries what it decides, and every figure of it stands on the page."""
    if slug not in DECIDES:
        return
    root = said_inside(pdf)
    assert root.get("art") == slug
    unsaid = [
        (each.get("name"), each.text)
        for each in root
        if each.get("name") not in NOT_PRINTED_SO and not any(form in words for form in _forms(each))
    ]
    assert not unsaid, unsaid


def _forms(said: etree._Element) -> list[str]:
    text = said.text or ""
    if said.get("art") == "geld":
        return [format_euro(int(Decimal(text) * 100)).replace("\u00a0", " ")]
    if said.get("art") == "tag":
        day = date.fromisoformat(text)
        return [format_date(day), format_long_date(day)]
    return [" ".join(text.split())]

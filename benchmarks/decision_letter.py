"""P9: decision letters, tagged and finished, against the same pages on a canvas without tags."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from benchmarks import hand_drawn
from benchmarks.long_report import FONTS
from benchmarks.measure import Result, compare
from foundation.values.codes import CHECK_CODE_LENGTH, code_from, in_groups
from grants.scenarios.founding import found
from reports.catalog.letter_parts import LetterData
from reports.contract import LetterPaper, Report
from reports.kit import Column, GenuineMark, Kit, Letterhead, Meta
from reports.render import pdf_bytes
from reports.samples import sample_of

LETTERS = 300
ISSUED = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)
NAMES = ("Erika Beispiel", "Şahin Yıldız", "Łukasz Wójcik", "Олена Шевченко", "محمد علي")
SENTENCES = (
    "Sie haben am 3. Februar 2027 einen Antrag gestellt. Die Jury des Quartiers hat darüber beraten und "
    "schlägt vor, das Vorhaben zu fördern. Diesem Vorschlag folgen wir. Sie bekommen bis zu 450,00\u00a0€. "
)


def measure() -> list[Result]:
    """A short letter and the award notice as it is; then batches in which no two go to the same person."""
    hand_drawn.register(FONTS)
    kit, (report, data) = Kit(FONTS), _award()
    short, long = partial(short_letter, kit), partial(award_notice, report, data)
    return [
        _against_canvas("kurzer Bescheid mit Tabelle", short),
        _against_canvas("Bewilligungsbescheid", long),
        Result("P9", "kurze Bescheide je CPU-Sekunde", _pace(short), "", 500, 250, more_is_better=True),
        # four pages, so a quarter of what one page shall reach
        Result("P9", "Bewilligungsbescheide je CPU-Sekunde", _pace(long), "", 125, 62, more_is_better=True),
    ]


def _against_canvas(what: str, letter: Callable[[int], bytes]) -> Result:
    sheets = hand_drawn.sheets_of(letter(0))
    return compare(
        "P9",
        f"{what}, {len(sheets)} Seite(n), gegen dieselben ohne Auszeichnung",
        ours=partial(letter, 0),
        floor=partial(hand_drawn.draw, sheets),
        goal=2,
        must=4,
        clock=time.process_time,
        rounds=101,
    )


def _pace(letter: Callable[[int], bytes]) -> float:
    """Letters for one CPU second; the first makes what all share."""
    letter(0)
    began = time.process_time()
    for number in range(1, LETTERS + 1):
        letter(number)
    return LETTERS / (time.process_time() - began)


def _address(number: int) -> tuple[str, ...]:
    return (f"{NAMES[number % len(NAMES)]} {number}", f"Musterweg {number}", "06110 Musterstadt")


def short_letter(kit: Kit, number: int) -> bytes:
    """One page: what a decision must say, with the costs in a table."""
    columns = [Column("Nr.", 1, row_header=True), Column("Posten", 5), Column("Betrag", 2, align="right")]
    costs = [["1", "Essen und Getränke", "250,00\u00a0€"], ["2", "Miete der Bühne", "200,00\u00a0€"]]
    blocks = [
        kit.heading("Bewilligungsbescheid für „Sommerfest im Musterhof“"),
        kit.paragraph("Guten Tag,"),
        kit.paragraph(SENTENCES * 2),
        kit.table(columns, costs, summary="Kosten", total=["Summe", None, "450,00\u00a0€"]),
        kit.heading("Was Sie beachten müssen", level=2),
        kit.numbered(["Heben Sie alle Belege auf.", "Nennen Sie die Stadt als Förderin."]),
        kit.paragraph(["Das Geld kommt auf Ihr Konto. ", kit.bold("Reichen Sie die Belege bis 30.6. ein.")]),
        kit.heading("Rechtsbehelf", level=2),
        kit.paragraph("Gegen diesen Bescheid können Sie innerhalb eines Monats Widerspruch erheben."),
    ]
    head = Letterhead(
        sender=["Stadt Musterstadt", "Amt für Stadtentwicklung"],
        sender_line="Stadt Musterstadt · Rathausplatz 1 · 06110 Musterstadt",
        address_lines=_address(number),
        info=[("Aktenzeichen", f"LT-2027-{number:04}"), ("Datum", "12.03.2027")],
        footer_lines=["Stadt Musterstadt · Telefon 0345 000-0"],
    )
    meta = Meta(f"Bewilligungsbescheid LT-2027-{number:04}", "Stadt Musterstadt", ISSUED)
    return kit.render_letter(blocks, letterhead=head, meta=meta, mark=_mark(number))


def _mark(number: int) -> GenuineMark:
    """Another code on each letter, as in life; the floor has no QR code."""
    name, code = f"D-2027-{number:06}", code_from(hashlib.sha256(b"%d" % number).digest(), CHECK_CODE_LENGTH)
    page = "https://aktionskasse.musterstadt.example/echt"
    return GenuineMark(name, in_groups(code), page, f"{page}/", f"{name}/{code}/")


def _award() -> tuple[Report[LetterData], LetterData]:
    """The award notice of a fund with the texts that the catalogue begins with."""
    fund = found({"name": "Fonds der Briefe DEMO", "budget": [{"year": 2027, "amount": "1.00"}]})
    return sample_of(fund.rules.get(), "jury_followed_text", date(2027, 3, 12))


def award_notice(report: Report[LetterData], data: LetterData, number: int) -> bytes:
    """The letter of the catalogue, layout and all."""
    if not isinstance(data.paper, LetterPaper):
        raise TypeError("a letter has the paper of a letter")
    paper = replace(data.paper, address_lines=_address(number))
    return pdf_bytes(report, replace(data, paper=paper), issued_at=ISSUED, mark=_mark(number))

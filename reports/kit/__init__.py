"""The PDF kit: accessible, archivable documents (PDF/A-3a and PDF/UA-1 in one file) from plain values.

It knows reportlab, but no model and no Django. Authors of documents use what is named here:

    kit = Kit(FontFiles.in_packages(settings.BASE_DIR / "node_modules"))

    def layout(data: Data, kit: Kit) -> Sequence[Block]:
        return [
            kit.heading("Bewilligungsbescheid"),
            kit.paragraph(["Sie bekommen ", kit.bold(data.amount), " aus der Aktionskasse."]),
            kit.facts([("Vorhaben", data.project), ("Zeitraum", data.period)]),
            kit.heading("Kosten", level=2),
            kit.table(
                [Column("Posten", 3, row_header=True), Column("Betrag", 1, align="right")],
                data.rows,
                summary="Kosten des Vorhabens",
                total=["Summe", data.sum],
            ),
            kit.notice_box("Bitte reichen Sie die Belege bis 31.12.2027 ein."),
        ]

    pdf = kit.render_letter(
        layout(data, kit),
        letterhead=Letterhead(
            sender=["Stadt Musterstadt", "Fachbereich Stadtentwicklung"],
            sender_line="Stadt Musterstadt · Rathausplatz 1 · 06110 Musterstadt",
            address_lines=["Frau", "Erika Beispiel", "Musterweg 3", "06110 Musterstadt"],
            info=[("Aktenzeichen", "LT-2027-0042"), ("Datum", "12.03.2027")],
            footer_lines=["Stadt Musterstadt · Telefon 0345 000-0"],
        ),
        meta=Meta(title="Bewilligungsbescheid LT-2027-0042", author="Stadt Musterstadt", issued_at=moment),
        attachments=[Attachment("bescheid.json", data, "application/json", "Data", "Die Angaben als Daten")],
    )

Money and dates come in as the strings they shall be shown as: the kit formats nothing.
"""

from reports.kit.fills import Fill
from reports.kit.finish import Attachment
from reports.kit.flow import Block
from reports.kit.fonts import FontFiles
from reports.kit.footnotes import mark_of
from reports.kit.genuine import GenuineMark
from reports.kit.kit import Kit
from reports.kit.letter import Letterhead
from reports.kit.line_breaking import Run, Text
from reports.kit.metadata import Meta
from reports.kit.pictures import Bar, Drawing, Stroke, Words
from reports.kit.tables import Column, Group

__all__ = [
    "Attachment",
    "Bar",
    "Block",
    "Column",
    "Drawing",
    "Fill",
    "FontFiles",
    "GenuineMark",
    "Group",
    "Kit",
    "Letterhead",
    "Meta",
    "Run",
    "Stroke",
    "Text",
    "Words",
    "mark_of",
]

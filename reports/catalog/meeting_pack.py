"""Sitzungsmappe: agenda, then every item with its facts, its cost plan and its pictures.

An item that is withheld, because its readers are biased, is named in the agenda and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from foundation.files.models import StoredFile
from foundation.files.services import read_bytes
from foundation.values.errors import DomainError
from foundation.values.money import format_euro
from grants.models import AgendaItem, Application
from grants.selectors.jury import facts_for_jury, files_for_jury
from grants.selectors.pseudonyms import jury_sees_names, text_for_jury, title_for_jury
from reports.catalog.session_parts import item_heading, items_of, session_facts, session_of, session_paper
from reports.contract import Commission, Data, Pairs, Report
from reports.kit import Attachment, Block, Column, Kit

PICTURES = ("image/png", "image/jpeg")
PICTURE_WIDTH = 120.0
DAMAGED = "Diese Anlage ist beschädigt oder nicht mehr da. Fragen Sie im Quartiersbüro."
INSIDE = "liegt dieser Mappe als Datei bei"


@dataclass(frozen=True)
class PackFile:
    """One attachment; `data` is empty where it could not be read."""

    name: str
    media_type: str
    data: bytes

    @property
    def is_picture(self) -> bool:
        return bool(self.data) and self.media_type in PICTURES


@dataclass(frozen=True)
class PackItem:
    """One item with everything that its readers need."""

    position: int
    heading: str
    reference: str
    facts: Pairs
    costs: Pairs
    total: str
    files: tuple[PackFile, ...]


@dataclass(frozen=True)
class MeetingPack(Data):
    """The whole pack; `withheld` are the headings of items that these readers do not get."""

    heading: str
    facts: Pairs
    agenda: tuple[tuple[str, str, str], ...]
    withheld: tuple[str, ...]
    items: tuple[PackItem, ...]


def collect(commission: Commission) -> MeetingPack:
    """The items as they were on the agenda when the pack was ordered."""
    session, withheld = session_of(commission), set(commission.params["withheld"])
    items, sees_names = items_of(commission, session), jury_sees_names(session)
    paper = session_paper(commission, session, title="Sitzungsmappe")
    free = ("Noch frei im Fonds", format_euro(commission.params["free_cents"]))
    return MeetingPack(
        paper=paper,
        heading=paper.title,
        facts=(*session_facts(session), free),
        agenda=tuple(
            (
                str(item.position),
                title_for_jury(item, sees_names=sees_names),
                format_euro(item.application.requested_cents or 0),
            )
            for item in items
        ),
        withheld=tuple(
            item_heading(item, sees_names=sees_names) for item in items if str(item.uuid) in withheld
        ),
        items=tuple(_item(item, sees_names=sees_names) for item in items if str(item.uuid) not in withheld),
    )


def _item(item: AgendaItem, *, sees_names: bool) -> PackItem:
    case = item.application
    costs = tuple((cost.item, format_euro(cost.amount_cents)) for cost in case.costs.all())
    return PackItem(
        position=item.position,
        heading=item_heading(item, sees_names=sees_names),
        reference=case.reference or "",
        facts=(*facts_for_jury(case, sees_names=sees_names), *_prices(case, sees_names=sees_names)),
        costs=costs,
        total=format_euro(case.costs_cents),
        files=tuple(
            _file(each, "" if sees_names else f"Anlage {number}")
            for number, each in enumerate(files_for_jury(case), 1)
        ),
    )


def _prices(case: Application, *, sees_names: bool) -> Pairs:
    """What the office found when it compared prices, if the fund wanted that."""
    found = case.price_comparison
    return (("Preisvergleich", found if sees_names else text_for_jury(case, found)),) if found else ()


def _file(stored: StoredFile, alias: str) -> PackFile:
    """`alias` stands for a name that may say who has sent the file."""
    try:
        data = read_bytes(stored)
    except (OSError, ValueError, DomainError):
        data = b""
    name = f"{alias}{PurePath(stored.original_name).suffix}" if alias else stored.original_name
    return PackFile(name, stored.media_type, data)


def layout(data: MeetingPack, kit: Kit) -> Sequence[Block]:
    """Cover with agenda, then a page for each item."""
    columns = [Column("Punkt", 0.8, row_header=True), Column("Antrag", 6), Column("Beantragt", 1.6, "right")]
    blocks: list[Block] = [
        kit.heading(data.heading),
        kit.facts(data.facts, label_share=0.3),
        kit.heading("Tagesordnung", level=2),
        kit.table(columns, [list(row) for row in data.agenda], summary="Tagesordnung", size=9.5),
    ]
    if data.withheld:
        titles = "; ".join(data.withheld)
        blocks.append(kit.notice_box(f"Wegen Befangenheit sind diese Unterlagen nicht enthalten: {titles}."))
    for item in data.items:
        blocks += [kit.page_break(), *_item_blocks(item, kit)]
    return blocks


def _item_blocks(item: PackItem, kit: Kit) -> list[Block]:
    columns = [Column("Was", 6, row_header=True), Column("Betrag", 1.6, "right")]
    blocks = [
        kit.heading(item.heading, level=2),
        kit.facts((("Aktenzeichen", item.reference), *item.facts), label_share=0.3),
    ]
    if item.costs:
        total = ["Zusammen", item.total]
        rows = [list(row) for row in item.costs]
        blocks.append(kit.heading("Kostenplan", level=3))
        blocks.append(kit.table(columns, rows, summary="Kostenplan", total=total, size=9.5))
    if item.files:
        blocks.append(kit.heading("Anlagen", level=3))
    for each in item.files:
        if each.is_picture:
            blocks.append(
                kit.figure(each.data, f"Anlage {each.name}", width_mm=PICTURE_WIDTH, caption=each.name)
            )
        else:
            blocks.append(kit.paragraph(f"{each.name}: {INSIDE if each.data else DAMAGED}"))
    return blocks


def attach(data: MeetingPack) -> Sequence[Attachment]:
    """Attachments that are no pictures, as files inside the PDF; their names say to which item."""
    return [
        Attachment(
            f"Punkt-{item.position}-{number}-{each.name}",
            each.data,
            each.media_type,
            "Supplement",
            f"{item.heading}: {each.name}",
        )
        for item in data.items
        for number, each in enumerate(item.files, 1)
        if each.data and not each.is_picture
    ]


REPORT = Report(
    slug="sitzungsmappe",
    title="Sitzungsmappe",
    subject_kind="session",
    params=("items", "withheld", "free_cents"),
    collect=collect,
    layout=layout,
    attach=attach,
)

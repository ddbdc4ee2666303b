"""What both orders to the Kasse share: the ten fields of § 8 KomKBVO LSA, and who signed by what right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from foundation.values.dates import BERLIN, format_date
from foundation.values.money import format_euro
from reports.kit import Block, Column, Kit

ORDERED = "Elektronisch angeordnet nach Anmeldung mit persönlichem Konto."
Fields = tuple[tuple[str, str, str], ...]
#: Step, name, moment, form.
Signatures = tuple[tuple[str, str, str, str], ...]


class Ordered(Protocol):
    """An order with the authority that it was signed by; the limit in cents."""

    ordered_by: str
    ordered_by_label: str
    ordered_for_label: str
    ordered_limit_cents: int | None


def numbered(values: Sequence[tuple[str, str]]) -> Fields:
    """The fields in the order of the law, each with its number."""
    return tuple((str(number), label, value) for number, (label, value) in enumerate(values, 1))


def orderer(order: Ordered) -> str:
    """Who ordered, for whom, and how far the authority went."""
    deputy = f", in Vertretung für {order.ordered_for_label}" if order.ordered_for_label else ""
    limit = order.ordered_limit_cents
    reach = f" Anordnungsbefugnis bis {format_euro(limit)}." if limit is not None else ""
    return f"{order.ordered_by_label}{deputy}, Kennung {order.ordered_by[:12]}.{reach} {ORDERED}"


def moment_of(value: datetime | None) -> str:
    """Day and time in Berlin; "offen" before."""
    if value is None:
        return "offen"
    local = value.astimezone(BERLIN)
    return f"{format_date(local.date())}, {local:%H:%M} Uhr"


def day_of(value: datetime | None) -> str:
    """The day in Berlin; "offen" before."""
    return format_date(value.astimezone(BERLIN).date()) if value else "offen"


def head(
    kit: Kit, *, office: Sequence[str], heading: str, instruction: str, fields: Fields
) -> Sequence[Block]:
    """Whose order it is, what the Kasse is to do, and the ten fields."""
    return [
        kit.paragraph("\n".join(office), small=True),
        kit.heading(heading),
        kit.paragraph(instruction),
        kit.table(
            [
                Column("Nr.", 0.5, align="right"),
                Column("Angabe", 2.6, row_header=True),
                Column("Inhalt", 5.4),
            ],
            fields,
            summary="Die zehn Angaben nach § 8 Abs. 1 KomKBVO LSA",
            size=9.5,
        ),
    ]


def signed(kit: Kit, signatures: Signatures, apart: str) -> Sequence[Block]:
    """Who certified and who ordered; `apart` names what different persons do."""
    return [
        kit.heading("Feststellung und Anordnung", level=2),
        kit.table(
            [
                Column("Schritt", 2, row_header=True),
                Column("Name", 3),
                Column("Zeitpunkt", 2.4),
                Column("Form", 1.6),
            ],
            signatures,
            summary="Wer festgestellt und wer angeordnet hat",
            size=9,
        ),
        kit.paragraph(f"{apart} liegen bei verschiedenen Personen.", small=True),
    ]

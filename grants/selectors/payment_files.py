"""What a stored file of a run says: the payments in it, read back from its bytes."""

import csv
import io
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from foundation.values.money import parse_machine
from grants.models import HandOver, HandOverKind
from grants.selectors.payment_profiles import format_of

PAIN001 = "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}"


@dataclass(frozen=True)
class FileContent:
    """(number of the order, cents) of each payment, and what the file says of count and sum, if it does."""

    payments: list[tuple[str, int]]
    count: int | None
    total_cents: int | None


def read_file(run: HandOver, data: bytes) -> FileContent:
    """The payments in the file of this run. Raises ValueError when it cannot be read."""
    try:
        return _read_bank_file(data) if run.kind == HandOverKind.PAIN001 else _read_csv(run, data)
    except (ET.ParseError, LookupError, UnicodeError, csv.Error) as error:
        raise ValueError("the file of the run does not read") from error


def _read_csv(run: HandOver, data: bytes) -> FileContent:
    how = format_of(run.profile)
    text = data.decode(how.encoding)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=how.separator))
    count = total = None
    if how.has_summary:
        summary = rows.pop(0)
        count, total = int(summary[1]), _cents(summary[3], how.decimal)
    names = [column.name for column in how.columns]
    number, amount = names.index("belegnr"), names.index("betrag")
    return FileContent([(row[number], _cents(row[amount], how.decimal)) for row in rows[1:]], count, total)


def _read_bank_file(data: bytes) -> FileContent:
    """Count and sum of the head; those of the blocks must be the same together."""
    root = ET.fromstring(data)  # noqa: S314  written by us; its SHA-256 was compared before
    head = next(root.iter(f"{PAIN001}GrpHdr"))
    blocks = list(root.iter(f"{PAIN001}PmtInf"))
    counts, sums = [_text(head, "NbOfTxs")], [_text(head, "CtrlSum")]
    count, total = int(counts[0]), parse_machine(sums[0])
    if count != sum(int(_text(block, "NbOfTxs")) for block in blocks):
        raise ValueError("the blocks hold another number of payments than the head says")
    if total != sum(parse_machine(_text(block, "CtrlSum")) for block in blocks):
        raise ValueError("the blocks hold another sum than the head says")
    payments = [
        (_text(each, "EndToEndId"), parse_machine(_text(each, "InstdAmt")))
        for each in root.iter(f"{PAIN001}CdtTrfTxInf")
    ]
    return FileContent(payments, count, total)


def _text(parent: ET.Element, name: str) -> str:
    return str(next(parent.iter(f"{PAIN001}{name}")).text)


def _cents(text: str, decimal: str) -> int:
    return parse_machine(text.replace(decimal, "."))

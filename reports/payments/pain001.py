"""pain.001.001.09: the payments of a run as a file for the bank, as the DK wants it since November 2026.

`sepaxml` builds it and brings the schema; what it would invent (identifiers, moment) is set here, so that the
same run gives the same bytes.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sepaxml import SepaTransfer
from sepaxml.validation import ValidationError, try_valid_xml

from foundation.values.dates import BERLIN, local_date
from foundation.values.errors import DomainError
from grants.rules.payment_files import FileRun, PaymentLine
from reports.payments.characters import sepa_text

SCHEMA = "pain.001.001.09"
NAMESPACE = f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"
LONGEST_NAME, LONGEST_REMITTANCE = 70, 140
INVALID = (
    "Die Bankdatei entspricht nicht dem Format der Banken. Es ist nichts übergeben. "
    "Prüfen Sie Namen, IBAN und BIC, oder nehmen Sie die CSV-Datei."
)


@dataclass(frozen=True)
class Debtor:
    """The account of the town that pays."""

    name: str
    iban: str
    bic: str


def bank_file(debtor: Debtor, run: FileRun, lines: Sequence[PaymentLine]) -> bytes:
    """The file, checked against the schema. One block for each day of execution; no addresses (EPC 2026).

    A payment due before the day of the run is executed on that day. Raises DomainError when the schema
    refuses the file.
    """
    transfer = SepaTransfer(
        {
            "name": sepa_text(debtor.name, LONGEST_NAME),
            "IBAN": debtor.iban,
            "BIC": debtor.bic,
            "batch": True,
            "currency": "EUR",
        },
        schema=SCHEMA,
        clean=False,
    )
    today = local_date(run.made_at)
    for line in sorted(lines, key=lambda each: (max(each.due_on, today), each.number)):
        transfer.add_payment(_payment(line, today))
    data = _named(transfer.export(validate=False), run)
    check_schema(data)
    return data


def check_schema(data: bytes) -> None:
    """Raises DomainError when the file does not follow the schema of the version."""
    try:
        try_valid_xml(data, SCHEMA)
    except ValidationError:
        raise DomainError(INVALID, "hand_over.invalid_file") from None


def _payment(line: PaymentLine, today: date) -> dict[str, object]:
    payment: dict[str, object] = {
        "name": sepa_text(line.payee, LONGEST_NAME),
        "IBAN": line.iban,
        "amount": line.amount_cents,
        "execution_date": max(line.due_on, today),
        "description": sepa_text(line.remittance, LONGEST_REMITTANCE),
        "endtoend_id": line.number,
    }
    return payment | ({"BIC": line.bic} if line.bic else {})


def _named(raw: bytes, run: FileRun) -> bytes:
    """The same file under the identifiers of the run: a bank refuses a message that it has seen before."""
    ET.register_namespace("", NAMESPACE)
    root = ET.fromstring(raw)  # noqa: S314  made by our own library a moment ago
    names = {"d": NAMESPACE}
    _set(root, "d:CstmrCdtTrfInitn/d:GrpHdr/d:MsgId", run.number)
    moment = run.made_at.astimezone(BERLIN)
    _set(root, "d:CstmrCdtTrfInitn/d:GrpHdr/d:CreDtTm", f"{moment:%Y-%m-%dT%H:%M:%S}")
    for number, block in enumerate(root.findall("d:CstmrCdtTrfInitn/d:PmtInf", names), 1):
        _set(block, "d:PmtInfId", f"{run.number}-{number}")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + bytes(ET.tostring(root, "utf-8")) + b"\n"


def _set(parent: ET.Element, path: str, text: str) -> None:
    node = parent.find(path, {"d": NAMESPACE})
    if node is None:
        raise ValueError(f"the library wrote no {path}")
    node.text = text

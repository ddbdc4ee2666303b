"""Bank statements camt.053 (versions .001.02 and .001.08): what of them concerns us, and nothing else.

Read with the parser of the standard library. A file that declares a document type is refused before it is
parsed, so there are no entities to expand and nothing to fetch; depth, elements and size are limited. The
libraries for camt.053 on PyPI were each the work of one person and read far more than is needed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from foundation.values.errors import InvalidInput

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_ELEMENTS: Final = 100_000
DEEPEST: Final = 40
MOST_ENTRIES: Final = 5_000
MOST_TEXT: Final = 400
NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:camt.053.001."
VERSIONS: Final = ("02", "08")
FIELD: Final = "file"

#: Why a bank sends money back (ISO 20022 external reason codes), in plain words.
RETURN_REASONS: Final = {
    "AC01": "Die IBAN ist falsch.",
    "AC03": "Die IBAN des Empfängers ist ungültig.",
    "AC04": "Das Konto ist geschlossen.",
    "AC06": "Das Konto ist gesperrt.",
    "AC13": "Das ist kein Konto, auf das überwiesen werden kann.",
    "AG01": "Auf dieses Konto kann nicht überwiesen werden.",
    "AG02": "Die Art der Buchung ist falsch.",
    "AM05": "Die Zahlung war doppelt.",
    "BE04": "Die Anschrift des Empfängers fehlt.",
    "BE05": "Der Auftraggeber ist der Bank nicht bekannt.",
    "CNOR": "Die Bank des Empfängers ist nicht erreichbar.",
    "DNOR": "Die Bank des Zahlers ist nicht erreichbar.",
    "ERIN": "Die Bank unterstützt diese Angabe nicht.",
    "FOCR": "Der Rückruf wurde angenommen.",
    "MD07": "Der Empfänger ist verstorben.",
    "MS02": "Der Empfänger hat die Zahlung abgelehnt.",
    "MS03": "Die Bank nennt keinen Grund.",
    "NOAS": "Der Kunde hat nicht geantwortet.",
    "RC01": "Die BIC ist falsch.",
    "RR01": "Der Bank fehlt eine Angabe zum Zahler.",
    "RR02": "Der Bank fehlen Name oder Anschrift des Zahlers.",
    "RR03": "Der Bank fehlen Name oder Anschrift des Empfängers.",
    "RR04": "Die Bank hat aus rechtlichen Gründen abgelehnt.",
}
_AMOUNT: Final = re.compile(r"[0-9]{1,13}(?:\.[0-9]{1,5})?", re.ASCII)
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?", re.ASCII)
_DECLARED: Final = re.compile(r"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")


@dataclass(frozen=True, kw_only=True)
class Movement:
    """One payment of a statement: cents above zero, out or in. `problem`: why it cannot be read whole.

    Only what finds one of our payments: no names, no accounts. `number`: its place in the statement.
    """

    number: int
    day: date | None = None
    amount_cents: int = 0
    is_out: bool = False
    end_to_end: str = ""
    bank_reference: str = ""
    remittance: str = ""
    return_code: str = ""
    problem: str = ""

    @property
    def is_return(self) -> bool:
        """Money that we had sent and that came back."""
        return bool(self.return_code) and not self.is_out

    @property
    def return_reason(self) -> str:
        """Why, in plain words, with the bank's code."""
        known = RETURN_REASONS.get(self.return_code, "Der Grund steht nur als Kürzel da.")
        return f"{known} ({self.return_code})"


@dataclass(frozen=True)
class Statement:
    """A file: the accounts it is about, and every payment on them."""

    ibans: frozenset[str]
    movements: tuple[Movement, ...]


@dataclass
class _Node:
    """An element by its name without namespace."""

    name: str
    attributes: dict[str, str]
    children: list[_Node] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts).strip()[:MOST_TEXT]

    def all(self, *path: str) -> Iterator[_Node]:
        """Every element at this path below."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> str:
        """The text of the first element at this path that has one; empty without."""
        return next((found.text for found in self.all(*path) if found.text), "")


def refused(sentence: str, code: str) -> InvalidInput:
    """The file as a whole cannot be used."""
    return InvalidInput(sentence, code, FIELD)


def read_statement(data: bytes) -> Statement:
    """Read a file of statements. Raises InvalidInput with one sentence when it is none or cannot be read."""
    root = _parse(_text_of(data))
    statements = list(root.all("BkToCstmrStmt", "Stmt"))
    if not statements:
        raise refused("In der Datei steht kein Kontoauszug.", "statement.none")
    ibans = {stmt.first("Acct", "Id", "IBAN").replace(" ", "") for stmt in statements}
    if "" in ibans:
        raise refused("Im Kontoauszug fehlt die IBAN des Kontos.", "statement.no_iban")
    movements: list[Movement] = []
    for entry in (entry for stmt in statements for entry in stmt.all("Ntry")):
        movements += _movements(entry, len(movements) + 1)
        if len(movements) > MOST_ENTRIES:
            raise refused(f"Das sind mehr als {MOST_ENTRIES} Buchungen.", "statement.many_entries")
    return Statement(frozenset(ibans), tuple(movements))


def _text_of(data: bytes) -> str:
    """The file as text: UTF-8, without a document type. Raises InvalidInput."""
    if not data.strip():
        raise refused("Die Datei ist leer.", "statement.empty")
    if len(data) > MOST_BYTES:
        raise refused("Die Datei ist größer als 5 MB. Nehmen Sie kürzere Auszüge.", "statement.big")
    if data.startswith(b"PK"):
        raise refused("Das ist eine ZIP-Datei. Entpacken Sie sie zuerst.", "statement.zip")
    if data.startswith(b"%PDF"):
        sentence = "Das ist eine PDF-Datei. Laden Sie den Auszug von der Bank als camt.053."
        raise refused(sentence, "statement.other_kind")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refused("Die Datei ist nicht in UTF-8 gespeichert.", "statement.encoding") from None
    declared = _DECLARED.match(text.lstrip())
    if declared is not None and declared[1].casefold() not in ("utf-8", "utf8", "us-ascii"):
        raise refused("Die Datei ist nicht in UTF-8 gespeichert.", "statement.encoding")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise refused("Die Datei enthält Angaben, die in keinem Kontoauszug stehen.", "statement.doctype")
    return text


def _parse(text: str) -> _Node:
    """The tree of the file. Raises InvalidInput for what is no camt.053 in a known version."""
    top = _Node("", {})
    path, count = [top], 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS or len(path) > DEEPEST:
            raise refused("Die Datei ist viel zu groß oder zu verschachtelt.", "statement.too_much")
        if len(path) == 1:
            _demand_version(name)
        node = _Node(name.rpartition(" ")[2], attributes)
        path[-1].children.append(node)
        path.append(node)

    def characters(found: str) -> None:
        path[-1].parts.append(found)

    def doctype(*_: object) -> None:
        raise refused("Die Datei enthält Angaben, die in keinem Kontoauszug stehen.", "statement.doctype")

    parser = ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(text.encode("utf-8"), True)
    except ExpatError as error:
        sentence = f"Die Datei ist kein lesbares XML: In Zeile {error.lineno} steht etwas anderes."
        raise refused(f"{sentence} Laden Sie den Auszug neu von der Bank.", "statement.no_xml") from None
    return top.children[0]


def _demand_version(name: str) -> None:
    namespace, _, local = name.rpartition(" ")
    version = namespace.removeprefix(NAMESPACE)
    if local != "Document" or version == namespace:
        raise refused("Das ist kein Kontoauszug camt.053.", "statement.other_kind")
    if version not in VERSIONS:
        known = " und ".join(f"camt.053.001.{each}" for each in VERSIONS)
        raise refused(f"Diese Fassung wird nicht gelesen. Bekannt sind {known}.", "statement.version")


def _movements(entry: _Node, number: int) -> list[Movement]:
    """The payments of one entry: itself, or each payment of a batch that the bank lists."""
    parts = list(entry.all("NtryDtls", "TxDtls"))
    if len(parts) > 1:
        return [_movement(entry, part, number + at) for at, part in enumerate(parts)]
    booked = [_movement(entry, parts[0] if parts else None, number)]
    if not parts and _batch_size(entry) > 1:
        sentence = "Sammelbuchung ohne Einzelposten: Die Bank nennt die Zahlungen darin nicht."
        return [Movement(number=number, day=booked[0].day, problem=sentence)]
    return booked


def _batch_size(entry: _Node) -> int:
    text = entry.first("NtryDtls", "Btch", "NbOfTxs")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _movement(entry: _Node, part: _Node | None, number: int) -> Movement:
    details = entry if part is None else part
    amount = next(_amounts(entry, part), _Node("Amt", {}))
    direction = details.first("CdtDbtInd") or entry.first("CdtDbtInd")
    day = _day(entry.first("BookgDt", "Dt") or entry.first("BookgDt", "DtTm") or entry.first("ValDt", "Dt"))
    cents, code = _cents(amount.text), _return_code(entry, part)
    problem = _problem(entry, amount.attributes.get("Ccy", ""), direction, day, cents)
    if code and direction == "DBIT" and not problem:
        problem = "Die Bank hat eine Gutschrift zurückgenommen. Klären Sie das mit ihr."
    return Movement(
        number=number,
        day=day,
        amount_cents=cents or 0,
        is_out=direction == "DBIT",
        end_to_end=details.first("Refs", "EndToEndId"),
        bank_reference=details.first("Refs", "AcctSvcrRef") or entry.first("AcctSvcrRef"),
        remittance=" ".join(each.text for each in details.all("RmtInf", "Ustrd") if each.text)[:MOST_TEXT],
        return_code=code,
        problem=problem,
    )


def _amounts(entry: _Node, part: _Node | None) -> Iterator[_Node]:
    """Where the amount may stand: with the payment (.08, .02), else with the entry."""
    if part is not None:
        yield from part.all("Amt")
        yield from part.all("AmtDtls", "TxAmt", "Amt")
    yield from entry.all("Amt")


def _return_code(entry: _Node, part: _Node | None) -> str:
    """The bank's reason, four letters or digits; a reversal without one counts as such."""
    code = part.first("RtrInf", "Rsn", "Cd") if part is not None else ""
    code = "".join(each for each in code if each.isascii() and each.isalnum())[:4].upper()
    sub_family = next((each.text for each in entry.all("BkTxCd", "Domn", "Fmly", "SubFmlyCd")), "")
    is_return = sub_family == "RRTN" or (part is not None and bool(list(part.all("RtrInf"))))
    return code or ("MS03" if is_return or entry.first("RvslInd") in ("true", "1") else "")


def _problem(entry: _Node, currency: str, direction: str, day: date | None, cents: int | None) -> str:
    """Why a payment cannot be read whole; empty when it can."""
    status = entry.first("Sts", "Cd") or entry.first("Sts")
    if status != "BOOK":
        return "Diese Buchung ist nur vorgemerkt."
    if currency != "EUR":
        return "Diese Buchung ist nicht in Euro."
    if cents is None:
        return "Der Betrag ist nicht lesbar."
    if not cents:
        return "Der Betrag ist 0,00 €."
    if direction not in ("CRDT", "DBIT"):
        return "Es steht nicht da, ob Geld kam oder ging."
    return "" if day is not None else "Der Tag der Buchung fehlt."


def _cents(text: str) -> int | None:
    """Cents of an amount without sign; None for anything else, and for parts of a cent."""
    if _AMOUNT.fullmatch(text) is None:
        return None
    euros, _, rest = text.partition(".")
    return None if rest[2:].strip("0") else int(euros) * 100 + int(rest[:2].ljust(2, "0"))


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None

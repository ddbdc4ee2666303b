"""What a document is: collected into plain values, laid out as blocks, rendered to bytes. In that order only.

`collect` reads and computes and returns a frozen dataclass of plain values; all arithmetic ends there.
`layout` and `columns` turn these values into blocks and table rows: no query, no arithmetic, no clock. So the
same data always give the same bytes, and screen, PDF, XLSX and CSV print the same figures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Generic, Literal, TypeVar

from foundation.values.dates import BERLIN
from reports.kit import Attachment, Block, Kit
from reports.parameters import Choice, Period, choice_in_words, has_period, period_of

Value = str | int | date | None
Kind = Literal["text", "number", "money", "date", "permille"]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Commission:
    """The order of a document as plain values: what, about whom, as of when, by whom.

    `number` and `check_code` are those of the document's row; a preview has none. `creator` names who ordered
    it.
    """

    subject: str
    params: Mapping[str, Any]
    as_of: date
    issued_at: datetime
    number: str = ""
    check_code: str = ""
    creator: str = ""
    creator_kind: str = "system"
    creator_reference: str = "system"

    @property
    def subject_uuid(self) -> str:
        """Whom the document is about, without the kind."""
        return self.subject.partition(":")[2]

    @property
    def period(self) -> Period:
        """The days that the report is about; by default the year of the as-of day."""
        return period_of(self.params, self.as_of)

    @property
    def chosen_period(self) -> Period | None:
        """The days that were chosen; None means all, in a report that needs no period."""
        return self.period if has_period(self.params) else None

    @property
    def chosen_year(self) -> int | None:
        """The budget year that was chosen; None means all, in a report that needs none."""
        year = self.params.get("year")
        return int(year) if year else None

    @property
    def recorded_until(self) -> datetime:
        """What was written down later is not read: later than the order, or than an earlier as-of."""
        return min(self.issued_at, datetime.combine(self.as_of, time.max, BERLIN))


@dataclass(frozen=True)
class Particular:
    """One thing that a document says, as a value for programs: money in cents, permille as a whole number.

    `name`: in German as in a form, small letters and underscores; a list repeats it, and `about` says which
    of its lines this is.
    """

    name: str
    value: Value
    kind: Kind = "text"
    about: str = ""


Particulars = tuple[Particular, ...]


@dataclass(frozen=True)
class Logo:
    """A PNG or JPEG, and what it shows, for those who listen."""

    data: bytes
    alt: str


@dataclass(frozen=True)
class LetterPaper:
    """The sheet of a letter after DIN 5008: sender, addressee, information block.

    `fund_id`: whose logo it carries; the making adds it (`letterheads`). `particulars`: what every letter
    says to programs.
    """

    title: str
    author: str
    file_stem: str
    sender: Sequence[str]
    sender_line: str
    address_lines: Sequence[str]
    info: Pairs
    footer_lines: Sequence[str]
    fund_id: int = 0
    logo: Logo | None = None
    particulars: Particulars = ()


@dataclass(frozen=True)
class ReportPaper:
    """The sheet of a report: what it shows of itself on every page, and its facts for the sheet "Info"."""

    title: str
    author: str
    file_stem: str
    facts: Pairs
    orientation: Literal["portrait", "landscape"] = "landscape"
    running_note: str = ""
    footer_lines: Sequence[str] = ()
    as_of: date | None = None


@dataclass(frozen=True)
class Data:
    """What `collect` returns: frozen and plain: texts, cents, dates. Each document extends it.

    `particulars`: what this document decides or says, for the file with its data inside the PDF.
    """

    paper: LetterPaper | ReportPaper
    particulars: Particulars = field(default=(), kw_only=True)


@dataclass(frozen=True)
class TableColumn:
    """One column of XLSX and CSV; `width` in characters."""

    title: str
    kind: Kind = "text"
    width: int = 14


@dataclass(frozen=True)
class ControlSum:
    """A total over the rows from `first` to before `end`: the formula's range, and the value it must have.

    `values` has one entry for each column; None where the column is not summed.
    """

    label: str
    values: tuple[int | None, ...]
    first: int
    end: int


@dataclass(frozen=True)
class Table:
    """The one table of a report, from which XLSX and CSV are written and which the PDF prints."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    sums: tuple[ControlSum, ...] = ()


@dataclass(frozen=True)
class Packed:
    """A file in an archive: its name there, its bytes, read when they are needed, and what it is."""

    name: str
    read: Callable[[], bytes]
    what: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.read()).hexdigest()


D = TypeVar("D", bound=Data)
Output = Literal["pdf", "xlsx", "csv", "zip"]


@dataclass(frozen=True)
class Report(Generic[D]):
    """One document of the catalog.

    `subject_kind` says what it is about ("fund:<uuid>"), `params` which parameters it knows, `choices` by
    which day and for which rows it can be ordered, or that this is fixed, `audience`
    whether the persons of the case may read it. `attach` may add files; the document's own data are inside it
    anyway (`reports.inside`).
    `pack` says what the archive holds, given the PDF.
    `is_report`: the office orders it, as often as it likes; a letter or an order is made once, by a step.
    `is_of_the_moment`: it shows how things stand when it is ordered and knows no earlier day (decision 0042).
    Two made reports are compared by `row_key`: the titles of the columns that say what a row is called, today
    and in a later report. `derived`: titles of columns that only add up rows or count
    days; they are left out.
    """

    slug: str
    title: str
    subject_kind: Literal[
        "application", "grant", "payment_order", "receipt_order", "fund", "procedure", "session", "case_file"
    ]
    collect: Callable[[Commission], D]
    layout: Callable[[D, Kit], Sequence[Block]]
    audience: Literal["office", "applicant"] = "office"
    params: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    is_report: bool = False
    is_of_the_moment: bool = False
    columns: Callable[[D], Table] | None = None
    row_key: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    outputs: tuple[Output, ...] = ("pdf",)
    attach: Callable[[D], Sequence[Attachment]] | None = None
    pack: Callable[[D, Packed], Sequence[Packed]] | None = None

    def choice_in_words(self, params: Mapping[str, Any]) -> str:
        """What was chosen, or holds without a choice, for lists and pages."""
        return choice_in_words(self.params, self.choices, params)

    @property
    def fixed(self) -> tuple[Choice, ...]:
        """What cannot be chosen, and why."""
        return tuple(choice for choice in self.choices if choice.is_fixed)

    @property
    def name(self) -> str:
        """The title without the number that the finance office knows it by ("Belegliste (R1)")."""
        return self.title.partition(" (")[0]

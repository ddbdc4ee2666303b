"""The cost plan as people type it: rows "Was?" and "Wie viel?", each judged on its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django import forms

from foundation.values.errors import InvalidInput
from foundation.values.money import AmbiguousAmount, format_amount, parse_cents
from foundation.values.phrases import say
from grants.forms.resident_fields import Data, Files, Problem, confirmed_amount, plain_text
from grants.services.applications import CostLine

MAX_COST_ROWS = 40
EMPTY_ROWS = 3


@dataclass(frozen=True)
class CostRow:
    """A row as typed, with what is wrong in it."""

    number: int
    item: str = ""
    amount: str = ""
    item_error: str = ""
    amount_error: str = ""
    is_ambiguous: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.item and not self.amount

    @property
    def amount_name(self) -> str:
        return f"costs-{self.number}-amount"

    @property
    def amount_id(self) -> str:
        return f"id_{self.amount_name}"

    @property
    def suggestion(self) -> str:
        """The likelier reading of an amount that can be read in two ways, else nothing."""
        return confirmed_amount(self.amount, is_confirmed=True) if self.is_ambiguous else ""

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in this row, with the input it belongs to."""
        found = (("item", self.item_error), ("amount", self.amount_error))
        return [
            Problem(sentence, f"id_costs-{self.number}-{cell}", "costs")
            for cell, sentence in found
            if sentence
        ]


class CostsWidget(forms.Widget):
    """Rows "Was?" and "Wie viel?"; their number stands in a hidden field."""

    def value_from_datadict(self, data: Data, files: Files, name: str) -> list[CostRow]:
        count = str(data.get(f"{name}-rows", ""))
        rows = int(count) if count.isascii() and count.isdigit() and len(count) < 4 else EMPTY_ROWS
        return [self._row(data, name, number) for number in range(1, min(rows, MAX_COST_ROWS) + 1)]

    def _row(self, data: Data, name: str, number: int) -> CostRow:
        typed = plain_text(str(data.get(f"{name}-{number}-amount", "")))
        return CostRow(
            number=number,
            item=plain_text(str(data.get(f"{name}-{number}-item", ""))),
            amount=confirmed_amount(typed, is_confirmed=f"{name}-{number}-amount_yes" in data),
        )

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-1-item"


class CostsField(forms.Field):
    """The cost plan. `clean` answers with the judged rows; `lines` are those that can be saved."""

    kind = "costs"
    widget = CostsWidget
    max_item_length: ClassVar[int] = 120

    def clean(self, value: Any) -> list[CostRow]:
        return [self._judge(row) for row in value]

    def _judge(self, row: CostRow) -> CostRow:
        if row.is_empty:
            return row
        try:
            cents = parse_cents(row.amount) if row.amount else 0
        except InvalidInput as error:
            sentence = say(
                "Zeile {number}: {message}",
                number=row.number,
                message=error.message,
            )
            row = replace(row, amount_error=sentence, is_ambiguous=isinstance(error, AmbiguousAmount))
        else:
            if cents == 0:
                how_to = say(
                    "Schreiben Sie in Zeile {number}, wie viel es kostet, zum Beispiel 49,90.",
                    number=row.number,
                )
                row = replace(row, amount_error=how_to)
        return replace(row, item_error=self._item_error(row))

    def _item_error(self, row: CostRow) -> str:
        if not row.item:
            return say(
                "Schreiben Sie in Zeile {number}, was Sie brauchen.",
                number=row.number,
            )
        excess = len(row.item) - self.max_item_length
        return (
            say(
                "Zeile {number}: Ihr Text ist {excess} Zeichen zu lang. Kürzen Sie ihn.",
                number=row.number,
                excess=excess,
            )
            if excess > 0
            else ""
        )


def cost_lines(rows: Sequence[CostRow]) -> list[CostLine]:
    """The rows that are right, ready to be saved."""
    return [
        CostLine(row.item, parse_cents(row.amount))
        for row in rows
        if not (row.is_empty or row.item_error or row.amount_error)
    ]


def rows_of(costs: Sequence[Any]) -> list[CostRow]:
    """Saved costs as rows, with empty ones below to go on writing."""
    saved = [
        CostRow(number, cost.item, format_amount(cost.amount_cents)) for number, cost in enumerate(costs, 1)
    ]
    missing = max(1 if saved else EMPTY_ROWS, EMPTY_ROWS - len(saved))
    free = min(missing, MAX_COST_ROWS - len(saved))
    return saved + [CostRow(len(saved) + number) for number in range(1, free + 1)]


def with_empty_row(rows: Sequence[CostRow]) -> list[CostRow]:
    """One row more, as long as there are not too many."""
    more = [CostRow(len(rows) + 1)] if len(rows) < MAX_COST_ROWS else []
    return [*rows, *more]

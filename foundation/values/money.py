"""Money is an `int` of cents. Reading and writing amounts happens here and nowhere else."""

from __future__ import annotations

import re
from typing import Final

from foundation.values.digits import ascii_digits
from foundation.values.errors import InvalidInput
from foundation.values.phrases import say

MAX_CENTS: Final = 999_999_999
_MAX_TEXT: Final = 40

HOW_TO: Final = say("Geben Sie einen Betrag in Euro ein, zum Beispiel 49,90.")
_TOO_PRECISE: Final = say("Geben Sie höchstens zwei Stellen nach dem Komma ein, zum Beispiel 49,90.")
_NEGATIVE: Final = say("Geben Sie den Betrag ohne Minuszeichen ein, zum Beispiel 49,90.")
_TOO_HIGH: Final = say("Geben Sie höchstens 9.999.999,99 € ein.")

# What counts as the same separator: ASCII, full-width, Arabic. The Arabic two are never ambiguous.
_SAME: Final = str.maketrans(
    {
        "，": ",", "،": ",", "．": ".", "’": "'", "‘": "'", "´": "'", "`": "'", "＇": "'", "٬": "'",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u3000": " ", "\t": " ",
        "−": "-", "–": "-", "—": "-", "－": "-", "‐": "-", "‑": "-", "＋": "+",
    }
)  # fmt: skip
_CURRENCY: Final = re.compile(r"^(?:(?:€|eur|euro)\.? ?)?(.*?)(?: ?(?:€|eur|euro)\.?)?$", re.IGNORECASE)
_NO_CENTS: Final = re.compile(r"[.,] ?(?:-{1,2}|=)$")
_MACHINE: Final = re.compile(r"(-?)([0-9]{1,15})\.([0-9]{2})", re.ASCII)


class AmbiguousAmount(InvalidInput):
    """The text can be read in two ways; the person is asked, never guessed for.

    `suggestion_cents` is the likelier reading (a separator of thousands).
    """

    def __init__(self, suggestion_cents: int, field: str = "") -> None:
        super().__init__(
            say(
                "Meinen Sie {suggestion}?",
                suggestion=format_euro(suggestion_cents),
            ),
            "amount.ambiguous",
            field,
        )
        self.suggestion_cents = suggestion_cents


def parse_cents(text: str) -> int:
    """Read what a person wrote as an amount in euro and return cents, 0 to 9,999,999.99.

    German and international writing, digits of every script, with or without currency.
    Raises `AmbiguousAmount` for "1.234" and "1,234", `InvalidInput` with a sentence otherwise.
    """
    if len(text) > _MAX_TEXT:
        raise InvalidInput(HOW_TO, "amount.too_long")
    plain = " ".join(ascii_digits(text.translate(_SAME)).split())
    if not plain:
        raise InvalidInput(HOW_TO, "amount.missing")
    plain = _bare(plain)
    if plain.startswith("-") and any(character.isdigit() for character in plain):
        raise InvalidInput(_NEGATIVE, "amount.negative")
    euros, fraction = _split(plain)
    if len(fraction) > 2:
        raise InvalidInput(_TOO_PRECISE, "amount.too_precise")
    cents = int(euros or "0") * 100 + int(fraction.ljust(2, "0"))
    if cents > MAX_CENTS:
        raise InvalidInput(_TOO_HIGH, "amount.too_high")
    return cents


def _bare(plain: str) -> str:
    """Take off the currency and the German ",-" for "no cents"."""
    match = _CURRENCY.match(plain)
    inner = match.group(1) if match else plain
    return _NO_CENTS.sub("", inner)


def _split(plain: str) -> tuple[str, str]:
    """Return (digits before, digits after) the decimal separator."""
    if not re.fullmatch(r"[0-9][0-9 '.,٫]*|[.,٫][0-9]+", plain, re.ASCII) or not plain[-1].isdigit():
        raise InvalidInput(HOW_TO, "amount.unreadable")
    separators = [character for character in plain if not character.isdigit()]
    last = separators[-1] if separators else ""
    if last not in (".", ",", "٫") or (last != "٫" and separators.count(last) > 1):
        return _ungrouped(plain), ""
    before, _, after = plain.rpartition(last)
    if last != "٫" and len(separators) == 1 and _is_group_of_thousands(before, after):
        raise AmbiguousAmount(int(before + after) * 100)
    return _ungrouped(before), after


def _is_group_of_thousands(before: str, after: str) -> bool:
    return len(after) == 3 and 1 <= len(before) <= 3 and before[0] != "0"


def _ungrouped(text: str) -> str:
    """Join the groups of "1.234.567"; one kind of separator, groups of exactly three."""
    if not text or text.isdigit():
        return text
    separator = next(character for character in text if not character.isdigit())
    first, *groups = text.split(separator)
    well_formed = 1 <= len(first) <= 3 and first.isdigit() and first[0] != "0"
    if not well_formed or not all(len(group) == 3 and group.isdigit() for group in groups):
        raise InvalidInput(HOW_TO, "amount.unreadable")
    return first + "".join(groups)


def format_amount(cents: int) -> str:
    """Return cents as "1.234,50"; negative amounts with a true minus sign, which is read aloud."""
    sign = "−" if cents < 0 else ""
    euros, rest = divmod(abs(cents), 100)
    return f"{sign}{euros:,}".replace(",", ".") + f",{rest:02d}"


def format_euro(cents: int) -> str:
    """Return cents as "1.234,50 €" with a no-break space before the sign."""
    return f"{format_amount(cents)}\u00a0€"


def format_machine(cents: int) -> str:
    """Return cents as "1234.50" for files and programs."""
    euros, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{euros}.{rest:02d}"


def parse_machine(text: str) -> int:
    """Read "1234.50" or "-19.58" and return cents; the exact reverse of `format_machine`.

    Raises `InvalidInput` for every other writing.
    """
    match = _MACHINE.fullmatch(text)
    if match is None:
        raise InvalidInput(
            say("Schreiben Sie den Betrag mit Punkt und zwei Stellen, zum Beispiel 49.90."),
            "amount.not_machine",
        )
    sign, euros, rest = match.groups()
    cents = int(euros) * 100 + int(rest)
    return -cents if sign else cents


def format_percent(hundredths: int) -> str:
    """1.27 % from 127, as Germans write it: "1,27 %"."""
    return f"{format_amount(hundredths)}\u00a0%"


def percent_of(cents: int, percent: int) -> int:
    """Return `percent` per cent of non-negative `cents`, cut off below the cent (INV-07: floor)."""
    if cents < 0 or percent < 0:
        raise ValueError("percent_of needs non-negative numbers")
    return cents * percent // 100


def round_half_up(numerator: int, denominator: int) -> int:
    """Return numerator/denominator rounded to a whole number, halves away from zero.

    The one rounding of the program ("kaufmännisch"); symmetric, so that a counter-entry cancels exactly.
    """
    if denominator <= 0:
        raise ValueError("round_half_up needs a positive denominator")
    magnitude = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -magnitude if numerator < 0 else magnitude

"""The account assignment (Buchungsstelle) of a booking: a pattern of the office, filled (§ 8 KomKBVO LSA)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, Final

from grants.rules.findings import Finding, blocker

SOURCE = "§ 8 Abs. 1 Nr. 4 KomKBVO LSA"
#: Placeholder -> column of the rules; `sachkonto` is that of the expenses or of the income.
PARTS: Final[Mapping[str, str]] = {
    "produkt": "product_code",
    "sachkonto": "expense_account",
    "massnahme": "measure_code",
    "kostenstelle": "cost_centre",
}
INCOME_ACCOUNT = "income_account"


def fill_assignment(pattern: str, parts: Mapping[str, str]) -> str:
    """The account assignment as it stands on the order and in the ledger; `parts` by placeholder."""
    return pattern.format_map(dict(parts)).strip()


def check_assignment(values: Mapping[str, Any]) -> Iterator[Finding]:
    """The pattern names only parts there are, and each of them has a value. `values` by column of the rules.

    Source: `SOURCE`. Does not know whether the city's plan has such an account.
    """
    pattern = values.get("account_assignment") or ""
    try:
        named = list(_named(pattern))
    except ValueError:
        yield _wrong("Eine geschweifte Klammer ist nicht geschlossen. Schreiben Sie zum Beispiel {produkt}.")
        return
    for name in named:
        if name not in PARTS:
            known = ", ".join(f"{{{each}}}" for each in PARTS)
            yield _wrong(f"{{{name}}} gibt es nicht. Möglich sind: {known}.")
        elif not (values.get(PARTS[name]) or "").strip():
            yield _wrong(f"Für {{{name}}} fehlt der Wert. Füllen Sie ihn aus, oder nehmen Sie ihn heraus.")


def _named(pattern: str) -> Iterator[str]:
    """What stands in the braces, with everything that Python would read into it. Raises ValueError."""
    for _text, name, spec, conversion in Formatter().parse(pattern):
        if name is not None:
            yield f"{name}{'!' + conversion if conversion else ''}{':' + spec if spec else ''}"


def _wrong(sentence: str) -> Finding:
    return blocker("rules.account_assignment", sentence, SOURCE, field="account_assignment")

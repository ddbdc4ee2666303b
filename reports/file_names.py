"""What a made file is called: for a report its number, its name, its as-of day, in plain letters."""

from __future__ import annotations

import re
from typing import Any

from text_unidecode import unidecode

from reports.contract import Data, Report, ReportPaper

NUMBER = re.compile(r"\(R\d+\)")
LONGEST = 80  # characters before the as-of day, which must not be cut off
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def stem_of(report: Report[Any], data: Data) -> str:
    """Without the ending: `R5-haushaltsueberwachungsliste-2026-lindentor-stand-2026-12-01`.

    A letter or an order has one day only and keeps its own name.
    """
    paper = data.paper
    if not isinstance(paper, ReportPaper) or paper.as_of is None:
        return paper.file_stem
    number = NUMBER.search(report.title)
    parts = (number.group().strip("()") if number else "", plain(paper.file_stem)[:LONGEST].strip("-"))
    return "-".join(part for part in (*parts, "stand", paper.as_of.isoformat()) if part)


def plain(text: str) -> str:
    """Small letters, digits and hyphens: every disk, every mail and every command line takes them."""
    return re.sub(r"[^a-z0-9]+", "-", unidecode(text.lower().translate(_GERMAN)).lower()).strip("-")

"""Looking into finished documents: validators, poppler, and the objects themselves."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest

LIMITS = page_validation.SafetyLimits.unlimited()


def findings(pdf: bytes, profile: str) -> list[str]:
    """What page-validation objects to; an empty list is a valid file."""
    report = page_validation.validate_pdf_bytes(pdf, profile=profile, limits=LIMITS)
    found = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    assert bool(found) is not report.is_compliant
    return found


def all_findings(pdf: bytes) -> list[str]:
    """Objections to the file as PDF/A-3a and as PDF/UA-1, and of qpdf's own check."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return findings(pdf, "3a") + findings(pdf, "ua1") + opened.check_pdf_syntax()


def poppler(program: str, pdf: bytes, *options: str) -> str:
    """The output of one of poppler's programs; warnings are failures."""
    if shutil.which(program) is None:
        pytest.fail(f"{program} is missing: install the system package poppler-utils")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(pdf)
        command = [program, *options, str(path), *(["-"] if program == "pdftotext" else [])]
        done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr.decode() == ""
    return done.stdout.decode(errors="replace")  # attributes such as /Summary come as raw UTF-16


def struct_text(pdf: bytes) -> str:
    """The text as the structure tree holds it, in reading order."""
    return poppler("pdfinfo", pdf, "-struct-text")


def words_heard(pdf: bytes) -> str:
    """All quoted text of the structure tree in one line."""
    quoted = (line.strip() for line in struct_text(pdf).splitlines())
    return "".join(line[1:-1] for line in quoted if line.startswith('"'))


def words_tagged(pdf: bytes) -> str:
    """The same from the objects, for long documents: poppler draws the page anew for every element."""
    marked: dict[tuple[int, int], str] = {}
    for page in opened(pdf).pages:
        marked |= {(page.obj.objgen[0], key): text for key, text in _marked_text(page).items()}
    return "".join(_text_of(element, marked) for element in elements(pdf))


def _marked_text(page: pikepdf.Page) -> dict[int, str]:
    """Marked content identifier -> text; a code is the Unicode number of its character."""
    found: dict[int, str] = {}
    current = -1
    instructions: Any = pikepdf.parse_content_stream(page, "BDC EMC Tj")
    for operands, operator in instructions:
        if str(operator) == "BDC":
            current = int(operands[1].get("/MCID", -1))
        elif str(operator) == "Tj":
            found[current] = found.get(current, "") + bytes(operands[0]).decode("utf-16-be")
    return found


def _text_of(element: Any, marked: dict[tuple[int, int], str]) -> str:
    """The text that belongs to the element itself, not to its children."""
    if "/ActualText" in element:
        return str(element.ActualText)
    kids = element.get("/K", [])
    text = ""
    for kid in kids if isinstance(kids, pikepdf.Array | list) else [kids]:
        if isinstance(kid, int):
            text += marked[element.Pg.objgen[0], kid]
        elif kid.get("/Type") == "/MCR":
            text += marked[kid.Pg.objgen[0], int(kid.MCID)]
    return text


def words_copied(pdf: bytes) -> str:
    """What pdftotext extracts, in one line."""
    return " ".join(poppler("pdftotext", pdf, "-raw").split())


@lru_cache(maxsize=16)  # objects of a document live only as long as the document
def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def elements(pdf: bytes, tag: str = "") -> list[Any]:
    """All structure elements in reading order, or those with this tag."""
    root = opened(pdf).Root.StructTreeRoot
    return [element for element in _walk(root.K) if not tag or f"/{tag}" == element.S]


def _walk(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _walk(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _walk(node.K)


def page_operators(pdf: bytes, number: int) -> str:
    """The operators of one page, closing content included."""
    page = opened(pdf).pages[number]
    return "\n".join(part.read_bytes().decode("latin-1") for part in page.Contents)


def changed(pdf: bytes, change: Any) -> bytes:
    """The file after `change(pikepdf.Pdf)`; for planting defects."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(out)
    return out.getvalue()

"""Is this document one of ours? Answered to whoever shows its number and its check code."""

from __future__ import annotations

import re

from django.utils.crypto import constant_time_compare

from foundation.files.models import Document, DocumentState, ErasedDocument
from foundation.values.codes import CHECK_CODE_LENGTH, normalise_code
from foundation.values.digits import ascii_digits

NUMBER = re.compile(r"D?[-\s]*(\d{4})[-\s]*(\d{1,12})", re.ASCII | re.IGNORECASE)
NO_CODE = "-" * CHECK_CODE_LENGTH  # no code has a dash


def find_genuine(*, number: str, code: str) -> Document | ErasedDocument | None:
    """The finished document with this number and code as somebody typed them, or what is left of it.

    None for an unknown number as for a wrong code: both ask the database the same questions and compare one
    code, so the answer does not show by its time which numbers exist.
    """
    wanted, typed = read_number(number), normalise_code(code)
    document = Document.objects.filter(number=wanted, state=DocumentState.READY).first()
    erased = ErasedDocument.objects.filter(number=wanted).first()
    found = document or erased
    known = found.check_code if found is not None else NO_CODE
    return found if constant_time_compare(typed, known) else None


def read_number(text: str) -> str:
    """A number as it was typed in the way in which numbers are written: "d 2026 123" is D-2026-000123.

    Never raises: what is no number is no known one.
    """
    found = NUMBER.fullmatch(ascii_digits(text.strip()))
    return f"D-{found[1]}-{int(found[2]):06d}" if found else ""

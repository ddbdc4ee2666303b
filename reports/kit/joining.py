"""Several finished PDFs as one, for the printer: pages only, without tags and attachments of the parts."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf


def joined(parts: Sequence[bytes], *, title: str) -> bytes:
    """The pages of all parts, in their order. Raises ValueError without parts."""
    if not parts:
        raise ValueError("nothing to join")
    with pikepdf.new() as whole:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as pdf:
                whole.pages.extend(pdf.pages)
        with whole.open_metadata() as meta:
            meta["dc:title"] = title
        out = io.BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()

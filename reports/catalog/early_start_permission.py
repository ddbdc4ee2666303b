"""Vorzeitiger Maßnahmenbeginn: one may begin before the notice, at one's own risk (VV Nr. 1.3 § 44 LHO)."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="vorzeitiger-beginn", title="Vorzeitiger Maßnahmenbeginn")

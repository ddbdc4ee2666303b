"""Vorzeitiger Maßnahmenbeginn, refused: nothing may be bought before the notice is there."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="vorzeitiger-beginn-abgelehnt", title="Vorzeitiger Maßnahmenbeginn (Ablehnung)")

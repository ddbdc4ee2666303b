"""Anhörung zur Rückforderung: what the city wants back and why, before it decides (§ 28 VwVfG)."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="anhoerung-rueckforderung", title="Anhörung zur Rückforderung")

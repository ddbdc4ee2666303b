"""Anhörung zum Beginn: has the project begun? Asked before the grant lapses (§ 28 VwVfG)."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="anhoerung-beginn", title="Anhörung zum Beginn")

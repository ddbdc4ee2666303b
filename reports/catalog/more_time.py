"""Fristverlängerung: more time for the answer to a question, with the new day (§ 31 VII VwVfG)."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="fristverlaengerung", title="Fristverlängerung")

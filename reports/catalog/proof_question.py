"""Nachforderung zum Nachweis: what the check of the proof still needs to know."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="nachweis-nachforderung", title="Nachforderung zum Nachweis")

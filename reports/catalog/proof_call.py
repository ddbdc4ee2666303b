"""Aufforderung zum Nachweis: the project is over, the proof is due."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="nachweis-aufforderung", title="Aufforderung zum Nachweis")

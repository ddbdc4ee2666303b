"""Abschluss: everything is settled."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="abschluss", title="Abschluss")

"""Erinnerung an die Nachforderung zum Nachweis: the question again, with a new day."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(
    slug="nachweis-nachforderung-erinnerung", title="Erinnerung an die Nachforderung zum Nachweis"
)

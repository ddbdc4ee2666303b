"""Erinnerung an den Nachweis: it is late; a new day, and an offer to help."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="nachweis-erinnerung", title="Erinnerung an den Nachweis")

"""Erinnerung an die Nachforderung: the question again, with a new day and what happens without an answer."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="nachforderung-erinnerung", title="Erinnerung an die Nachforderung")

"""Vertagung: the jury has spoken about the application and wants to see it again."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="vertagung", title="Vertagung")

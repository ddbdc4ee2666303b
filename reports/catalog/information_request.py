"""Nachforderung: a question to the applicant, with the day for the answer (§ 26 II VwVfG)."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="nachforderung", title="Nachforderung")

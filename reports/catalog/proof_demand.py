"""Mahnung: the formal demand for the proof; it is the hearing before a revocation (§ 28 VwVfG)."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="nachweis-mahnung", title="Mahnung und Anhörung")

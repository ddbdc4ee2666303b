"""Anhörung zu Zinsen: what the city wants for money that came back too late (§ 28 VwVfG)."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="anhoerung-zinsen", title="Anhörung zu Zinsen")

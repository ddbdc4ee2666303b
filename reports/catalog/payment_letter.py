"""Auszahlungsmitteilung: how much was paid, when, to which account."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="auszahlungsmitteilung", title="Auszahlungsmitteilung")

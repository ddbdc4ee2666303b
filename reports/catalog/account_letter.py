"""Neues Konto: another account counts, from a signed sheet of paper."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="neues-konto", title="Neues Konto")

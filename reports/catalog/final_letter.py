"""Schlussmitteilung: what the check of the proof found, with every receipt that was cut."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter, sent_facts

REPORT = plain_letter(slug="schlussmitteilung", title="Schlussmitteilung", facts=sent_facts)

"""Mehr Zeit für den Nachweis: the proof of one case has a later term."""

from __future__ import annotations

from reports.catalog.plain_letter import plain_letter

REPORT = plain_letter(slug="nachweis-verlaengerung", title="Mehr Zeit für den Nachweis")

"""Texts of obligations and conditions precedent: one line each, as long as the row that keeps it."""

from __future__ import annotations

from collections.abc import Iterable

from grants.rules.findings import Finding, blocker

LONGEST = 300


def folded(texts: Iterable[str]) -> list[str]:
    """Each text on one line, empty ones left out: a box with one obligation a line must not split it."""
    return [" ".join(text.split()) for text in texts if text.strip()]


def check_obligations(texts: Iterable[str]) -> tuple[Finding, ...]:
    """No obligation is longer than its row: a notice must say all of it.

    Source: § 37 I VwVfG (definite); our row of 300 characters. Does not judge the words.
    """
    sentence = f"Eine Auflage hat höchstens {LONGEST} Zeichen. Teilen Sie sie auf."
    return tuple(
        blocker("obligation.too_long", f"{sentence} Zu lang ist: „{text[:40]}…“", "§ 37 VwVfG", "obligations")
        for text in texts
        if len(text) > LONGEST
    )

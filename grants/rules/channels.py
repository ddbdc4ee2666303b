"""By which way a notice can leave the house: the way belongs to the addressee."""

from __future__ import annotations

from grants.rules.facts import Channel


def possible_channels(email: str) -> tuple[Channel, ...]:
    """A letter always; e-mail and portal only where there is an address to send to, or to tell of the portal.

    Source: § 41 II VwVfG, § 3a I VwVfG. Does not check whether the addressee has agreed to it.
    """
    return ("letter", "portal", "email") if email else ("letter",)


def channel_of(wish: str, email: str) -> Channel:
    """The way that was wished for if it is possible, else the letter."""
    return next((channel for channel in possible_channels(email) if channel == wish), "letter")

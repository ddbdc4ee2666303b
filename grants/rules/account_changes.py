"""When money may be ordered to an account that has changed, and how fresh its confirmation must be."""

from __future__ import annotations

from datetime import datetime, timedelta

REST = timedelta(hours=24)
FRESH_FOR = timedelta(minutes=30)


def earliest_order(changed_at: datetime) -> datetime:
    """The first moment at which a payment to the changed account can be ordered.

    Source: person rule 6 of the table of permissions. The first entry of an account is no change.
    """
    return changed_at + REST


def is_fresh(confirmed_at: datetime | None, now: datetime) -> bool:
    """Whether a person has shown only just that the case is theirs, with their code or a new link.

    Source: row 22 of the table of permissions ("fresh code"). Half an hour is enough to type an IBAN.
    """
    return confirmed_at is not None and timedelta(0) <= now - confirmed_at <= FRESH_FOR

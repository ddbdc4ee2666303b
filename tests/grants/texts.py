"""Texts of a fund for tests, written past the checks of the page: an empty one, one with a hole."""

from datetime import datetime

from foundation.audit.actors import SYSTEM
from foundation.values.dates import BERLIN
from grants.models import Fund, FundText

LONG_AGO = datetime(2026, 1, 2, tzinfo=BERLIN)


def say(*, now: datetime = LONG_AGO, **texts: str) -> None:
    """Let every fund say these texts from `now` on."""
    for fund in Fund.objects.all():
        for name, text in texts.items():
            FundText.objects.create(
                fund=fund,
                name=name,
                version=fund.texts.filter(name=name).count() + 1,
                text=text,
                written_by=SYSTEM.reference,
                written_by_label=SYSTEM.label,
                written_at=now,
            )

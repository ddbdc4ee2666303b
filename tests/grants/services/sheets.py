"""The three steps of an account from a sheet of paper, with words that are right."""

from typing import Any

from grants.models import AccountSheet
from grants.services.account_sheets import (
    confirm_account_sheet,
    discard_account_sheet,
    enter_account_sheet,
)
from tests.stories import Story

OTHER = "DE02 1203 0000 0000 2020 51"


def enter(story: Story, by: str = "manager", **more: Any) -> AccountSheet:
    words: dict[str, Any] = {"holder": "Alex Beispiel", "iban": OTHER, "came_on": story.day} | more
    return enter_account_sheet(grant=story.grant, actor=story.people[by], now=story.now, **words)


def confirm(story: Story, by: str = "officer", **more: Any) -> AccountSheet:
    words: dict[str, Any] = {"iban": OTHER.lower()} | more
    return confirm_account_sheet(grant=story.grant, actor=story.people[by], now=story.now, **words)


def discard(story: Story, by: str = "manager", **more: Any) -> AccountSheet:
    words: dict[str, Any] = {"reason": "Die Unterschrift fehlt."} | more
    return discard_account_sheet(grant=story.grant, actor=story.people[by], now=story.now, **words)

"""What the office reads after a draft or a check: who does the next step, as the fund's profile has it."""

from typing import Any

from grants.models import Grant
from grants.models.notice import IS_DRAFT

NONE_NEEDED = "Eine zweite Person verlangen die Regeln des Fonds hier nicht."


def who_releases(target: Any) -> str:
    """Who lets the draft out of the house (person rules 3 and 10)."""
    draft = target.case.notices.filter(IS_DRAFT).order_by("-pk").first()
    if draft is not None and not target.case.rules.needs_second_person("notice", draft.amount_cents):
        return NONE_NEEDED
    return "Eine zweite Person gibt den Entwurf frei."


def who_confirms(grant: Grant) -> str:
    """Who confirms the check of a proof."""
    is_needed = grant.case.rules.needs_second_person("proof")
    return "Eine zweite Person bestätigt ihn." if is_needed else NONE_NEEDED

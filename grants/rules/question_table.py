"""The nine pages of the application form (UX handbook 3.2, A1 to A9), in the order of the questions."""

from __future__ import annotations

from typing import Final

from grants.rules.question_model import Section
from grants.rules.questions_of_applicant import ADDRESS, NAME, WHO
from grants.rules.questions_of_project import CONSENT, COSTS, IDEA, OTHER_MONEY, PICTURES, WHEN_AND_WHERE

SECTIONS: Final[tuple[Section, ...]] = (
    WHO,
    NAME,
    ADDRESS,
    IDEA,
    WHEN_AND_WHERE,
    COSTS,
    OTHER_MONEY,
    PICTURES,
    CONSENT,
)

"""The points that members gave an item. Those of somebody biased do not count."""

from collections import defaultdict

from grants.models import AgendaItem
from grants.rules.criteria import Criterion, Standing, standing


def standing_of(item: AgendaItem, criteria: tuple[Criterion, ...]) -> Standing | None:
    """The averages of an item; None when the fund has no criteria or nobody gave points."""
    if not criteria:
        return None
    biased = {conflict.person_reference for conflict in item.application.conflicts.all()}
    given: dict[str, dict[str, int]] = defaultdict(dict)
    for score in item.scores.all():
        given[score.member.reference][score.criterion] = score.points
    return standing(criteria, [points for member, points in given.items() if member not in biased])

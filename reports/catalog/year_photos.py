"""Photographs of a year's projects, of those released only, in the order of the projects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foundation.files.pictures import small_picture
from foundation.files.services import read_bytes
from foundation.values.errors import DomainError
from grants.models import ReleasedPicture
from reports.catalog.year_projects import Project
from reports.contract import Commission

MOST = 3


@dataclass(frozen=True)
class Photo:
    """A picture made small, what it shows, and the project that it is of."""

    data: bytes
    shows: str
    project: str


def photos_of_year(projects: Iterable[Project], commission: Commission) -> tuple[Photo, ...]:
    """At most three, one of each project. What was withdrawn since is left out whatever the as-of day is."""
    shown = {each.case: each for each in projects}
    released = ReleasedPicture.objects.filter(
        case__in=list(shown), withdrawn_at__isnull=True, released_at__lte=commission.recorded_until
    )
    newest = {each.case_id: each for each in released.select_related("file").order_by("pk")}
    photos: list[Photo] = []
    for each in (newest[case] for case in shown if case in newest):
        try:
            photos.append(Photo(small_picture(read_bytes(each.file)), each.shows, shown[each.case_id].title))
        except (OSError, DomainError):
            continue  # the book does not wait for a picture; check_invariants names the file
        if len(photos) == MOST:
            break
    return tuple(photos)

"""The versions of an application, each with what reads differently from the one before."""

from dataclasses import dataclass
from datetime import datetime

from grants.models import Application, Correction
from grants.rules.answers import Difference, differences


@dataclass(frozen=True)
class VersionLine:
    """One version; `by` is empty when the applicant sent it, `reason` belongs to a correction."""

    number: int
    sent_at: datetime
    by: str
    reason: str
    changes: tuple[Difference, ...]


def versions_of(application: Application) -> list[VersionLine]:
    """All versions, the latest first. Two queries."""
    return _lines(application, {each.version_id: each for each in application.corrections.all()})


def corrections_of(application: Application) -> list[VersionLine]:
    """What the office has corrected, for the person who sent it; the latest first. Mostly one query."""
    made = {each.version_id: each for each in application.corrections.all()}
    return [line for line in _lines(application, made) if line.by] if made else []


def _lines(application: Application, corrections: dict[int, Correction]) -> list[VersionLine]:
    lines, before = [], None
    for version in application.versions.order_by("number"):
        correction = corrections.get(version.pk)
        lines.append(
            VersionLine(
                number=version.number,
                sent_at=version.sent_at,
                by=correction.made_by_label if correction else "",
                reason=correction.reason if correction else "",
                changes=differences(before, version.content) if before is not None else (),
            )
        )
        before = version.content
    return lines[::-1]

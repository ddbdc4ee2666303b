"""The profiles of payment files as people read them: what holds, what held, what a proposal changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation.audit.actors import Actor
from grants import policy
from grants.models import Fund, PaymentProfile
from grants.models.payment_profile import IS_OPEN, profile_columns
from grants.rules.answers import Difference
from grants.rules.import_names import NO_NAMES, ImportNames
from grants.rules.payment_files import DEFAULT_COLUMNS, FileFormat

READERS = ("QM", "CI", "KA", "AU")
EMPTY = "nichts"


@dataclass(frozen=True)
class ProfileVersion:
    """One confirmed version with what it changed."""

    profile: PaymentProfile
    changes: Sequence[Difference]


def profile_in_force(fund: Fund, *, at: datetime | None = None) -> PaymentProfile | None:
    """The confirmed version that holds now, or held `at` that moment; None before the first one.

    Without one the neutral file is written.
    """
    confirmed = fund.payment_profiles.filter(confirmed_at__isnull=False)
    if at is not None:
        confirmed = confirmed.filter(confirmed_at__lte=at)
    return confirmed.order_by("-version").first()


def format_of(profile: PaymentProfile | None) -> FileFormat:
    """How the CSV is written under this profile; without one the neutral file of the handbook."""
    return profile.file_format if profile else FileFormat()


def import_names_of(fund: Fund) -> ImportNames:
    """How the files of the fund's finance system name things, as its profile in force says."""
    profile = profile_in_force(fund)
    return profile.import_names if profile else NO_NAMES


def open_profile(fund: Fund) -> PaymentProfile | None:
    """The proposal that waits, if there is one."""
    return fund.payment_profiles.filter(IS_OPEN).first()


def neutral_values() -> dict[str, Any]:
    """What holds before a first version, by name."""
    defaults = {column.name: column.get_default() for column in profile_columns()}
    return defaults | {"columns_text": DEFAULT_COLUMNS}


def find_profile(actor: Actor, uuid: UUID, codes: tuple[str, ...]) -> PaymentProfile | None:
    """The version, if the actor may know of it."""
    found = policy.scope(actor, PaymentProfile.objects.filter(uuid=uuid), codes=codes)
    return found.select_related("fund").first()


def profile_in_words(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every value with its German name, as a person reads it."""
    return [(str(each.verbose_name), _words(each, values[each.name])) for each in profile_columns()]


def profile_differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """What differs between two versions, in the order of the form."""
    return [
        Difference(
            str(each.verbose_name),
            tuple(_words(each, before[each.name]).splitlines()),
            tuple(_words(each, after[each.name]).splitlines()),
        )
        for each in profile_columns()
        if before[each.name] != after[each.name]
    ]


def versions_of_profile(fund: Fund) -> list[ProfileVersion]:
    """Every confirmed version, the newest first, with what it changed against the one before."""
    before, found = neutral_values(), []
    for profile in fund.payment_profiles.filter(confirmed_at__isnull=False).order_by("version"):
        found.append(ProfileVersion(profile, profile_differences(before, profile.values)))
        before = profile.values
    return found[::-1]


def changes_of(profile: PaymentProfile) -> list[Difference]:
    """What this version changes against the one that held before it."""
    earlier = profile.fund.payment_profiles.filter(confirmed_at__isnull=False, version__lt=profile.version)
    before = earlier.order_by("-version").first()
    return profile_differences(before.values if before else neutral_values(), profile.values)


def _words(column: Any, value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return str(dict(column.flatchoices).get(value, value)) or EMPTY

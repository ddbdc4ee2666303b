"""Keys instead of accounts: made, opened, replaced. The secret itself is never stored."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from applicants.models import AccessKey, Applicant, KeyKind
from foundation.values.codes import digest, make_code, make_token, normalise_code
from foundation.values.errors import DomainError

DRAFT_LINK_DAYS = 14
SIGN_IN_LINK_MINUTES = 30
SHEET_CODE_LENGTH = 12

KEY_UNKNOWN = (
    "Dieser Schlüssel passt nicht. Prüfen Sie die Zeichen, oder lassen Sie sich einen neuen Link schicken."
)


def issue_link(*, applicant: Applicant, now: datetime, lifetime: timedelta) -> str:
    """A new one-time link secret; an older link of the same applicant is superseded."""
    token = make_token()
    _replace(applicant, KeyKind.LINK, digest(token), now=now, expires_at=now + lifetime)
    return token


def issue_sheet_code(*, applicant: Applicant, now: datetime) -> str:
    """A new 12-character code for the printed access sheet; the older sheet stops working."""
    code = make_code(SHEET_CODE_LENGTH)
    _replace(applicant, KeyKind.SHEET, digest(code), now=now, expires_at=None)
    return code


def open_with_link(*, token: str, now: datetime) -> Applicant:
    """Use a link up. Raises DomainError when it is unknown, used, superseded or expired."""
    with transaction.atomic():
        key = AccessKey.objects.select_for_update().filter(digest=digest(token), kind=KeyKind.LINK).first()
        if key is None or key.used_at or key.superseded_at or (key.expires_at and key.expires_at <= now):
            raise DomainError(
                "Dieser Link gilt nicht mehr. Lassen Sie sich einen neuen schicken.", code="key.spent"
            )
        key.used_at = now
        key.save()
    return key.applicant


def open_with_code(*, code: str, now: datetime) -> Applicant:
    """Open with the code of the access sheet, in any spelling. Raises DomainError when it does not fit."""
    found = (
        AccessKey.objects.filter(
            digest=digest(normalise_code(code)), kind=KeyKind.SHEET, superseded_at__isnull=True
        )
        .select_related("applicant")
        .first()
    )
    if found is None:
        raise DomainError(KEY_UNKNOWN, code="key.unknown")
    return found.applicant


def _replace(
    applicant: Applicant, kind: KeyKind, key_digest: str, *, now: datetime, expires_at: datetime | None
) -> None:
    with transaction.atomic():
        Applicant.objects.select_for_update().get(pk=applicant.pk)  # two at once must not leave two live ones
        live = AccessKey.objects.filter(
            Q(used_at__isnull=True), applicant=applicant, kind=kind, superseded_at=None
        )
        live.update(superseded_at=now)
        AccessKey.objects.create(
            applicant=applicant, kind=kind, digest=key_digest, created_at=now, expires_at=expires_at
        )

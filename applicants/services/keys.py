"""Keys instead of accounts: made, opened, replaced. The secret itself is never stored."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from applicants.models import AccessKey, Applicant, KeyKind
from foundation.values.codes import code_from, digest, make_token, normalise_code
from foundation.values.errors import DomainError, InvalidInput
from foundation.values.phrases import say

DRAFT_LINK_DAYS = 14
SIGN_IN_LINK_MINUTES = 30
SHEET_CODE_LENGTH = 12
SHOWN_AGAIN_FOR = timedelta(hours=1)
FORM_NONCE = re.compile(r"[A-Za-z0-9_-]{32,64}")

KEY_UNKNOWN = say(
    "Dieser Schlüssel passt nicht. Prüfen Sie die Zeichen, oder lassen Sie sich einen neuen Link schicken."
)
CODE_NOT_AGAIN = say(
    "Dieser Code wird nicht noch einmal gezeigt. Gehen Sie zurück, und lassen Sie sich einen neuen geben."
)
FORM_INCOMPLETE = say("Die Seite war nicht vollständig. Laden Sie sie neu, und versuchen Sie es noch einmal.")


@dataclass(frozen=True)
class SheetCode:
    """The code of an access sheet; `is_new` is False when the same form was sent again."""

    code: str
    is_new: bool

    @property
    def groups(self) -> str:
        """As it is printed: K4MP 7XQT 3WRA."""
        return " ".join(self.code[start : start + 4] for start in range(0, len(self.code), 4))


def issue_link(*, applicant: Applicant, now: datetime, lifetime: timedelta) -> str:
    """A new one-time link secret; an older link of the same applicant is superseded."""
    token = make_token()
    _replace(applicant, KeyKind.LINK, digest(token), now=now, expires_at=now + lifetime)
    return token


def issue_sheet_code(*, applicant: Applicant, form_nonce: str, asked_by: str, now: datetime) -> SheetCode:
    """A 12-character code for the printed access sheet; the older sheet stops working.

    `form_nonce` is the random token of the form that was sent, `asked_by` the reference of who sent it: the
    same form sent again by the same person gives the same code again, for an hour (docs/decisions/0007).
    Raises InvalidInput without a nonce, DomainError when the code is too old or replaced by a newer one.
    """
    if not FORM_NONCE.fullmatch(form_nonce):
        raise InvalidInput(FORM_INCOMPLETE, "form.incomplete", "")
    secret = salted_hmac(
        "applicants.sheet", f"{applicant.uuid.hex}|{asked_by}|{form_nonce}", algorithm="sha256"
    ).digest()
    code = code_from(secret, SHEET_CODE_LENGTH)
    with transaction.atomic():
        _hold(applicant)
        shown = AccessKey.objects.filter(digest=digest(code)).first()
        if shown is None:
            _replace(applicant, KeyKind.SHEET, digest(code), now=now, expires_at=None)
        elif shown.superseded_at or shown.created_at + SHOWN_AGAIN_FOR <= now:
            raise DomainError(CODE_NOT_AGAIN, "code.not_again")
    return SheetCode(code, is_new=shown is None)


def open_with_link(*, token: str, now: datetime) -> Applicant:
    """Use a link up. Raises DomainError when it is unknown, used, superseded or expired."""
    with transaction.atomic():
        key = AccessKey.objects.select_for_update().filter(digest=digest(token), kind=KeyKind.LINK).first()
        if key is None or key.used_at or key.superseded_at or (key.expires_at and key.expires_at <= now):
            raise DomainError(
                say("Dieser Link gilt nicht mehr. Lassen Sie sich einen neuen schicken."), code="key.spent"
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
        _hold(applicant)
        live = AccessKey.objects.filter(
            Q(used_at__isnull=True), applicant=applicant, kind=kind, superseded_at=None
        )
        live.update(superseded_at=now)
        AccessKey.objects.create(
            applicant=applicant, kind=kind, digest=key_digest, created_at=now, expires_at=expires_at
        )


def _hold(applicant: Applicant) -> None:
    """Two at once must not leave two live keys."""
    Applicant.objects.select_for_update().get(pk=applicant.pk)

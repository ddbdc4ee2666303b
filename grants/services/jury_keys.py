"""Keys of a session: one link and one printed code for each member. The secret itself is never stored."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.codes import code_from, digest, make_token, normalise_code
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import JuryKey, JuryKeyKind, JuryMember, JurySession
from grants.services.attendance import check_seats
from grants.services.workflow import lock

CODE_LENGTH = 12
SHOWN_AGAIN_FOR = timedelta(hours=1)
FORM_NONCE = re.compile(r"[A-Za-z0-9_-]{32,64}")
FORM_INCOMPLETE = "Die Seite war nicht vollständig. Laden Sie sie neu, und versuchen Sie es noch einmal."
NOT_AGAIN = "Diese Blätter werden nicht noch einmal gezeigt. Gehen Sie zurück, und stellen Sie neue aus."
SPENT = "Dieser Link oder Code gilt nicht mehr. Fragen Sie im Quartiersbüro nach einem neuen."


@dataclass(frozen=True)
class JurySheet:
    """What one member gets on paper."""

    member: JuryMember
    code: str

    @property
    def groups(self) -> str:
        """As it is printed: K4MP 7XQT 3WRA."""
        return " ".join(self.code[start : start + 4] for start in range(0, len(self.code), 4))


def issue_link(*, session: JurySession, member: JuryMember, actor: Actor, now: datetime) -> str:
    """A new link secret for a member; an older link stops working. The caller has asked the policy."""
    token = make_token()
    with transaction.atomic():
        _replace(lock(session), member, JuryKeyKind.LINK, digest(token), actor=actor, now=now)
    return token


def issue_sheets(
    *, session: JurySession, members: Sequence[JuryMember], form_nonce: str, actor: Actor, now: datetime
) -> list[JurySheet]:
    """Codes to be printed, one sheet a member; older sheets of these members stop working.

    The same form sent again by the same person shows the same codes, for an hour (docs/decisions/0007).
    Raises NotAllowed, InvalidInput without a nonce, Blocked for who does not sit, DomainError when too old.
    """
    if not policy.may_hold_session(actor, session):
        raise NotAllowed(policy.may_hold_session.why_not(actor, session), "policy.denied")
    if not FORM_NONCE.fullmatch(form_nonce):
        raise InvalidInput(FORM_INCOMPLETE, "form.incomplete", "")
    with transaction.atomic():
        fresh = lock(session)
        check_seats(fresh, members)
        return [_sheet(fresh, member, form_nonce, actor=actor, now=now) for member in members]


def _sheet(
    session: JurySession, member: JuryMember, form_nonce: str, *, actor: Actor, now: datetime
) -> JurySheet:
    seed = f"{session.uuid.hex}|{member.reference}|{actor.reference}|{form_nonce}"
    code = code_from(salted_hmac("grants.jury_sheet", seed, algorithm="sha256").digest(), CODE_LENGTH)
    shown = JuryKey.objects.filter(digest=digest(code)).first()
    if shown is None:
        _replace(session, member, JuryKeyKind.SHEET, digest(code), actor=actor, now=now)
    elif shown.revoked_at or shown.created_at + SHOWN_AGAIN_FOR <= now:
        raise DomainError(NOT_AGAIN, "code.not_again")
    return JurySheet(member, code)


def revoke_keys(*, session: JurySession, member: JuryMember, actor: Actor, now: datetime) -> int:
    """Link and code of a member open nothing from the next request on. -> how many. Raises NotAllowed."""
    if not policy.may_hold_session(actor, session):
        raise NotAllowed(policy.may_hold_session.why_not(actor, session), "policy.denied")
    with transaction.atomic():
        fresh = lock(session)
        live = fresh.keys.filter(member=member, revoked_at__isnull=True)
        count = live.update(revoked_at=now)
        details = {"member": member.reference, "count": count}
        append_entry(action="jury_key.revoke", subject=fresh.subject, actor=actor, details=details, now=now)
    return count


def find_key(*, secret: str, now: datetime) -> JuryKey:
    """The key that a link or a code stands for; looking uses nothing up. Raises DomainError if none fits."""
    keys = JuryKey.objects.select_related("session__fund", "member")
    found = (
        keys.filter(digest=digest(secret), kind=JuryKeyKind.LINK).first()
        or keys.filter(digest=digest(normalise_code(secret)), kind=JuryKeyKind.SHEET).first()
    )
    if found is None or not found.opens_on(local_date(now)):
        raise DomainError(SPENT, "jury_key.spent")
    return found


def open_with(*, secret: str, now: datetime) -> JuryKey:
    """Open a session with a link or a code, and note when. Raises DomainError when it does not fit."""
    found = find_key(secret=secret, now=now)
    found.opened_at = now
    found.save(update_fields=["opened_at"])
    return found


def _replace(
    session: JurySession,
    member: JuryMember,
    kind: JuryKeyKind,
    key_digest: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """The caller holds the session, so that two at once leave one live key."""
    session.keys.filter(member=member, kind=kind, revoked_at__isnull=True).update(revoked_at=now)
    JuryKey.objects.create(session=session, member=member, kind=kind, digest=key_digest, created_at=now)
    details = {"member": member.reference, "kind": kind.value}
    append_entry(action="jury_key.issue", subject=session.subject, actor=actor, details=details, now=now)

"""The jury's addresses, and the invitation that goes to them: not before somebody says "senden"."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.outbox.services import send_mail
from foundation.values.codes import digest
from foundation.values.dates import format_long_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import JuryKeyKind, JuryMember, JurySession
from grants.rules.seats import check_seat
from grants.selectors.pseudonyms import jury_sees_names, title_for_jury
from grants.services.jury_keys import issue_link
from grants.services.workflow import check_version, lock
from grants.workflows.facts import seat_facts

AddressOf = Callable[[str], str]
# What is asked for, until when, and what the link is for.
MEETING = (
    "wir laden Sie ein zur Sitzung der Jury",
    "Tag",
    "Hier lesen Sie die Anträge. In der Sitzung stimmen Sie hier auch ab",
)
CIRCULAR = (
    "wir bitten um Ihre Stimme im Umlaufverfahren. Die Jury trifft sich dafür nicht",
    "Stimmen bis",
    "Hier lesen Sie die Anträge und stimmen ab. Wollen Sie lieber beraten? Dann widersprechen Sie dort",
)
TAKES_GUESTS = ("invited", "open")


def save_addresses(
    *,
    session: JurySession,
    addresses: Mapping[JuryMember, str],
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> None:
    """Write down the members' e-mail addresses; an empty one means: on paper.

    A changed address takes the older links with it: they lie in somebody else's mailbox by now. Raises
    NotAllowed, StaleVersion, InvalidInput for what is no address.
    """
    if not policy.may_hold_session(actor, session):
        raise NotAllowed(policy.may_hold_session.why_not(actor, session), "policy.denied")
    with transaction.atomic():
        fresh = lock(session)
        check_version(fresh, expected_version)
        changed = [
            (member, email.strip()) for member, email in addresses.items() if email.strip() != member.email
        ]
        for member, email in changed:
            _demand_address(member, email)
            member.email = email
            member.save(update_fields=["email"])
            member.keys.filter(kind=JuryKeyKind.LINK, revoked_at__isnull=True).update(revoked_at=now)
        details = {"members": [member.reference for member, _ in changed]}
        append_entry(action="jury.addresses", subject=fresh.subject, actor=actor, details=details, now=now)


def _demand_address(member: JuryMember, email: str) -> None:
    try:
        if email:
            validate_email(email)
    except ValidationError:
        sentence = f"Die E-Mail-Adresse von {member.name} stimmt nicht. Beispiel: name@beispiel.de"
        raise InvalidInput(sentence, "email.invalid", f"email_{member.pk}") from None


def send_invitations(
    *,
    session: JurySession,
    address_of: AddressOf,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> int:
    """Send everybody who has an address and no link yet the invitation with a link of their own. -> how many.

    `address_of` makes the full address from the token. Raises NotAllowed, StaleVersion, DomainError when
    the session takes nobody, the agenda is empty or nobody is left to be told.
    """
    if not policy.may_hold_session(actor, session):
        raise NotAllowed(policy.may_hold_session.why_not(actor, session), "policy.denied")
    with transaction.atomic():
        fresh = lock(session)
        check_version(fresh, expected_version)
        refused = why_not_send(fresh)
        if refused:
            raise DomainError(refused, "invitation.not_yet")
        waiting = still_to_invite(fresh)
        for member in waiting:
            token = issue_link(session=fresh, member=member, actor=actor, now=now)
            _send(fresh, member, address_of(token), key=f"jury-link:{digest(token)}", now=now)
    return len(waiting)


def why_not_send(session: JurySession) -> str:
    """The sentence about what stands in the way of sending; empty when nothing does."""
    if session.state not in TAKES_GUESTS:
        return "Vermerken Sie zuerst die Einladung."
    if not session.items.exists():
        return "Setzen Sie zuerst mindestens einen Antrag auf die Tagesordnung."
    if not session.fund.jury_members.exclude(email="").exists():
        return (
            "Von keinem Mitglied gibt es eine E-Mail-Adresse. "
            "Tragen Sie Adressen ein, oder drucken Sie Zugangsblätter."
        )
    if not still_to_invite(session):
        return "Alle, von denen wir eine E-Mail-Adresse haben, sind schon eingeladen."
    return ""


def still_to_invite(session: JurySession) -> list[JuryMember]:
    """Members who sit in the session, have an address and no living link."""
    told = session.keys.filter(kind=JuryKeyKind.LINK, revoked_at__isnull=True).values("member")
    members = session.fund.jury_members.exclude(email="").exclude(pk__in=told).order_by("pk")
    return [member for member in members if not check_seat(seat_facts(member, session))]


def _send(session: JurySession, member: JuryMember, address: str, *, key: str, now: datetime) -> None:
    fund = session.fund
    where = f"\nBeginn: {session.starts_at:%H:%M} Uhr" if session.starts_at else ""
    where += f"\nOrt: {session.place}" if session.place else ""
    sees_names = jury_sees_names(session)
    agenda = "\n".join(
        f"{item.position}. {title_for_jury(item, sees_names=sees_names)} ({item.application.reference})"
        for item in session.items.select_related("application__particulars")
    )
    called, until, how = CIRCULAR if session.is_circular else MEETING
    body = (
        f"Guten Tag {member.name},\n\n"
        f"{called}, {fund.name}.\n"
        f"{until}: {format_long_date(session.held_on)}{where}\n\n"
        f"Tagesordnung:\n{agenda}\n\n"
        f"{how}:\n\n{address}\n\n"
        "Der Link ist nur für Sie. Geben Sie ihn nicht weiter.\n"
        "Sind Sie bei einem Antrag befangen? Das erklären Sie auf derselben Seite.\n\n"
        f"Fragen? {fund.department or fund.name}, Telefon {fund.phone}\n"
    )
    what = "" if session.is_circular else "Einladung zur "
    subject = f"{fund.name}: {what}{session.begins_with} {format_long_date(session.held_on)}"
    send_mail(to=member.email, subject=subject, body=body, key=key, now=now)

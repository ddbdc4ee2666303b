"""A person sets their own password, over a link that was sent to their e-mail address.

The administration never sees a password or a link: who could set the password of somebody else could order in
their name. A mistyped address is therefore a new account, not a changed one.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.guards import check_administrator, record
from foundation.accounts.models import PasswordLink, User
from foundation.accounts.services import create_user
from foundation.audit.actors import Actor, ActorKind
from foundation.outbox.services import send_mail
from foundation.values.codes import digest, make_token
from foundation.values.errors import DomainError, InvalidInput

LIFETIME = timedelta(days=3)
SPENT = "Dieser Link gilt nicht mehr. Bitten Sie die Administration um einen neuen."
BODY = """Guten Tag,

für Sie gibt es ein Konto in der Aktionskasse. Legen Sie hier Ihr Passwort fest:

{address}

Der Link gilt 3 Tage und einmal. Danach melden Sie sich mit dieser E-Mail-Adresse an.

Haben Sie das nicht erwartet? Dann müssen Sie nichts tun.
"""
#: the address of the page for a token
AddressOf = Callable[[str], str]


def invite_person(*, email: str, display_name: str, by: Actor, address_of: AddressOf, now: datetime) -> User:
    """Create an account without a password and send the link to set one. Raises InvalidInput, NotAllowed."""
    with transaction.atomic():
        user = create_user(email=email, display_name=display_name, password=None, by=by, now=now)
        send_password_link(user=user, by=by, address_of=address_of, now=now)
    return user


def send_password_link(*, user: User, by: Actor, address_of: AddressOf, now: datetime) -> None:
    """Send a fresh link, for a new person or one who forgot the password; an older link opens nothing more.

    The password that is set stays until the link is used. Raises NotAllowed, DomainError when closed.
    """
    check_administrator(by)
    token = make_token()
    with transaction.atomic():
        fresh = User.objects.select_for_update().get(pk=user.pk)
        if not fresh.is_active:
            raise DomainError("Dieses Konto ist gesperrt. Entsperren Sie es zuerst.", code="account.blocked")
        values = {"digest": digest(token), "sent_at": now, "expires_at": now + LIFETIME}
        PasswordLink.objects.update_or_create(user=fresh, defaults=values)
        record("password_link.sent", fresh, by, {}, now)
        send_mail(
            to=fresh.email,
            subject="Ihr Konto in der Aktionskasse",
            body=BODY.format(address=address_of(token)),
            key=f"password-link:{digest(token)}",
            now=now,
        )


def find_password_link(*, token: str, now: datetime) -> PasswordLink:
    """The link of this token; looking uses nothing up. Raises DomainError when it opens nothing."""
    links = PasswordLink.objects.select_related("user").filter(user__is_active=True, expires_at__gt=now)
    found = links.filter(digest=digest(token)).first()
    if found is None:
        raise DomainError(SPENT, code="password_link.spent")
    return found


def set_password(*, token: str, password: str, now: datetime) -> User:
    """Set the password of the person whom the link was sent to; the link is used up, older sessions end.

    Raises InvalidInput for a weak password, DomainError for a link that opens nothing.
    """
    with transaction.atomic():
        found = find_password_link(token=token, now=now)
        user = User.objects.select_for_update().get(pk=found.user_id)
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise InvalidInput(" ".join(error.messages), code="password.weak", field="password") from None
        if not PasswordLink.objects.filter(pk=found.pk, digest=found.digest).delete()[0]:
            raise DomainError(SPENT, code="password_link.spent")
        user.set_password(password)
        user.signed_out_at = now
        user.save(update_fields=["password", "signed_out_at"])
        record("password.set", user, Actor(ActorKind.STAFF, user.reference), {}, now)
    return user

"""A person sets their own password over a link in their e-mail, once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from foundation.accounts.models import PasswordLink, User
from foundation.accounts.password_links import (
    find_password_link,
    invite_person,
    send_password_link,
    set_password,
)
from foundation.accounts.standing import block_user
from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.outbox.models import Mail
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from tests.foundation.accounts.browsing import PASSWORD
from tests.foundation.accounts.test_services import ADMINISTRATOR, LATER, MANAGER, NOW

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
SPENT = "Dieser Link gilt nicht mehr"


def address_of(token: str) -> str:
    return f"https://kasse.example/{token}/"


def invite(by: Actor = ADMINISTRATOR) -> User:
    return invite_person(
        email=" Neu@Stadt.example ", display_name="  Nora   Neu ", by=by, address_of=address_of, now=NOW
    )


def token_of_newest_mail() -> str:
    mail = Mail.objects.latest("pk")
    assert mail.to == "neu@stadt.example"
    return mail.body.split("https://kasse.example/")[1].split("/")[0]


def test_new_person_sets_a_password_once() -> None:
    user = invite()
    assert (user.email, user.display_name, user.has_usable_password()) == (
        "neu@stadt.example", "Nora Neu", False,
    )  # fmt: skip
    token = token_of_newest_mail()
    assert token not in str(list(PasswordLink.objects.values()))
    with pytest.raises(InvalidInput) as caught:
        set_password(token=token, password="kurz", now=LATER)
    assert caught.value.field == "password"
    assert set_password(token=token, password=PASSWORD, now=LATER).check_password(PASSWORD)
    with pytest.raises(DomainError, match=SPENT):
        set_password(token=token, password=PASSWORD, now=LATER)
    entries = AuditEntry.objects.values_list("action", "actor_reference", "subject")
    subject = f"user:{user.reference}"
    assert list(entries) == [
        ("account.created", ADMINISTRATOR.reference, subject),
        ("password_link.sent", ADMINISTRATOR.reference, subject),
        ("password.set", user.reference, subject),
    ]


def test_link_lives_three_days_and_a_newer_one_ends_it() -> None:
    user = invite()
    older = token_of_newest_mail()
    assert find_password_link(token=older, now=NOW + timedelta(days=3, seconds=-1)).user == user
    with pytest.raises(DomainError, match=SPENT):
        find_password_link(token=older, now=NOW + timedelta(days=3))
    send_password_link(user=user, by=ADMINISTRATOR, address_of=address_of, now=LATER)
    assert find_password_link(token=token_of_newest_mail(), now=LATER).user == user
    with pytest.raises(DomainError, match=SPENT):
        find_password_link(token=older, now=LATER)


def test_blocked_account_gets_no_link_and_its_link_is_dead() -> None:
    user = invite()
    block_user(user=user, by=ADMINISTRATOR, now=NOW)
    with pytest.raises(DomainError, match=SPENT):
        find_password_link(token=token_of_newest_mail(), now=NOW)
    with pytest.raises(DomainError, match="gesperrt"):
        send_password_link(user=user, by=ADMINISTRATOR, address_of=address_of, now=NOW)


def test_only_administrators_invite() -> None:
    with pytest.raises(NotAllowed):
        invite(MANAGER)
    user = invite()
    with pytest.raises(NotAllowed):
        send_password_link(user=user, by=MANAGER, address_of=address_of, now=NOW)
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "name", "field"),
    [
        ("NEU@stadt.example", "X", "email"),
        ("kein", "X", "email"),
        ("a" * 250 + "@stadt.example", "X", "email"),
        ("x@stadt.example", " ", "display_name"),
        ("x@stadt.example", "x" * 151, "display_name"),
    ],
)
def test_odd_input_is_told_at_its_field(email: str, name: str, field: str) -> None:
    invite()
    with pytest.raises(InvalidInput) as caught:
        invite_person(email=email, display_name=name, by=ADMINISTRATOR, address_of=address_of, now=NOW)
    assert (caught.value.field, User.objects.count(), Mail.objects.count()) == (field, 1, 1)


def test_database_keeps_one_link_for_each_person() -> None:
    user = invite()
    with pytest.raises(IntegrityError), transaction.atomic():
        PasswordLink.objects.create(user=user, digest="x", sent_at=NOW, expires_at=LATER)

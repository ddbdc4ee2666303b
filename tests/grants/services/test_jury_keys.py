"""Links and sheets of the jury: issued, opened, replaced, revoked; and the invitation that carries them."""

from datetime import timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.outbox.models import Mail, OutboxItem
from foundation.values.codes import digest, make_token
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import JuryKey
from grants.services.invitations import save_addresses, send_invitations
from grants.services.jury_keys import find_key, issue_sheets, open_with, revoke_keys
from grants.services.sessions import invite_jury, plan_session
from tests.grants.rows import findings, refusal
from tests.grants.services.minutes import members
from tests.stories import Story

pytestmark = pytest.mark.django_db
SPENT = (DomainError, "jury_key.spent")


def address(secret: str) -> str:
    return f"https://stadt.example/jury/zugang/{secret}/"


def send(story: Story, actor: Actor | None = None, **more: Any) -> int:
    return send_invitations(
        session=story.session(),
        address_of=address,
        actor=actor or story.people["manager"],
        now=story.now,
        **more,
    )


def with_addresses(story: Story, *places: int) -> None:
    given = {member: f"jury{place}@beispiel.example" for place, member in enumerate(members(story, *places))}
    save_addresses(session=story.session(), addresses=given, actor=story.people["manager"], now=story.now)


def secret_of(mail: Mail) -> str:
    return mail.body.split("/jury/zugang/")[1].split("/")[0]


def test_invitation_goes_to_who_has_an_address_and_once(story: Story) -> None:
    story.scheduled()
    with_addresses(story, 0, 1)
    assert Mail.objects.count() == 0  # nothing leaves before somebody says so
    assert send(story) == 2
    assert [mail.to for mail in Mail.objects.order_by("pk")] == [
        "jury0@beispiel.example",
        "jury1@beispiel.example",
    ]
    assert OutboxItem.objects.filter(kind="mail").count() == 2
    mail = Mail.objects.order_by("pk")[0]
    assert f"1. Blühstreifen Musterhof ({story.application.reference})" in mail.body
    assert story.name not in mail.body
    assert JuryKey.objects.filter(digest=secret_of(mail)).count() == 0  # only its digest is stored
    assert refusal(send, story) == (DomainError, "invitation.not_yet")


def test_link_opens_again_and_again_until_it_is_revoked(story: Story, manager: Actor) -> None:
    story.scheduled()
    with_addresses(story, 0)
    send(story)
    secret = secret_of(Mail.objects.get())
    member = members(story, 0)[0]
    assert find_key(secret=secret, now=story.now).opened_at is None  # looking is not opening
    assert [open_with(secret=secret, now=story.now).member for _ in range(2)] == [member, member]
    assert JuryKey.objects.get().opened_at == story.now
    assert revoke_keys(session=story.session(), member=member, actor=manager, now=story.now) == 1
    assert refusal(open_with, secret=secret, now=story.now) == SPENT
    assert send(story) == 1
    assert open_with(secret=secret_of(Mail.objects.order_by("-pk")[0]), now=story.now).member == member


def test_new_address_takes_the_old_link_with_it(story: Story) -> None:
    story.scheduled()
    with_addresses(story, 0, 1)
    send(story)
    first = secret_of(Mail.objects.order_by("pk")[0])
    with_addresses(story, 1, 0)
    assert refusal(open_with, secret=first, now=story.now) == SPENT


def test_key_has_an_end(story: Story) -> None:
    story.scheduled()
    with_addresses(story, 0)
    send(story)
    secret = secret_of(Mail.objects.get())
    last = story.now + timedelta(days=60)
    assert open_with(secret=secret, now=last).opened_at == last
    assert refusal(open_with, secret=secret, now=story.now + timedelta(days=61)) == SPENT
    assert refusal(open_with, secret=make_token(), now=story.now) == SPENT


def test_sheet_is_shown_again_to_the_same_form_and_replaces_the_older(story: Story, manager: Actor) -> None:
    story.scheduled()
    nonce, chosen = make_token(), members(story, 0, 1)
    issue: dict[str, Any] = {
        "session": story.session(),
        "members": chosen,
        "actor": manager,
        "now": story.now,
    }
    first, again = issue_sheets(**issue, form_nonce=nonce), issue_sheets(**issue, form_nonce=nonce)
    assert first == again
    assert first[0].code != first[1].code
    assert open_with(secret=first[0].groups.lower(), now=story.now).member == chosen[0]
    newer = issue_sheets(**issue, form_nonce=make_token())
    assert refusal(open_with, secret=first[0].code, now=story.now) == SPENT
    assert open_with(secret=newer[0].code, now=story.now).member == chosen[0]
    assert refusal(issue_sheets, **issue, form_nonce=nonce) == (DomainError, "code.not_again")
    assert refusal(issue_sheets, **issue, form_nonce="kurz") == (InvalidInput, "form.incomplete")
    assert digest(newer[0].code) in set(JuryKey.objects.values_list("digest", flat=True))


@pytest.mark.parametrize("who", ["certifier", "orderer", "auditor", "administrator"])
def test_keys_are_for_the_office(story: Story, people: dict[str, Actor], who: str) -> None:
    story.scheduled()
    member, denied = members(story, 0)[0], (NotAllowed, "policy.denied")
    by: dict[str, Any] = {"session": story.session(), "actor": people[who], "now": story.now}
    assert refusal(send, story, people[who]) == denied
    assert refusal(issue_sheets, **by, members=[member], form_nonce=make_token()) == denied
    assert refusal(revoke_keys, **by, member=member) == denied
    assert refusal(save_addresses, **by, addresses={member: "a@b.example"}) == denied


def test_what_stands_in_the_way_of_sending(story: Story, manager: Actor) -> None:
    session = plan_session(fund=story.fund, held_on=story.day, actor=manager, now=story.now)
    assert refusal(send, story) == (DomainError, "invitation.not_yet")
    session = invite_jury(session=session, actor=manager, now=story.now)
    with pytest.raises(DomainError, match="Tagesordnung"):
        send(story)
    assert refusal(send, story, expected_version=0) == (StaleVersion, "version.stale")


def test_wrong_address_and_seat_that_is_over(story: Story, manager: Actor) -> None:
    story.scheduled()
    member = members(story, 0)[0]
    by: dict[str, Any] = {"session": story.session(), "actor": manager, "now": story.now}
    assert refusal(save_addresses, **by, addresses={member: "kein-postfach"}) == (
        InvalidInput,
        "email.invalid",
    )
    story.fund.jury_members.filter(pk=member.pk).update(serves_until=story.day - timedelta(days=1))
    chosen = members(story, 0)
    assert findings(issue_sheets, **by, members=chosen, form_nonce=make_token()) == ("seat.no_longer",)


def test_audit_log_knows_who_let_whom_in(story: Story, manager: Actor) -> None:
    story.scheduled()
    with_addresses(story, 0)
    send(story)
    member = members(story, 0)[0]
    entry = AuditEntry.objects.get(action="jury_key.issue")
    assert (entry.details, entry.actor_reference) == (
        {"member": member.reference, "kind": "link"},
        manager.reference,
    )

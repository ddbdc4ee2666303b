"""How files for the Kasse are written: proposed by one person, confirmed by another, never changed after."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from foundation.audit.models import AuditEntry
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import PaymentProfile
from grants.selectors.payment_profiles import (
    changes_of,
    format_of,
    neutral_values,
    profile_in_force,
    versions_of_profile,
)
from grants.services.payment_profiles import confirm_profile, propose_profile, withdraw_profile
from tests.grants.rows import fetch, refusal
from tests.grants.services.runs import BANK, with_profile
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")
WINDOWS: dict[str, Any] = {
    "encoding": "windows-1252",
    "separator": "tab",
    "decimal": "point",
    "days": "iso",
    "has_summary": True,
}


def propose(
    story: Story, who: str = "manager", reason: str = "Vorgabe der Kasse", **values: Any
) -> PaymentProfile:
    return propose_profile(
        fund=story.fund, values=values, reason=reason, actor=story.people[who], now=story.now
    )


def test_neutral_file_holds_until_a_profile_is_confirmed(story: Story) -> None:
    proposed = propose(story, **WINDOWS)
    assert profile_in_force(story.fund) is None
    assert format_of(None).encoding == "utf-8-sig"
    confirmed = confirm_profile(profile=proposed, actor=story.people["officer"], now=story.now)
    assert profile_in_force(story.fund) == confirmed
    how = format_of(confirmed)
    assert (how.encoding, how.separator, how.decimal, how.has_iso_days, how.has_summary) == (
        "windows-1252", "\t", ".", True, True
    )  # fmt: skip
    assert len(how.columns) == 28
    actions = AuditEntry.objects.filter(action__startswith="payment_profile").values_list("action", flat=True)
    assert set(actions) == {"payment_profile.propose", "payment_profile.confirm"}


def test_newer_version_says_what_it_changes(story: Story) -> None:
    with_profile(story, WINDOWS)
    second = with_profile(story, {"decimal": "comma"})
    assert [(each.label, each.before, each.after) for each in changes_of(second)] == [
        ("Beträge", ("1234.56",), ("1234,56",))
    ]
    assert [each.profile.version for each in versions_of_profile(story.fund)] == [2, 1]


def test_account_of_the_town_is_checked_and_kept_in_one_writing(story: Story) -> None:
    profile = propose(story, **BANK | {"debtor_bic": ""})
    assert (profile.debtor_iban, profile.debtor_bic) == ("DE89370400440532013000", "COBADEFFXXX")


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"columns_text": "falsch"}, "payment_file.columns", "columns_text"),
        ({"bank_file": True}, "payment_profile.no_debtor", "debtor_name"),
        ({"debtor_iban": "DE00"}, "payment_profile.iban", "debtor_iban"),
        ({"debtor_bic": "FALSCH"}, "payment_profile.bic", "debtor_bic"),
        ({}, "payment_profile.nothing", ""),
        (neutral_values(), "payment_profile.nothing", ""),
    ],
)
def test_value_that_cannot_be_is_refused(story: Story, values: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        propose(story, **values)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_reason_is_needed_and_one_proposal_waits_at_a_time(story: Story) -> None:
    assert refusal(propose, story, reason=" ", **WINDOWS) == (InvalidInput, "payment_profile.no_reason")
    propose(story, **WINDOWS)
    assert refusal(propose, story, **BANK) == (DomainError, "payment_profile.exists")


@pytest.mark.parametrize("who", ["officer", "certifier", "orderer", "cashier", "kaemmerei", "auditor"])
def test_only_the_office_of_the_quarter_proposes(story: Story, who: str) -> None:
    assert refusal(propose, story, who, **WINDOWS) == DENIED


@pytest.mark.parametrize("who", ["manager", "certifier", "cashier", "kaemmerei", "auditor"])
def test_only_the_city_confirms(story: Story, who: str) -> None:
    proposed = propose(story, **WINDOWS)
    assert refusal(confirm_profile, profile=proposed, actor=story.people[who], now=story.now) == DENIED


def test_who_proposed_does_not_confirm(story: Story) -> None:
    proposed = propose(story, **WINDOWS)
    PaymentProfile.objects.update(proposed_by=story.people["officer"].reference)
    by: dict[str, Any] = {"profile": proposed, "now": story.now}
    assert refusal(confirm_profile, actor=story.people["officer"], **by) == DENIED
    with pytest.raises(IntegrityError, match="payment_profile_second_person"), transaction.atomic():
        PaymentProfile.objects.update(confirmed_by=story.people["officer"].reference, confirmed_at=story.now)
    assert confirm_profile(actor=story.people["officer2"], **by).is_open is False


def test_withdrawn_proposal_changes_nothing_and_makes_room(story: Story) -> None:
    proposed = propose(story, **WINDOWS)
    withdraw_profile(profile=proposed, actor=story.people["officer"], now=story.now)
    assert profile_in_force(story.fund) is None
    by: dict[str, Any] = {"profile": proposed, "actor": story.people["officer"], "now": story.now}
    for step in (confirm_profile, withdraw_profile):
        assert refusal(step, **by) == (DomainError, "payment_profile.wrong_state")
    assert propose(story, **WINDOWS).version == 2


def test_confirmed_version_never_changes(story: Story) -> None:
    with_profile(story, BANK)
    for attempt in (
        lambda: PaymentProfile.objects.update(debtor_iban="DE02120300000000202051"),
        PaymentProfile.objects.all().delete,
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()
    assert fetch(PaymentProfile.objects.get()).debtor_iban == "DE89370400440532013000"


@pytest.mark.parametrize("missing", ["debtor_name", "debtor_iban", "debtor_bic"])
def test_database_knows_no_bank_file_without_the_account_of_the_town(story: Story, missing: str) -> None:
    propose(story, **BANK)
    with pytest.raises(IntegrityError, match="payment_profile_bank_file_has_debtor"), transaction.atomic():
        PaymentProfile.objects.update(**{missing: ""})

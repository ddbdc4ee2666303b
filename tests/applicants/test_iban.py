"""A stored IBAN opens in its own row with its own key, or not at all; and a key can be changed."""

import secrets
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from applicants.iban import blind_index, decrypt, encrypt
from applicants.key_ring import key_from, ring_of
from applicants.models import Applicant, BankAccount
from applicants.services.bank_details import add_bank_account, reveal_iban
from foundation.audit.actors import SYSTEM
from foundation.audit.models import AccessEntry, AuditEntry

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
IBAN, OTHER = "DE89370400440532013000", "DE02120300000000202051"
OLD, NEW = "alt-" + "a1b2c3d4e5" * 6, "neu-" + "f6g7h8i9j0" * 6
HERE = "applicants_bankaccount|iban_ciphertext|1"


def test_it_opens_where_it_was_sealed() -> None:
    key = key_from(OLD)
    sealed = encrypt(IBAN, key=key, bound_to=HERE)
    assert decrypt(sealed, ring=(key_from(NEW), key), bound_to=HERE) == IBAN
    assert IBAN not in sealed
    assert encrypt(IBAN, key=key, bound_to=HERE) != sealed


@given(data=st.data())
def test_whatever_is_changed_is_an_error_and_never_another_iban(data: st.DataObject) -> None:
    """Swapped, cut, turned over, put into another row or opened with another key."""
    key = key_from(OLD)
    first, second = (encrypt(iban, key=key, bound_to=HERE) for iban in (IBAN, OTHER))
    place = data.draw(st.integers(0, len(first) - 1))
    letter = data.draw(st.characters().filter(lambda each: each != first[place]))
    cut = data.draw(st.integers(0, len(first) - 1))
    swapped = first[:cut] + second[cut:]
    for changed in (first[:place] + letter + first[place + 1 :], first[:cut], swapped, IBAN, ""):
        if changed in (first, second):
            continue
        with pytest.raises(ValueError, match="does not open"):
            decrypt(changed, ring=(key,), bound_to=HERE)
    for ring, row in (((key,), HERE + "0"), ((key_from(NEW),), HERE), ((), HERE)):
        with pytest.raises(ValueError, match="does not open"):
            decrypt(first, ring=ring, bound_to=row)


def test_ring_needs_a_key_and_its_name_tells_nothing() -> None:
    with pytest.raises(ValueError, match="needs a key"):
        ring_of([])
    key = key_from(OLD)
    assert key.name not in (key.cipher.hex()[:8], key.index.hex()[:8])
    assert blind_index(IBAN, key=key) != blind_index(IBAN, key=key_from(NEW))


def test_other_spelling_of_the_same_bytes_is_refused() -> None:
    """The last letter before the padding has two bits that no byte needs."""
    sealed = encrypt(IBAN, key=key_from(OLD), bound_to=HERE)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    assert sealed.endswith("=")
    other = sealed[:-2] + letters[letters.index(sealed[-2]) ^ 1] + "="
    with pytest.raises(ValueError, match="does not open"):
        decrypt(other, ring=(key_from(OLD),), bound_to=HERE)


@pytest.fixture
def accounts(settings: Any, db: None) -> list[BankAccount]:
    """Two, sealed with the old key."""
    settings.IBAN_KEYS = [OLD]
    owner = Applicant.objects.create(created_at=NOW)
    return [
        add_bank_account(applicant=owner, holder="Alex Beispiel", iban=iban, actor=SYSTEM, now=NOW)
        for iban in (IBAN, OTHER)
    ]


def revealed(account: BankAccount) -> str:
    fresh = BankAccount.objects.get(pk=account.pk)
    return reveal_iban(account=fresh, purpose="test", actor=SYSTEM, now=NOW)


@pytest.mark.both_databases
def test_key_is_changed_without_losing_an_account(accounts: list[BankAccount], settings: Any) -> None:
    settings.IBAN_KEYS = [NEW, OLD]
    assert [revealed(each) for each in accounts] == [IBAN, OTHER]
    out = StringIO()
    call_command("rotate_iban_keys", stdout=out)
    assert out.getvalue().startswith("2 Bankverbindungen neu verschlüsselt.")
    settings.IBAN_KEYS = [NEW]
    assert [revealed(each) for each in accounts] == [IBAN, OTHER]
    index = BankAccount.objects.values_list("iban_index", flat=True)
    assert set(index) == {blind_index(iban, key=key_from(NEW)) for iban in (IBAN, OTHER)}
    again = StringIO()
    call_command("rotate_iban_keys", stdout=again)
    assert again.getvalue().startswith("0 Bankverbindungen")
    assert AuditEntry.objects.filter(action="iban.seal_anew").count() == 2
    assert AccessEntry.objects.filter(purpose="test").count() == 4


def test_row_that_does_not_open_stops_the_change_and_nothing_is_changed(
    accounts: list[BankAccount], settings: Any
) -> None:
    copied = BankAccount.objects.get(pk=accounts[0].pk).iban_ciphertext
    BankAccount.objects.filter(pk=accounts[1].pk).update(iban_ciphertext=copied)
    before = list(BankAccount.objects.order_by("pk").values_list("iban_ciphertext", "iban_index"))
    settings.IBAN_KEYS = [secrets.token_urlsafe(50), OLD]
    with pytest.raises(CommandError, match="Es wurde nichts geändert"):
        call_command("rotate_iban_keys", stdout=StringIO())
    assert list(BankAccount.objects.order_by("pk").values_list("iban_ciphertext", "iban_index")) == before

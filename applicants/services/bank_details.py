"""Bank details: stored encrypted, opened only for those who pay."""

from datetime import datetime
from hmac import compare_digest
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from applicants.iban import blind_index, decrypt, encrypt, mask, parse_iban
from applicants.key_ring import Key, ring_of
from applicants.models import Applicant, BankAccount
from foundation.audit.actors import Actor
from foundation.audit.services import append_entry, record_access
from foundation.values.errors import InvalidInput
from foundation.values.phrases import say

CHUNK = 500


def add_bank_account(
    *, applicant: Applicant, holder: str, iban: str, actor: Actor, now: datetime
) -> BankAccount:
    """Store a new account of the applicant. Raises InvalidInput with the field it belongs to."""
    if not holder.strip():
        raise InvalidInput(
            say("Geben Sie den Namen genau so ein wie bei der Bank."), "holder.empty", "holder"
        )
    number = parse_iban(iban)
    uuid, key = uuid4(), _ring()[0]
    return BankAccount.objects.create(
        uuid=uuid,
        applicant=applicant,
        holder=holder.strip(),
        iban_ciphertext=encrypt(str(number), key=key, bound_to=_binding(uuid.hex)),
        iban_index=blind_index(str(number), key=key),
        iban_masked=mask(number),
        bic=str(number.bic or ""),
        created_at=now,
        created_by=actor.reference,
    )


def forget_account(*, account: BankAccount) -> None:
    """After the retention: the row stays for the orders that point at it, and says nothing any more."""
    account.holder, account.bic = "gelöscht", ""
    account.iban_ciphertext = account.iban_index = account.iban_masked = ""
    account.save()


def reveal_iban(*, account: BankAccount, purpose: str, actor: Actor, now: datetime) -> str:
    """The full IBAN, for the payment order and the Kasse; every reading is logged with its purpose."""
    record_access(actor=actor, subject=f"bank_account:{account.uuid}", purpose=purpose, now=now)
    return decrypt(account.iban_ciphertext, ring=_ring(), bound_to=_binding(account.uuid.hex))


def is_same_iban(*, account: BankAccount, iban: str) -> bool:
    """Whether this is the account's IBAN; nobody gets to see it. Raises InvalidInput."""
    stored = decrypt(account.iban_ciphertext, ring=_ring(), bound_to=_binding(account.uuid.hex))
    return compare_digest(stored, str(parse_iban(iban)))


def seal_anew(*, actor: Actor, now: datetime) -> int:
    """Seal every stored IBAN with the first key of the ring, and index it anew. -> How many there were.

    All or none, so that the indices can be compared at every moment; done twice it finds nothing to do. After
    it the old keys are needed no more, except for the backups of that time. Raises ValueError when a row does
    not open: then nothing has changed.
    """
    newest = _ring()[0]
    with transaction.atomic():
        stale = BankAccount.objects.select_for_update().exclude(iban_ciphertext="")
        stale = stale.exclude(iban_ciphertext__startswith=f"{newest.name}.").order_by("pk")
        count = 0
        for account in stale.iterator(chunk_size=CHUNK):
            binding = _binding(account.uuid.hex)
            number = decrypt(account.iban_ciphertext, ring=_ring(), bound_to=binding)
            account.iban_ciphertext = encrypt(number, key=newest, bound_to=binding)
            account.iban_index = blind_index(number, key=newest)
            account.save(update_fields=["iban_ciphertext", "iban_index"])
            count += 1
        details = {"count": count, "key": newest.name}
        append_entry(action="iban.seal_anew", subject="bank_accounts", actor=actor, details=details, now=now)
    return count


def _binding(row: str) -> str:
    return f"applicants_bankaccount|iban_ciphertext|{row}"


def _ring() -> tuple[Key, ...]:
    return ring_of(settings.IBAN_KEYS)

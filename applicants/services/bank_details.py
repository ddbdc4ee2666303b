"""Bank details: stored encrypted, opened only for those who pay."""

import hashlib
from datetime import datetime
from uuid import uuid4

from django.conf import settings

from applicants.iban import blind_index, decrypt, encrypt, mask, parse_iban
from applicants.models import Applicant, BankAccount
from foundation.audit.actors import Actor
from foundation.audit.services import record_access
from foundation.values.errors import InvalidInput


def add_bank_account(
    *, applicant: Applicant, holder: str, iban: str, actor: Actor, now: datetime
) -> BankAccount:
    """Store a new account of the applicant. Raises InvalidInput with the field it belongs to."""
    if not holder.strip():
        raise InvalidInput("Geben Sie den Namen genau so ein wie bei der Bank.", "holder.empty", "holder")
    number = parse_iban(iban)
    uuid = uuid4()
    return BankAccount.objects.create(
        uuid=uuid,
        applicant=applicant,
        holder=holder.strip(),
        iban_ciphertext=encrypt(str(number), key=_key("encrypt"), bound_to=_binding(uuid.hex)),
        iban_index=blind_index(str(number), key=_key("index")),
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
    return decrypt(account.iban_ciphertext, key=_key("encrypt"), bound_to=_binding(account.uuid.hex))


def _binding(row: str) -> str:
    return f"applicants_bankaccount|iban_ciphertext|{row}"


def _key(purpose: str) -> bytes:
    """Two keys from one secret, so that the index tells nothing about the cipher."""
    return hashlib.sha256(f"{purpose}:{settings.IBAN_KEY}".encode()).digest()

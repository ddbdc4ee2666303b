"""IBAN: checked by a library, shown masked, kept encrypted and bound to its row."""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from foundation.values.errors import InvalidInput

WRONG = "Die IBAN ist nicht richtig. Prüfen Sie die Zahlen. Sie steht auf Ihrer Bankkarte."
NONCE_BYTES = 12


def parse_iban(text: str) -> IBAN:
    """An IBAN as people write it, with spaces and small letters. Raises InvalidInput."""
    try:
        return IBAN("".join(text.split()).upper())
    except SchwiftyException:
        raise InvalidInput(WRONG, "iban.invalid", "iban") from None


def mask(iban: IBAN) -> str:
    """DE89 •••• 3000: enough to recognise one's own account."""
    compact = str(iban)
    return f"{compact[:4]} •••• {compact[-4:]}"


def encrypt(plain: str, *, key: bytes, bound_to: str) -> str:
    """AES-256-GCM; `bound_to` names table, column and row, so that a copy into another row does not open."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, plain.encode(), bound_to.encode())
    return base64.b64encode(nonce + sealed).decode()


def decrypt(ciphertext: str, *, key: bytes, bound_to: str) -> str:
    """The plain text. Raises ValueError for every changed byte and every other row."""
    try:
        raw = base64.b64decode(ciphertext, validate=True)
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound_to.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise ValueError("the stored IBAN does not open: wrong key, wrong row, or changed") from error


def blind_index(iban: str, *, key: bytes) -> str:
    """A keyed hash to find the same account again without opening any."""
    return hmac.new(key, iban.encode(), hashlib.sha256).hexdigest()

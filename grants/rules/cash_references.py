"""The Kassenzeichen: by what the Kasse knows which order a payment is for. Two check digits find a slip."""

import re

_FORM = re.compile(r"([A-Z0-9]+-\d{4}-K\d{5})-(\d{2})")


def cash_reference(prefix: str, year: int, number: int) -> str:
    """LT-2026-K00001 with its check digits behind it (ISO 7064, MOD 97-10, as in an IBAN).

    The letter keeps it apart from an Aktenzeichen: without it, that of another case could stand within.
    """
    body = f"{prefix}-{year}-K{number:05d}"
    return f"{body}-{_check_digits(body):02d}"


def is_cash_reference(text: str) -> bool:
    """True when the check digits fit. Does not ask whether anybody has given it."""
    found = _FORM.fullmatch(text.strip().upper())
    return found is not None and _check_digits(found[1]) == int(found[2])


def payment_purpose(given: str, reference: str) -> str:
    """What stands on a transfer: the Kassenzeichen, once there is one, and the reference of the case."""
    return ", ".join(filter(None, (f"Kassenzeichen {given}" if given else "", reference)))


def _check_digits(body: str) -> int:
    """Letters count as 10 to 35; what is no letter and no digit does not count."""
    digits = "".join(str(int(sign, 36)) for sign in body if sign.isalnum())
    return 98 - int(f"{digits}00") % 97

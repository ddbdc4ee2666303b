"""Logs without personal data: what looks like a person, an account or a key is struck out."""

import logging
import re
from typing import Any

_STRIKES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[E-Mail]"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b"), "[IBAN]"),
    # PostgreSQL repeats the values of the row that broke a rule.
    (re.compile(r"^(DETAIL|DETAILS?):.*$", re.MULTILINE), r"\1: [gestrichen]"),
    (re.compile(r"\?[^\s\"']+"), "?[gestrichen]"),
    # Keys and one-time links are at least 32 characters of base64url; a plain uuid stays readable.
    (re.compile(r"(?<![\w-])(?![0-9a-f]{8}-)[A-Za-z0-9_-]{32,}(?![\w-])"), "[Schlüssel]"),
)


def strike_out(text: str) -> str:
    """The text without e-mail addresses, IBANs, query strings, keys and quoted database rows."""
    for pattern, replacement in _STRIKES:
        text = pattern.sub(replacement, text)
    return text


class DiscreetFormatter(logging.Formatter):
    """Formats first and strikes out afterwards, so that tracebacks are covered as well."""

    def format(self, record: logging.LogRecord) -> str:
        return strike_out(super().format(record))


def logging_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything to standard error, one line a record."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "discreet": {
                "()": "config.logs.DiscreetFormatter",
                "format": "{asctime} {levelname} {name} {message}",
                "style": "{",
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Overrides Django's own handlers, which would mail whole requests to administrators.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "pikepdf": {"level": "WARNING"},  # announces itself at every start
        },
    }

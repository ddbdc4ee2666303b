"""The one row that carries the end of the audit chain."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed_apps
from django.db import DEFAULT_DB_ALIAS

GENESIS_HASH = "0" * 64
HEAD_ID = 1


def ensure_head(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Create the head of an empty chain after `migrate` and `flush`.

    A head that is missing while entries exist is a breach and is left for `verify_audit` to report.
    """
    apps = kwargs.get("apps", installed_apps)  # `flush` sends none
    try:
        head_model = apps.get_model("audit", "AuditHead")
        entry_model = apps.get_model("audit", "AuditEntry")
    except LookupError:  # the app was migrated back to zero
        return
    if not head_model.objects.using(using).exists() and not entry_model.objects.using(using).exists():
        head_model.objects.using(using).create(id=HEAD_ID, seq=0, hash=GENESIS_HASH)

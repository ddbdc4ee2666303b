from django.apps import AppConfig


class GrantsConfig(AppConfig):
    """What is granted: funds, applications, jury, grants, payments, proofs, claims, ledger."""

    name = "grants"
    verbose_name = "Förderung"
    default_auto_field = "django.db.models.BigAutoField"

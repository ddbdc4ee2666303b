from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """The audit chain and the log of reads."""

    name = "foundation.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Protokoll"

    def ready(self) -> None:
        from foundation.audit.head import ensure_head

        post_migrate.connect(ensure_head, sender=self, dispatch_uid="audit.ensure_head")

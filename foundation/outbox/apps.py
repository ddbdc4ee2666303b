from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Effects that leave the house or happen later."""

    name = "foundation.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Postausgang"

    def ready(self) -> None:
        from foundation.outbox import mail, registry

        registry.register(mail.KIND, mail.deliver_mail)

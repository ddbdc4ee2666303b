"""Everything that leaves the house as a file."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Registers the maker of documents with the outbox, and the documents that follow transitions."""

    name = "reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from foundation.files.services import MAKE_DOCUMENT
        from foundation.outbox import registry
        from grants.signals import transitioned
        from reports import tasks, triggers

        registry.register(MAKE_DOCUMENT, tasks.make, lease=tasks.LEASE, on_dead=tasks.give_up)
        transitioned.connect(triggers.on_transition, dispatch_uid="reports.triggers")

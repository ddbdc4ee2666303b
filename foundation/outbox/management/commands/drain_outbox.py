"""manage.py drain_outbox: deliver everything due in this process, without a worker."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from foundation.outbox.selectors import item_counts
from foundation.outbox.services import drain


class Command(BaseCommand):
    help = "Erledigt alle fälligen Aufträge des Postausgangs in diesem Prozess."

    def handle(self, *args: Any, **options: Any) -> None:
        done = drain(now=timezone.now())
        self.stdout.write(f"Erledigt: {done}, gescheitert: {item_counts()['dead']}")

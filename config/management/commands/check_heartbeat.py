"""Does the circle beat, queue, worker, database turn? For the health check of the container."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.outbox.selectors import latest_heartbeat

LONGEST_SILENCE = timedelta(minutes=3)


class Command(BaseCommand):
    help = "Endet mit Fehler, wenn der Worker länger als drei Minuten kein Lebenszeichen gegeben hat."

    def handle(self, *args: Any, **options: Any) -> None:
        heartbeat = latest_heartbeat()
        if heartbeat is None:
            raise CommandError("Es gibt noch kein Lebenszeichen eines Workers.")
        silence = timezone.now() - heartbeat.at
        if silence > LONGEST_SILENCE:
            seconds = int(silence.total_seconds())
            raise CommandError(f"Das letzte Lebenszeichen eines Workers ist {seconds} Sekunden alt.")
        self.stdout.write("Der Worker lebt.")

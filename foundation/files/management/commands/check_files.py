"""manage.py check_files: exit code 0 when rows and disk agree, else 1 with one line for each breach."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from foundation.files.selectors import check_files
from foundation.files.services import remove_orphans


class Command(BaseCommand):
    help = "Vergleicht die Zeilen aller Dateien mit der Ablage."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--aufraeumen",
            action="store_true",
            help="Dateien ohne Zeile entfernen, die älter als ein Tag sind",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["aufraeumen"]:
            self.stdout.write(f"Entfernt: {remove_orphans(now=timezone.now())}")
        breaches = check_files()
        for breach in breaches:
            self.stdout.write(breach)
        if breaches:
            sys.exit(1)
        self.stdout.write("Alle Dateien sind da und unverändert.")

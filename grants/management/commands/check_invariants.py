"""manage.py check_invariants: exit code 0 when all invariants hold, else 1 with one line for each breach."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from grants.selectors.invariants import INVARIANTS, broken_invariants

ELSEWHERE = "I10 (Protokolldateien) prüft ein eigener Test."


class Command(BaseCommand):
    help = "Prüft, was immer gelten muss: Geld, Verläufe, Unterschriften, Protokoll, Aufträge, Dateien."

    def handle(self, *args: Any, **options: Any) -> None:
        breaches = broken_invariants()
        for breach in breaches:
            self.stdout.write(breach)
        if breaches:
            sys.exit(1)
        self.stdout.write(f"Alles stimmt: {', '.join(INVARIANTS)}. {ELSEWHERE}")

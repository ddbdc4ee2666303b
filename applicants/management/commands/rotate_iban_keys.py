"""manage.py rotate_iban_keys: after a new first line in the secret, every stored IBAN is sealed with it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applicants.services.bank_details import seal_anew
from foundation.audit.actors import SYSTEM


class Command(BaseCommand):
    help = "Verschlüsselt die gespeicherten Bankverbindungen mit dem neuen Schlüssel."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = seal_anew(actor=SYSTEM, now=timezone.now())
        except ValueError:
            raise CommandError(
                "Eine Bankverbindung lässt sich mit keinem der Schlüssel öffnen. Es wurde nichts geändert. "
                "Steht der alte Schlüssel noch in einer eigenen Zeile der Datei iban_key?"
            ) from None
        self.stdout.write(
            f"{count} Bankverbindungen neu verschlüsselt. Die alte Zeile in iban_key wird nur noch "
            "für ältere Sicherungen gebraucht. Bewahren Sie sie mit diesen auf."
        )

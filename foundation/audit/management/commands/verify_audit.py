"""manage.py verify_audit: exit code 0 when the chain is whole, else 1 with one line for each breach.

A run that finds it whole leaves an entry: who looks after the house sees when the chain was last walked.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from foundation.audit.actors import SYSTEM
from foundation.audit.models import AuditHead
from foundation.audit.services import record_verification, verify_chain
from foundation.audit.triggers import is_protected

PROTECTED = (("audit_auditentry", False), ("audit_accessentry", True))


class Command(BaseCommand):
    help = "Prüft jedes Glied der Protokollkette."

    def handle(self, *args: Any, **options: Any) -> None:
        breaches = verify_chain()
        for table, allow_delete in PROTECTED:
            if not is_protected(connection, table, allow_delete=allow_delete):
                breaches.append(f"Tabelle {table}: Der Schutz gegen Ändern und Löschen fehlt.")
        for breach in breaches:
            self.stdout.write(breach)
        if breaches:
            sys.exit(1)
        head = AuditHead.objects.get()
        record_verification(actor=SYSTEM, until=head.seq, now=timezone.now())
        self.stdout.write(f"Das Protokoll ist vollständig: {head.seq} Einträge, Prüfsumme {head.hash}")

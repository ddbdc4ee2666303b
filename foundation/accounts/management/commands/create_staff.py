"""manage.py create_staff: the first accounts of an installation, with roles (also the two administrators)."""

import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from foundation.accounts.roles import Role
from foundation.accounts.services import assign_role, create_user
from foundation.audit.actors import SYSTEM
from foundation.values.errors import DomainError


class Command(BaseCommand):
    help = "Legt ein Konto mit Rollen an. Das Passwort wird gefragt oder von der Standardeingabe gelesen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument(
            "--rolle", action="append", default=[], metavar="ROLLE[:FONDS]", help=", ".join(Role.values)
        )

    def handle(self, *args: Any, **options: Any) -> None:
        password = getpass.getpass("Passwort: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        now = timezone.now()
        try:
            with transaction.atomic():
                user = create_user(
                    email=options["email"],
                    display_name=options["name"],
                    password=password,
                    by=SYSTEM,
                    now=now,
                )
                for spelled in options["rolle"]:
                    role, _, scope = spelled.partition(":")
                    assign_role(user=user, role=role, scope=scope, by=SYSTEM, now=now)
        except DomainError as error:
            raise CommandError(error.message) from None
        self.stdout.write(f"Konto angelegt: {user.email}")

"""manage.py create_staff: the first accounts of an installation, with roles (also the two administrators)."""

import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from foundation.accounts.roles import Role
from foundation.accounts.services import ANY_TERMS, Terms, assign_role, create_user
from foundation.audit.actors import SYSTEM
from foundation.values.errors import DomainError
from foundation.values.money import parse_cents


class Command(BaseCommand):
    help = "Legt ein Konto mit Rollen an. Das Passwort wird gefragt oder von der Standardeingabe gelesen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument(
            "--rolle", action="append", default=[], metavar="ROLLE[:FONDS]", help=", ".join(Role.values)
        )
        parser.add_argument(
            "--anordnung-bis", metavar="EURO", help="Grenze der Rolle FO, zum Beispiel 500,00"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        password = getpass.getpass("Passwort: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        now = timezone.now()
        try:
            spelled_limit = options["anordnung_bis"]
            limit = parse_cents(spelled_limit) if spelled_limit else None
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
                    terms = Terms(limit_cents=limit) if role == Role.FO else ANY_TERMS
                    assign_role(user=user, role=role, scope=scope, by=SYSTEM, now=now, terms=terms)
        except DomainError as error:
            raise CommandError(error.message) from None
        self.stdout.write(f"Konto angelegt: {user.email}")

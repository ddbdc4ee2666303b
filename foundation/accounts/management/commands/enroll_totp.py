"""manage.py enroll_totp: prepare the second factor of an account, or take it away."""

from io import StringIO
from typing import Any

import segno
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from foundation.accounts.models import User
from foundation.audit.actors import SYSTEM
from foundation.audit.services import append_entry


class Command(BaseCommand):
    help = "Richtet für ein Konto eine Authenticator-App ein (zeigt die otpauth-Adresse und einen QR-Code)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--entfernen", action="store_true", help="den zweiten Faktor wegnehmen")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"].strip()).first()
        if user is None:
            raise CommandError("Ein Konto mit dieser E-Mail-Adresse gibt es nicht.")
        action = "second_factor.removed" if options["entfernen"] else "second_factor.enrolled"
        with transaction.atomic():
            TOTPDevice.objects.filter(user=user).delete()
            device = None
            if not options["entfernen"]:
                device = TOTPDevice.objects.create(user=user, name="Authenticator-App", confirmed=True)
            append_entry(
                action=action,
                subject=f"user:{user.reference}",
                actor=SYSTEM,
                details={},
                now=timezone.now(),
            )
        if device is None:
            self.stdout.write("Der zweite Faktor ist weggenommen.")
            return
        self.stdout.write(device.config_url)
        drawing = StringIO()
        segno.make(device.config_url).terminal(out=drawing, compact=True)
        self.stdout.write(drawing.getvalue())

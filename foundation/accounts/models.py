"""Staff users, their roles, and the memory of failed sign-ins."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from foundation.accounts.roles import TWO_PERSON_ROLES, Role


def make_reference() -> str:
    """A random reference for the audit chain; it says nothing about the person."""
    return uuid.uuid4().hex


class UserManager(BaseUserManager["User"]):
    """Users are found by e-mail, in any case of letters."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=(username or "").strip())


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff. Applicants and jurors are not users: they hold keys."""

    email = models.EmailField("E-Mail-Adresse", unique=True)
    display_name = models.CharField("Name", max_length=150)
    reference = models.CharField(
        "Kennung", max_length=32, unique=True, default=make_reference, editable=False
    )
    is_active = models.BooleanField("aktiv", default=True)
    is_staff = models.BooleanField("technische Verwaltung", default=False)
    created_at = models.DateTimeField("angelegt", auto_now_add=True)
    left_at = models.DateTimeField("ausgeschieden", null=True, blank=True)
    signed_out_at = models.DateTimeField("Sitzungen von davor gelten nicht", null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(is_active=False), name="accounts_user_left_is_closed"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name


class RoleAssignment(models.Model):
    """A role of a person from one moment to another; the roles of two administrators wait for the second.

    The authority to order payments may have a limit in cents, and may be a deputy's for a time. A trigger
    refuses overlapping roles that exclude one another (permissions.md, person rule 7). Once confirmed, a role
    is frozen: only its end can be moved, and only to an earlier moment.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField("Rolle", max_length=2, choices=Role)
    scope = models.CharField("Fonds", max_length=80, blank=True, default="")
    valid_from = models.DateTimeField("gilt ab")
    valid_until = models.DateTimeField("gilt bis", null=True, blank=True)
    limit_cents = models.BigIntegerField("Anordnung bis", null=True, blank=True)
    deputy_for = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="deputies", verbose_name="für"
    )
    given_by = models.CharField("vergeben von", max_length=64)
    given_at = models.DateTimeField("vergeben am", null=True, blank=True)  # unknown of rows from before
    confirmed_by = models.CharField("bestätigt von", max_length=64, blank=True, default="")
    confirmed_at = models.DateTimeField("bestätigt am", null=True, blank=True)
    ended_by = models.CharField("beendet von", max_length=64, blank=True, default="")
    ended_at = models.DateTimeField("beendet am", null=True, blank=True)

    class Meta:
        verbose_name = "Rolle"
        verbose_name_plural = "Rollen"
        ordering = ["user_id", "role", "scope", "valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="accounts_role_known"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="accounts_role_period_forward",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "scope"],
                condition=Q(valid_until__isnull=True),
                name="accounts_role_once",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=sorted(TWO_PERSON_ROLES))
                | Q(confirmed_at__isnull=True)
                | Q(given_by="system")
                | (~Q(confirmed_by="") & ~Q(confirmed_by=F("given_by"))),
                name="accounts_role_second_person",
            ),
            models.CheckConstraint(
                condition=Q(limit_cents__isnull=True) | Q(role=Role.FO, limit_cents__gt=0),
                name="accounts_role_limit_of_orderer",
            ),
            models.CheckConstraint(
                condition=Q(deputy_for__isnull=True)
                | Q(Q(role=Role.FO, valid_until__isnull=False) & ~Q(deputy_for=F("user"))),
                name="accounts_role_deputy_for_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.scope}".strip()


class PasswordLink(models.Model):
    """The link by which a person sets their password: the newest one, until it is used or its time is over.

    Only its digest is kept; the link itself stands in the person's e-mail and nowhere else.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="password_link")
    digest = models.CharField("Prüfwert", max_length=64, unique=True)
    sent_at = models.DateTimeField("verschickt")
    expires_at = models.DateTimeField("gilt bis")

    class Meta:
        verbose_name = "Link für das Passwort"
        verbose_name_plural = "Links für das Passwort"
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="accounts_password_link_forward"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"


class SignInLimit(models.Model):
    """How often a sign-in failed lately, for an account, an address, or both; only a digest is kept."""

    key = models.CharField("Schlüssel", max_length=64, primary_key=True)
    failures = models.PositiveIntegerField("Fehlversuche", default=0)
    last_at = models.DateTimeField("letzter Versuch")
    blocked_until = models.DateTimeField("warten bis", null=True, blank=True)

    class Meta:
        verbose_name = "Anmeldebremse"
        verbose_name_plural = "Anmeldebremsen"

    def __str__(self) -> str:
        return self.key[:8]

"""Persons, their roles, their sign-ins."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import foundation.accounts.models
from foundation.audit.create_tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_first_tables"),
        ("accounts", "0002_exclusive_roles"),
        ("accounts", "0003_authority_to_order"),
        ("accounts", "0004_people_and_roles"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name="SignInLimit",
                fields=[
                    (
                        "key",
                        models.CharField(
                            max_length=64, primary_key=True, serialize=False, verbose_name="Schlüssel"
                        ),
                    ),
                    ("failures", models.PositiveIntegerField(default=0, verbose_name="Fehlversuche")),
                    ("last_at", models.DateTimeField(verbose_name="letzter Versuch")),
                    ("blocked_until", models.DateTimeField(blank=True, null=True, verbose_name="warten bis")),
                ],
                options={
                    "verbose_name": "Anmeldebremse",
                    "verbose_name_plural": "Anmeldebremsen",
                },
            ),
            migrations.CreateModel(
                name="User",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("password", models.CharField(max_length=128, verbose_name="password")),
                    ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                    (
                        "is_superuser",
                        models.BooleanField(
                            default=False,
                            help_text="Designates that this user has all permissions without explicitly assigning them.",
                            verbose_name="superuser status",
                        ),
                    ),
                    ("email", models.EmailField(max_length=254, unique=True, verbose_name="E-Mail-Adresse")),
                    ("display_name", models.CharField(max_length=150, verbose_name="Name")),
                    (
                        "reference",
                        models.CharField(
                            default=foundation.accounts.models.make_reference,
                            editable=False,
                            max_length=32,
                            unique=True,
                            verbose_name="Kennung",
                        ),
                    ),
                    ("is_active", models.BooleanField(default=True, verbose_name="aktiv")),
                    ("is_staff", models.BooleanField(default=False, verbose_name="technische Verwaltung")),
                    ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt")),
                    ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="ausgeschieden")),
                    (
                        "signed_out_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="Sitzungen von davor gelten nicht"
                        ),
                    ),
                    (
                        "groups",
                        models.ManyToManyField(
                            blank=True,
                            help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                            related_name="user_set",
                            related_query_name="user",
                            to="auth.group",
                            verbose_name="groups",
                        ),
                    ),
                    (
                        "user_permissions",
                        models.ManyToManyField(
                            blank=True,
                            help_text="Specific permissions for this user.",
                            related_name="user_set",
                            related_query_name="user",
                            to="auth.permission",
                            verbose_name="user permissions",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Konto",
                    "verbose_name_plural": "Konten",
                    "ordering": ["email"],
                    "constraints": [
                        models.UniqueConstraint(
                            django.db.models.functions.text.Lower("email"),
                            name="accounts_user_email_any_case",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("left_at__isnull", True), ("is_active", False), _connector="OR"
                            ),
                            name="accounts_user_left_is_closed",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PasswordLink",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("digest", models.CharField(max_length=64, unique=True, verbose_name="Prüfwert")),
                    ("sent_at", models.DateTimeField(verbose_name="verschickt")),
                    ("expires_at", models.DateTimeField(verbose_name="gilt bis")),
                    (
                        "user",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="password_link",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Link für das Passwort",
                    "verbose_name_plural": "Links für das Passwort",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("expires_at__gt", models.F("sent_at"))),
                            name="accounts_password_link_forward",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="RoleAssignment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "role",
                        models.CharField(
                            choices=[
                                ("QM", "Quartiersmanagement"),
                                ("CI", "Sachbearbeitung"),
                                ("FC", "Feststellung (sachlich und rechnerisch richtig)"),
                                ("FO", "Anordnung"),
                                ("KA", "Kasse"),
                                ("KM", "Kämmerei"),
                                ("AU", "Prüfung"),
                                ("AD", "Administration"),
                            ],
                            max_length=2,
                            verbose_name="Rolle",
                        ),
                    ),
                    ("scope", models.CharField(blank=True, default="", max_length=80, verbose_name="Fonds")),
                    ("valid_from", models.DateTimeField(verbose_name="gilt ab")),
                    ("valid_until", models.DateTimeField(blank=True, null=True, verbose_name="gilt bis")),
                    (
                        "limit_cents",
                        models.BigIntegerField(blank=True, null=True, verbose_name="Anordnung bis"),
                    ),
                    ("given_by", models.CharField(max_length=64, verbose_name="vergeben von")),
                    ("given_at", models.DateTimeField(blank=True, null=True, verbose_name="vergeben am")),
                    (
                        "confirmed_by",
                        models.CharField(blank=True, default="", max_length=64, verbose_name="bestätigt von"),
                    ),
                    (
                        "confirmed_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="bestätigt am"),
                    ),
                    (
                        "ended_by",
                        models.CharField(blank=True, default="", max_length=64, verbose_name="beendet von"),
                    ),
                    ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="beendet am")),
                    (
                        "deputy_for",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="deputies",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="für",
                        ),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="role_assignments",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rolle",
                    "verbose_name_plural": "Rollen",
                    "ordering": ["user_id", "role", "scope", "valid_from"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("role__in", ["QM", "CI", "FC", "FO", "KA", "KM", "AU", "AD"])
                            ),
                            name="accounts_role_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("valid_until__isnull", True),
                                ("valid_until__gte", models.F("valid_from")),
                                _connector="OR",
                            ),
                            name="accounts_role_period_forward",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("valid_until__isnull", True)),
                            fields=("user", "role", "scope"),
                            name="accounts_role_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("role__in", ["AD", "AU", "FO", "KA", "KM"]), _negated=True),
                                ("confirmed_at__isnull", True),
                                ("given_by", "system"),
                                models.Q(
                                    models.Q(("confirmed_by", ""), _negated=True),
                                    models.Q(("confirmed_by", models.F("given_by")), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="accounts_role_second_person",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("limit_cents__isnull", True),
                                models.Q(("limit_cents__gt", 0), ("role", "FO")),
                                _connector="OR",
                            ),
                            name="accounts_role_limit_of_orderer",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("deputy_for__isnull", True),
                                models.Q(
                                    ("role", "FO"),
                                    ("valid_until__isnull", False),
                                    models.Q(("deputy_for", models.F("user")), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="accounts_role_deputy_for_a_time",
                        ),
                    ],
                },
            ),
        )
    ]

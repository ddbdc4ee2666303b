"""Name and address go from the applicant to each application; votes can become void, fallen results vote anew."""

from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from applicants.models.applicant import identity_key
from foundation.audit.state_guard import state_guard

ANSWERS = (
    "kind",
    "name",
    "contact_person",
    "email",
    "phone",
    "channel",
    "street",
    "postcode",
    "town",
    "no_fixed_address",
    "is_adult",
)
BEFORE: dict[str, tuple[str, list[tuple[str, str]]]] = import_module("grants.migrations.0005_notices").GRAPHS
REOPENED = [("voted_no", "deferred"), ("voted_partial", "deferred"), ("voted_yes", "deferred")]
GRAPHS = BEFORE | {"grants_application": ("draft", [*BEFORE["grants_application"][1], *REOPENED])}


def copy_to_applications(apps: Any, schema_editor: Any) -> None:
    """Each application gets what it sent; one that was never sent gets what its applicant says now."""
    sent = {}
    versions = apps.get_model("grants", "ApplicationVersion").objects.order_by("application", "number")
    for application, content in versions.values_list("application", "content"):
        sent[application] = content["applicant"]
    particulars = apps.get_model("grants", "Particulars")
    for application in apps.get_model("grants", "Application").objects.select_related("applicant"):
        now = {name: getattr(application.applicant, name) for name in ANSWERS}
        said = now | sent.get(application.pk, {})
        key = identity_key(said["name"], said["postcode"])
        particulars.objects.create(application=application, identity_key=key, **said)


def copy_to_applicants(apps: Any, schema_editor: Any) -> None:
    """Backwards: the applicant gets what the newest application says."""
    for each in apps.get_model("grants", "Particulars").objects.order_by("application__created_at"):
        values = {name: getattr(each, name) for name in (*ANSWERS, "identity_key")}
        apps.get_model("applicants", "Applicant").objects.filter(applications=each.application_id).update(
            **values
        )


class Migration(migrations.Migration):
    dependencies = [("grants", "0005_notices"), ("applicants", "0002_link_requests")]

    operations = [
        migrations.CreateModel(
            name="Particulars",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="particulars",
                        to="grants.application",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "Privatperson"),
                            ("group", "Gruppe von Nachbarinnen und Nachbarn"),
                            ("association", "Verein"),
                            ("business", "Gewerbe"),
                            ("owner", "Hauseigentümerin oder Hauseigentümer"),
                        ],
                        max_length=12,
                        verbose_name="Art",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=160, verbose_name="Name")),
                (
                    "contact_person",
                    models.CharField(blank=True, max_length=160, verbose_name="Ansprechperson"),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-Mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="Telefon")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("email", "E-Mail"),
                            ("phone", "Telefon"),
                            ("letter", "Brief"),
                            ("in_person", "Persönlich im Büro"),
                        ],
                        max_length=10,
                        verbose_name="Kontaktweg",
                    ),
                ),
                (
                    "street",
                    models.CharField(blank=True, max_length=160, verbose_name="Straße und Hausnummer"),
                ),
                ("postcode", models.CharField(blank=True, max_length=10, verbose_name="Postleitzahl")),
                ("town", models.CharField(blank=True, max_length=80, verbose_name="Ort")),
                (
                    "no_fixed_address",
                    models.BooleanField(default=False, verbose_name="Post ins Quartiersbüro"),
                ),
                ("is_adult", models.BooleanField(blank=True, null=True, verbose_name="Volljährig")),
                (
                    "identity_key",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=180),
                ),
            ],
            options={
                "verbose_name": "Angaben zur Person",
                "verbose_name_plural": "Angaben zur Person",
            },
        ),
        migrations.RemoveConstraint(model_name="agendaitem", name="agenda_item_once"),
        migrations.AddField(
            model_name="agendaitem", name="fell_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="vote", name="voided_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                condition=Q(("decided_at__isnull", True)),
                fields=("session", "application"),
                name="agenda_item_once",
            ),
        ),
        state_guard("grants_application", first="draft", pairs=GRAPHS["grants_application"][1]),
        migrations.RunPython(copy_to_applications, copy_to_applicants),
    ]

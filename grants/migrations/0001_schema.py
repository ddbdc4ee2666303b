"""Every table of the funds, their cases and their money."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import applicants.models.applicant
import grants.models.fund_texts
from foundation.audit.create_tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("grants", "0001_tables"),
        ("grants", "0002_state_graphs"),
        ("grants", "0003_append_only"),
        ("grants", "0004_person_guards"),
        ("grants", "0005_price_comparison"),
        ("grants", "0006_claim_graph"),
        ("grants", "0007_lapse_notice"),
        ("grants", "0008_more_time_for_proofs"),
        ("grants", "0009_interest"),
        ("grants", "0010_reconsidered"),
        ("grants", "0011_budget_proposals"),
        ("grants", "0012_accounts_and_authority"),
        ("grants", "0013_year_end"),
        ("grants", "0014_payment_files"),
        ("grants", "0015_land_money"),
        ("grants", "0016_finance_imports"),
        ("grants", "0017_instalments"),
        ("grants", "0018_payee_checks"),
        ("grants", "0019_small_amounts"),
        ("grants", "0020_postings"),
        ("grants", "0021_statements"),
        ("grants", "0022_receipt_orders"),
        ("grants", "0023_account_sheets"),
        ("grants", "0024_fund_logos"),
        ("grants", "0025_drawdown_withdrawals"),
        ("grants", "0026_days_of_steps"),
        ("grants", "0027_exits_of_a_deferral"),
        ("grants", "0028_report_expiry"),
        ("grants", "0029_proof_versions"),
        ("grants", "0030_names_of_imports"),
        ("grants", "0031_released_pictures"),
        ("grants", "0032_unread_inputs"),
    ]

    initial = True

    dependencies = [
        ("applicants", "0001_tables"),
        ("files", "0001_schema"),
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name="ChangeRequest",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField()),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("period", "Zeitraum"),
                                ("costs", "Kosten anders verteilen"),
                                ("purpose", "Anderer Zweck"),
                                ("amount", "Mehr Geld"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("text", models.TextField(max_length=2000, verbose_name="Was soll anders werden?")),
                    ("ends_on", models.DateField(blank=True, null=True, verbose_name="Gewünschtes Ende")),
                    ("asked_at", models.DateTimeField()),
                    ("asked_by", models.CharField(max_length=32)),
                    (
                        "grant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="changes",
                            to="grants.grant",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Änderungsantrag",
                    "verbose_name_plural": "Änderungsanträge",
                    "ordering": ["number"],
                    "constraints": [
                        models.UniqueConstraint(fields=("grant", "number"), name="change_number_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("ends_on__isnull", False), ("kind", "period")),
                                models.Q(
                                    models.Q(("kind", "period"), _negated=True), ("ends_on__isnull", True)
                                ),
                                _connector="OR",
                            ),
                            name="change_of_period_has_an_end",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Drawdown",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("paid", "für geleistete Zahlungen"),
                                ("ahead", "für Zahlungen der nächsten zwei Monate"),
                            ],
                            default="paid",
                            max_length=5,
                            verbose_name="Art",
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                    ("from_on", models.DateField(verbose_name="Von")),
                    ("to_on", models.DateField(verbose_name="Bis")),
                    ("bund_cents", models.BigIntegerField(verbose_name="Bund")),
                    ("land_cents", models.BigIntegerField(verbose_name="Land")),
                    ("offset_bund_cents", models.BigIntegerField(default=0, verbose_name="Verrechnet, Bund")),
                    ("offset_land_cents", models.BigIntegerField(default=0, verbose_name="Verrechnet, Land")),
                    ("requested_by", models.CharField(max_length=32)),
                    ("requested_by_label", models.CharField(max_length=160)),
                    ("requested_at", models.DateTimeField()),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="drawdowns",
                            to="grants.fund",
                        ),
                    ),
                    (
                        "land_grant",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="drawdowns",
                            to="grants.landgrant",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Mittelabruf",
                    "verbose_name_plural": "Mittelabrufe",
                    "ordering": ["pk"],
                    "constraints": [
                        models.UniqueConstraint(fields=("fund", "number"), name="drawdown_number_once"),
                        models.CheckConstraint(
                            condition=models.Q(("from_on__lte", models.F("to_on"))),
                            name="drawdown_period_forward",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["paid", "ahead"])), name="drawdown_kind_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("kind", "paid"),
                                models.Q(("offset_bund_cents", 0), ("offset_land_cents", 0)),
                                _connector="OR",
                            ),
                            name="drawdown_ahead_sets_nothing_off",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Fund",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("slug", models.SlugField(unique=True)),
                    ("name", models.CharField(max_length=120, verbose_name="Name")),
                    ("quarter", models.CharField(max_length=120, verbose_name="Quartier")),
                    (
                        "reference_prefix",
                        models.CharField(max_length=6, verbose_name="Kürzel der Aktenzeichen"),
                    ),
                    ("city", models.CharField(max_length=120, verbose_name="Stadt")),
                    ("department", models.CharField(blank=True, max_length=160, verbose_name="Amt")),
                    ("street", models.CharField(blank=True, max_length=120, verbose_name="Straße")),
                    ("postcode", models.CharField(blank=True, max_length=10, verbose_name="Postleitzahl")),
                    ("town", models.CharField(blank=True, max_length=80, verbose_name="Ort")),
                    ("phone", models.CharField(blank=True, max_length=40, verbose_name="Telefon")),
                    ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-Mail")),
                    (
                        "cash_office_holder",
                        models.CharField(blank=True, max_length=70, verbose_name="Stadtkasse: Kontoinhaber"),
                    ),
                    (
                        "cash_office_iban",
                        models.CharField(blank=True, max_length=34, verbose_name="Stadtkasse: IBAN"),
                    ),
                    (
                        "cash_office_bank",
                        models.CharField(blank=True, max_length=120, verbose_name="Stadtkasse: Bank"),
                    ),
                    ("is_open", models.BooleanField(default=True, verbose_name="Anträge möglich")),
                ],
                options={
                    "verbose_name": "Fonds",
                    "verbose_name_plural": "Fonds",
                },
            ),
            migrations.CreateModel(
                name="Application",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("version", models.PositiveIntegerField(default=0, editable=False)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("submitted", "Eingegangen"),
                                ("incomplete", "Nachforderung läuft"),
                                ("lapsed", "Eingestellt"),
                                ("eligible", "Förderfähig"),
                                ("ineligible", "Nicht förderfähig"),
                                ("scheduled", "Auf der Tagesordnung"),
                                ("deferred", "Vertagt"),
                                ("voted_yes", "Jury: Ja"),
                                ("voted_partial", "Jury: teilweise"),
                                ("voted_no", "Jury: Nein"),
                                ("approved", "Bewilligt"),
                                ("rejected", "Abgelehnt"),
                                ("withdrawn", "Zurückgezogen"),
                                ("archived", "Archiviert"),
                                ("deleted", "Gelöscht"),
                            ],
                            default="draft",
                            max_length=24,
                            verbose_name="Status",
                        ),
                    ),
                    (
                        "reference",
                        models.CharField(
                            blank=True, max_length=24, null=True, unique=True, verbose_name="Aktenzeichen"
                        ),
                    ),
                    (
                        "channel",
                        models.CharField(
                            choices=[("web", "Internet"), ("paper", "Papier")],
                            default="web",
                            max_length=8,
                            verbose_name="Eingangsweg",
                        ),
                    ),
                    ("title", models.CharField(blank=True, max_length=80, verbose_name="Titel")),
                    (
                        "description",
                        models.TextField(blank=True, max_length=1500, verbose_name="Beschreibung"),
                    ),
                    ("place", models.CharField(blank=True, max_length=200, verbose_name="Ort der Aktion")),
                    ("starts_on", models.DateField(blank=True, null=True, verbose_name="Beginn")),
                    ("ends_on", models.DateField(blank=True, null=True, verbose_name="Ende")),
                    (
                        "requested_cents",
                        models.BigIntegerField(blank=True, null=True, verbose_name="Beantragt"),
                    ),
                    ("own_cents", models.BigIntegerField(blank=True, null=True, verbose_name="Eigenes Geld")),
                    (
                        "donations_cents",
                        models.BigIntegerField(blank=True, null=True, verbose_name="Spenden"),
                    ),
                    (
                        "other_public_cents",
                        models.BigIntegerField(
                            blank=True, null=True, verbose_name="Andere öffentliche Mittel"
                        ),
                    ),
                    (
                        "other_money_from",
                        models.CharField(blank=True, max_length=300, verbose_name="Von wem"),
                    ),
                    (
                        "price_reason",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="Warum es weniger Angebote gibt"
                        ),
                    ),
                    (
                        "price_judgement",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="Warum weniger Angebote reichen"
                        ),
                    ),
                    (
                        "not_begun_confirmed",
                        models.BooleanField(default=False, verbose_name="Noch nicht begonnen"),
                    ),
                    ("terms_accepted", models.BooleanField(default=False, verbose_name="Regeln gelesen")),
                    (
                        "eligible_cents",
                        models.BigIntegerField(blank=True, null=True, verbose_name="Zuwendungsfähig"),
                    ),
                    (
                        "field_of_action",
                        models.CharField(blank=True, max_length=120, null=True, verbose_name="Handlungsfeld"),
                    ),
                    (
                        "represented",
                        models.BooleanField(
                            default=False, verbose_name="Unterschrift eines Elternteils liegt vor"
                        ),
                    ),
                    (
                        "acts_economically",
                        models.BooleanField(default=False, verbose_name="Handelt wirtschaftlich"),
                    ),
                    (
                        "deducts_input_tax",
                        models.BooleanField(
                            blank=True, null=True, verbose_name="Zum Vorsteuerabzug berechtigt"
                        ),
                    ),
                    (
                        "early_start_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="Vorzeitiger Maßnahmenbeginn ab"
                        ),
                    ),
                    ("unread", models.JSONField(blank=True, default=dict)),
                    ("created_at", models.DateTimeField()),
                    ("changed_at", models.DateTimeField()),
                    ("submitted_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "applicant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="applications",
                            to="applicants.applicant",
                        ),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="applications",
                            to="grants.fund",
                        ),
                    ),
                    (
                        "rules",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="applications",
                            to="grants.fundrules",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Antrag",
                    "verbose_name_plural": "Anträge",
                    "indexes": [
                        models.Index(fields=["fund", "-submitted_at", "-id"], name="application_by_receipt"),
                        models.Index(fields=["state", "-submitted_at", "-id"], name="application_by_state"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "state__in",
                                    [
                                        "draft",
                                        "submitted",
                                        "incomplete",
                                        "lapsed",
                                        "eligible",
                                        "ineligible",
                                        "scheduled",
                                        "deferred",
                                        "voted_yes",
                                        "voted_partial",
                                        "voted_no",
                                        "approved",
                                        "rejected",
                                        "withdrawn",
                                        "archived",
                                        "deleted",
                                    ],
                                )
                            ),
                            name="application_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state", "draft"),
                                ("reference__isnull", False),
                                ("state", "withdrawn"),
                                _connector="OR",
                            ),
                            name="application_has_reference",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ApplicationVersion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField()),
                    ("sent_at", models.DateTimeField()),
                    ("content", models.JSONField()),
                    ("sha256", models.CharField(max_length=64)),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="versions",
                            to="grants.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Fassung",
                    "verbose_name_plural": "Fassungen",
                    "ordering": ["number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("application", "number"), name="application_version_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="BaseRate",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("valid_from", models.DateField(verbose_name="Gilt ab")),
                    ("rate", models.SmallIntegerField(verbose_name="Basiszinssatz")),
                    ("entered_by", models.CharField(max_length=32)),
                    ("entered_by_label", models.CharField(max_length=160)),
                    ("entered_at", models.DateTimeField()),
                ],
                options={
                    "verbose_name": "Basiszinssatz",
                    "verbose_name_plural": "Basiszinssätze",
                    "ordering": ["-valid_from", "-pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("valid_from__day", 1), ("valid_from__month__in", (1, 7))),
                            name="base_rate_begins_a_half_year",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ChangeRuling",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("is_final", models.BooleanField(default=False)),
                    ("approves", models.BooleanField()),
                    ("reason", models.TextField(max_length=2000, verbose_name="Begründung")),
                    ("ends_before", models.DateField()),
                    ("prepared_by", models.CharField(max_length=32)),
                    ("written_by", models.CharField(max_length=32)),
                    ("written_by_label", models.CharField(max_length=160)),
                    ("written_at", models.DateTimeField()),
                    (
                        "request",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rulings",
                            to="grants.changerequest",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Entscheidung über eine Änderung",
                    "verbose_name_plural": "Entscheidungen über Änderungen",
                    "ordering": ["pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("is_final", True)),
                            fields=("request",),
                            name="change_decided_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("is_final", False),
                                models.Q(("written_by", models.F("prepared_by")), _negated=True),
                                _connector="OR",
                            ),
                            name="change_second_person",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Claim",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("version", models.PositiveIntegerField(default=0, editable=False)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("hearing", "Anhörung"),
                                ("notice", "Bescheid"),
                                ("due", "Fällig"),
                                ("reminded_1", "1. Mahnung"),
                                ("reminded_2", "2. Mahnung"),
                                ("partly_paid", "Teilweise gezahlt"),
                                ("paid", "Gezahlt"),
                                ("deferred", "Gestundet"),
                                ("enforcement", "Vollstreckung"),
                                ("written_off", "Niedergeschlagen"),
                                ("waived", "Erlassen"),
                            ],
                            default="hearing",
                            max_length=24,
                            verbose_name="Status",
                        ),
                    ),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    ("repaid_cents", models.BigIntegerField(default=0, verbose_name="Zurückgezahlt")),
                    ("heard_until", models.DateField(blank=True, null=True, verbose_name="Anhörung bis")),
                    ("pay_by", models.DateField(blank=True, null=True, verbose_name="Zahlbar bis")),
                    ("remind_until", models.DateField(blank=True, null=True, verbose_name="Gemahnt bis")),
                    ("deferred_until", models.DateField(blank=True, null=True, verbose_name="Gestundet bis")),
                    (
                        "relief",
                        models.CharField(
                            blank=True,
                            choices=[
                                (
                                    "write_off",
                                    "Niederschlagung: Die Person schuldet es weiter, die Stadt verfolgt es nicht",
                                ),
                                ("waive", "Erlass: Die Person schuldet es nicht mehr"),
                                ("recall", "Aufhebung der Stundung: Das Geld ist wieder fällig wie vorher"),
                            ],
                            max_length=10,
                            verbose_name="Vorschlag",
                        ),
                    ),
                    ("relief_reason", models.TextField(blank=True, verbose_name="Grund des Vorschlags")),
                    ("relief_by", models.CharField(blank=True, max_length=32)),
                    ("relief_by_label", models.CharField(blank=True, max_length=120)),
                    ("created_at", models.DateTimeField()),
                    ("drafted_by", models.CharField(max_length=32)),
                    (
                        "forgone_reason",
                        models.TextField(blank=True, verbose_name="Warum auf Zinsen verzichtet wird"),
                    ),
                    ("forgone_by", models.CharField(blank=True, max_length=32)),
                    ("forgone_by_label", models.CharField(blank=True, max_length=120)),
                    (
                        "principal",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="interest",
                            to="grants.claim",
                        ),
                    ),
                    (
                        "grant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="claims",
                            to="grants.grant",
                        ),
                    ),
                    (
                        "notice",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="grants.notice",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rückforderung",
                    "verbose_name_plural": "Rückforderungen",
                    "ordering": ["pk"],
                    "indexes": [models.Index(fields=["state"], name="claim_by_state")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "state__in",
                                    [
                                        "hearing",
                                        "notice",
                                        "due",
                                        "reminded_1",
                                        "reminded_2",
                                        "partly_paid",
                                        "paid",
                                        "deferred",
                                        "enforcement",
                                        "written_off",
                                        "waived",
                                    ],
                                )
                            ),
                            name="claim_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents__gt", 0)), name="claim_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("repaid_cents__gte", 0), ("repaid_cents__lte", models.F("amount_cents"))
                            ),
                            name="claim_repaid_within",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("relief", ""),
                                models.Q(
                                    models.Q(("relief_reason", ""), _negated=True),
                                    models.Q(("relief_by", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="claim_relief_is_explained",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("forgone_by", ""), ("forgone_reason", "")),
                                models.Q(
                                    models.Q(("forgone_reason", ""), _negated=True),
                                    models.Q(("forgone_by", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="claim_forgone_is_explained",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("principal__isnull", True), ("forgone_by", ""), _connector="OR"
                            ),
                            name="claim_interest_bears_none",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ClaimInstalment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("plan", models.PositiveIntegerField()),
                    ("due_on", models.DateField(verbose_name="Fällig am")),
                    ("named_on", models.DateField(blank=True, null=True, verbose_name="Verschoben vom")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    (
                        "claim",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="instalments",
                            to="grants.claim",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rate",
                    "verbose_name_plural": "Raten",
                    "ordering": ["plan", "due_on", "pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("claim", "plan", "due_on"), name="claim_instalment_day_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents__gt", 0)), name="claim_instalment_positive"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ClaimRow",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "ground",
                        models.CharField(
                            choices=[
                                ("unspent", "nicht verbraucht"),
                                ("cut", "Beleg nicht anerkannt"),
                                ("not_achieved", "Zweck nicht erreicht"),
                                ("not_proven", "Nachweis fehlt"),
                                ("interest", "Zinsen"),
                            ],
                            max_length=14,
                        ),
                    ),
                    ("amount_cents", models.BigIntegerField()),
                    ("interest_from", models.DateField()),
                    (
                        "claim",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rows",
                            to="grants.claim",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Zeile der Rückforderung",
                    "verbose_name_plural": "Zeilen der Rückforderung",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents__gt", 0)), name="claim_row_positive"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ConflictOfInterest",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("person_reference", models.CharField(db_index=True, max_length=32)),
                    ("person_label", models.CharField(max_length=120)),
                    ("declared_at", models.DateTimeField()),
                    ("declared_by", models.CharField(max_length=32)),
                    ("reason", models.CharField(blank=True, max_length=300, verbose_name="Grund")),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="conflicts",
                            to="grants.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Befangenheit",
                    "verbose_name_plural": "Befangenheiten",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("application", "person_reference"), name="conflict_of_interest_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Correction",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("reason", models.TextField(max_length=2000, verbose_name="Grund")),
                    ("made_at", models.DateTimeField()),
                    ("made_by", models.CharField(max_length=32)),
                    ("made_by_label", models.CharField(max_length=120)),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="corrections",
                            to="grants.application",
                        ),
                    ),
                    (
                        "version",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="correction",
                            to="grants.applicationversion",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Korrektur",
                    "verbose_name_plural": "Korrekturen",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="correction_has_reason"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="CostItem",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField()),
                    ("item", models.CharField(max_length=120, verbose_name="Was?")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Wie viel?")),
                    ("eligible", models.BooleanField(blank=True, null=True, verbose_name="Zuwendungsfähig")),
                    (
                        "offers",
                        models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Angebote"),
                    ),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="costs",
                            to="grants.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Kostenzeile",
                    "verbose_name_plural": "Kostenzeilen",
                    "ordering": ["position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("application", "position"), name="cost_item_position_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents__gt", 0)), name="cost_item_positive"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="DeletionRun",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "periods_confirmed",
                        models.BooleanField(verbose_name="Fristen von der Stadt bestätigt"),
                    ),
                    (
                        "final_account_accepted",
                        models.BooleanField(verbose_name="Schlussabrechnung vom Land angenommen"),
                    ),
                    ("proposed_by", models.CharField(max_length=32)),
                    ("proposed_by_label", models.CharField(max_length=120)),
                    ("proposed_at", models.DateTimeField()),
                    ("released_by", models.CharField(blank=True, max_length=32)),
                    ("released_by_label", models.CharField(blank=True, max_length=120)),
                    ("released_at", models.DateTimeField(blank=True, null=True)),
                    ("withdrawn_by", models.CharField(blank=True, max_length=32)),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ("cases", models.ManyToManyField(related_name="deletion_runs", to="grants.application")),
                    ("reports", models.ManyToManyField(related_name="deletion_runs", to="files.document")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="deletion_runs",
                            to="grants.fund",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Löschvorschlag",
                    "verbose_name_plural": "Löschvorschläge",
                    "ordering": ["-pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("final_account_accepted", True), ("periods_confirmed", True)),
                            name="deletion_run_is_confirmed",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("released_by", models.F("proposed_by")), _negated=True),
                            name="deletion_run_second_person",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("released_at__isnull", True),
                                models.Q(("released_by", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="deletion_run_is_signed",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("released_at__isnull", True), ("withdrawn_at__isnull", True)),
                            fields=("fund",),
                            name="deletion_run_one_open",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="DeletionRecord",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("reference", models.CharField(max_length=24)),
                    ("ended_on", models.DateField()),
                    ("deletable_from", models.DateField()),
                    ("deleted_by", models.CharField(max_length=32)),
                    ("deleted_at", models.DateTimeField()),
                    (
                        "case",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="deletion_record",
                            to="grants.application",
                        ),
                    ),
                    (
                        "run",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="records",
                            to="grants.deletionrun",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Löschnachweis",
                    "verbose_name_plural": "Löschnachweise",
                    "ordering": ["pk"],
                },
            ),
            migrations.CreateModel(
                name="DrawdownWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("reason", models.TextField(max_length=500, verbose_name="Grund")),
                    ("withdrawn_by", models.CharField(max_length=32)),
                    ("withdrawn_by_label", models.CharField(max_length=160)),
                    ("withdrawn_at", models.DateTimeField()),
                    (
                        "drawdown",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="withdrawal",
                            to="grants.drawdown",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rücknahme eines Mittelabrufs",
                    "verbose_name_plural": "Rücknahmen von Mittelabrufen",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True),
                            name="drawdown_withdrawal_has_a_reason",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="EarlyStart",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("wished_from", models.DateField(verbose_name="Ab wann?")),
                    ("text", models.TextField(max_length=1000, verbose_name="Warum?")),
                    ("asked_at", models.DateTimeField()),
                    ("asked_by", models.CharField(max_length=32)),
                    ("asked_note", models.CharField(blank=True, max_length=300, verbose_name="Wie es kam")),
                    ("approves", models.BooleanField(blank=True, null=True, verbose_name="Erlaubt")),
                    (
                        "starts_from",
                        models.DateField(blank=True, null=True, verbose_name="Beginn erlaubt ab"),
                    ),
                    ("reason", models.TextField(blank=True, max_length=2000, verbose_name="Begründung")),
                    ("decided_by", models.CharField(blank=True, max_length=32)),
                    ("decided_by_label", models.CharField(blank=True, max_length=120)),
                    ("decided_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="early_starts",
                            to="grants.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Vorzeitiger Beginn",
                    "verbose_name_plural": "Vorzeitige Beginne",
                    "ordering": ["pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("decided_at__isnull", True)),
                            fields=("application",),
                            name="early_start_one_open",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("approves__isnull", True), ("decided_at__isnull", True)),
                                models.Q(
                                    ("approves__isnull", False),
                                    ("decided_at__isnull", False),
                                    models.Q(("decided_by", ""), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="early_start_decision_is_signed",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("approves", True), ("starts_from__isnull", False)),
                                models.Q(
                                    ("starts_from__isnull", True),
                                    models.Q(
                                        ("approves__isnull", True), ("approves", False), _connector="OR"
                                    ),
                                ),
                                _connector="OR",
                            ),
                            name="early_start_granted_has_day",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            name="early_start_second_person",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="FinanceImport",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("results", "Ergebnisse: ausgeführte und zurückgekommene Zahlungen"),
                                ("statement", "Kontoauszug der Bank (camt.053)"),
                                ("postings", "Buchungen des Finanzverfahrens, nur zum Abgleich"),
                            ],
                            max_length=10,
                            verbose_name="Was",
                        ),
                    ),
                    ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                    ("row_count", models.PositiveIntegerField(verbose_name="Zeilen")),
                    (
                        "foreign_count",
                        models.PositiveIntegerField(default=0, verbose_name="Fremde Zahlungen"),
                    ),
                    ("remarks", models.TextField(blank=True, verbose_name="Hinweise")),
                    ("imported_by", models.CharField(max_length=32)),
                    ("imported_by_label", models.CharField(max_length=160)),
                    ("imported_at", models.DateTimeField()),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="finance_imports",
                            to="grants.fund",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Eingelesene Datei",
                    "verbose_name_plural": "Eingelesene Dateien",
                    "ordering": ["-pk"],
                    "constraints": [
                        models.UniqueConstraint(fields=("fund", "sha256"), name="finance_import_file_once")
                    ],
                },
            ),
            migrations.CreateModel(
                name="CarryOver",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("from_year", models.PositiveSmallIntegerField(verbose_name="Aus dem Haushaltsjahr")),
                    ("to_year", models.PositiveSmallIntegerField(verbose_name="In das Haushaltsjahr")),
                    ("amount_cents", models.BigIntegerField(default=0, verbose_name="Betrag")),
                    ("proposed_by", models.CharField(max_length=32)),
                    ("proposed_by_label", models.CharField(max_length=160)),
                    ("proposed_at", models.DateTimeField()),
                    ("confirmed_by", models.CharField(blank=True, max_length=32)),
                    ("confirmed_by_label", models.CharField(blank=True, max_length=160)),
                    ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="carry_overs",
                            to="grants.fund",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Übertrag",
                    "verbose_name_plural": "Überträge",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "to_year",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("from_year"), "+", models.Value(1)
                                    ),
                                )
                            ),
                            name="carry_over_to_next_year",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            name="carry_over_second_person",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("confirmed_at__isnull", True)),
                            fields=("fund", "from_year"),
                            name="carry_over_one_open",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="FundAccount",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("budget_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                    ("budget_cents", models.BigIntegerField(default=0)),
                    ("top_ups_cents", models.BigIntegerField(default=0)),
                    ("blocked_cents", models.BigIntegerField(default=0)),
                    ("carried_in_cents", models.BigIntegerField(default=0)),
                    ("carried_out_cents", models.BigIntegerField(default=0)),
                    ("reserved_cents", models.BigIntegerField(default=0)),
                    ("committed_cents", models.BigIntegerField(default=0)),
                    ("paid_net_cents", models.BigIntegerField(default=0)),
                    (
                        "closed_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="Abgeschlossen am"),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="accounts",
                            to="grants.fund",
                        ),
                    ),
                    (
                        "land_grant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="accounts",
                            to="grants.landgrant",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Fondskonto",
                    "verbose_name_plural": "Fondskonten",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("fund", "budget_year"), name="fund_account_year_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "paid_net_cents__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.expressions.CombinedExpression(
                                                            models.F("budget_cents"),
                                                            "+",
                                                            models.F("top_ups_cents"),
                                                        ),
                                                        "+",
                                                        models.F("carried_in_cents"),
                                                    ),
                                                    "-",
                                                    models.F("carried_out_cents"),
                                                ),
                                                "-",
                                                models.F("blocked_cents"),
                                            ),
                                            "-",
                                            models.F("reserved_cents"),
                                        ),
                                        "-",
                                        models.F("committed_cents"),
                                    ),
                                )
                            ),
                            name="fund_account_not_overspent",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("reserved_cents__gte", 0)),
                            name="fund_account_reserved_not_negative",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("committed_cents__gte", 0)),
                            name="fund_account_committed_not_negative",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="BudgetEntry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("budget", "Budget"),
                                ("top_up", "Nachtrag"),
                                ("block", "Sperre"),
                                ("carry_in", "Übertrag aus dem Vorjahr"),
                                ("carry_out", "Übertrag ins Folgejahr"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("amount_cents", models.BigIntegerField()),
                    ("occurred_on", models.DateField()),
                    ("recorded_at", models.DateTimeField()),
                    ("recorded_by", models.CharField(max_length=32)),
                    (
                        "account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="budget_entries",
                            to="grants.fundaccount",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Budgeteintrag",
                    "verbose_name_plural": "Budgeteinträge",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents", 0), _negated=True),
                            name="budget_entry_changes_something",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("kind__in", ["budget", "top_up", "block", "carry_in", "carry_out"])
                            ),
                            name="budget_kind_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="FundLogo",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("alt", models.CharField(blank=True, max_length=160, verbose_name="Beschreibung")),
                    ("written_by", models.CharField(max_length=32)),
                    ("written_by_label", models.CharField(max_length=120)),
                    ("written_at", models.DateTimeField()),
                    (
                        "file",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="fund_logo",
                            to="files.storedfile",
                        ),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="logos",
                            to="grants.fund",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Logo des Fonds",
                    "verbose_name_plural": "Logos der Fonds",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("alt", ""), ("file__isnull", True)),
                                models.Q(("file__isnull", False), models.Q(("alt", ""), _negated=True)),
                                _connector="OR",
                            ),
                            name="fund_logo_says_what_it_shows",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="FundRules",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "account_assignment",
                        models.CharField(
                            blank=True,
                            help_text="Steht auf jeder Anordnung und Buchung. Zum Beispiel: {produkt}.{sachkonto}/{massnahme}. Fragen Sie die Kämmerei.",
                            max_length=60,
                            verbose_name="Muster der Buchungsstelle",
                        ),
                    ),
                    (
                        "product_code",
                        models.CharField(
                            blank=True,
                            help_text="Kommt an die Stelle von {produkt}.",
                            max_length=20,
                            verbose_name="Produkt",
                        ),
                    ),
                    (
                        "expense_account",
                        models.CharField(
                            blank=True,
                            help_text="Kommt an die Stelle von {sachkonto}, wenn Geld ausgezahlt wird.",
                            max_length=20,
                            verbose_name="Sachkonto der Ausgaben",
                        ),
                    ),
                    (
                        "income_account",
                        models.CharField(
                            blank=True,
                            help_text="Kommt an die Stelle von {sachkonto}, wenn Geld eine Einnahme ist. Leer heißt: wie bei den Ausgaben.",
                            max_length=20,
                            verbose_name="Sachkonto der Einnahmen",
                        ),
                    ),
                    (
                        "measure_code",
                        models.CharField(
                            blank=True,
                            help_text="Kommt an die Stelle von {massnahme}.",
                            max_length=20,
                            verbose_name="Maßnahme",
                        ),
                    ),
                    (
                        "cost_centre",
                        models.CharField(
                            blank=True,
                            help_text="Kommt an die Stelle von {kostenstelle}.",
                            max_length=20,
                            verbose_name="Kostenstelle",
                        ),
                    ),
                    (
                        "later_repayments",
                        models.CharField(
                            choices=[
                                ("fund", "steht dem Fonds wieder zur Verfügung"),
                                ("city", "ist eine Einnahme der Stadt"),
                            ],
                            default="fund",
                            help_text="Im selben Jahr mindert eine Rückzahlung immer die Ausgabe.",
                            max_length=8,
                            verbose_name="Rückzahlung in einem späteren Jahr",
                        ),
                    ),
                    (
                        "claim_from_cents",
                        models.BigIntegerField(
                            blank=True,
                            help_text="Kleinbetrag: Weniger muss die Stadt nicht zurückfordern. Leer heißt: immer zurückfordern.",
                            null=True,
                            verbose_name="Zurückfordern ab",
                        ),
                    ),
                    (
                        "manager_limit_cents",
                        models.BigIntegerField(
                            default=0,
                            help_text="Bis zu dieser Antragssumme entscheidet das Büro allein. 0 heißt: nie.",
                            verbose_name="Ohne Jury entscheiden bis",
                        ),
                    ),
                    (
                        "jury_limit_cents",
                        models.BigIntegerField(
                            blank=True,
                            help_text="Über diesem Betrag entscheidet nach der Jury ein zweites Gremium. Leer heißt: nie.",
                            null=True,
                            verbose_name="Jury entscheidet bis",
                        ),
                    ),
                    (
                        "second_body_name",
                        models.CharField(
                            blank=True,
                            help_text="Zum Beispiel: Stadtrat, Hauptausschuss",
                            max_length=120,
                            verbose_name="Zweites Gremium",
                        ),
                    ),
                    (
                        "jury_vote",
                        models.CharField(
                            choices=[
                                ("binding", "bindet die Stadt"),
                                ("recommending", "ist eine Empfehlung"),
                            ],
                            default="binding",
                            help_text="Von einer Empfehlung weicht die Stadt nur mit schriftlicher Begründung ab.",
                            max_length=12,
                            verbose_name="Beschluss der Jury",
                        ),
                    ),
                    (
                        "jury_sees_names",
                        models.BooleanField(
                            default=True,
                            help_text="Sonst liest sie „Projekt A“ und erklärt Befangenheit auf einem eigenen Blatt.",
                            verbose_name="Jury sieht, wer beantragt",
                        ),
                    ),
                    (
                        "circular_allowed",
                        models.BooleanField(
                            default=False,
                            help_text="Die Jury stimmt ohne Sitzung ab. Ein Widerspruch bringt den Antrag in eine Sitzung.",
                            verbose_name="Umlaufverfahren erlaubt",
                        ),
                    ),
                    (
                        "circular_limit_cents",
                        models.BigIntegerField(
                            blank=True,
                            help_text="Bis zu dieser Antragssumme. Leer heißt: ohne Grenze.",
                            null=True,
                            verbose_name="Umlaufverfahren bis",
                        ),
                    ),
                    (
                        "criteria_text",
                        models.TextField(
                            blank=True,
                            help_text="Name; Gewicht; höchste Punktzahl. Zum Beispiel: Nutzen für das Quartier; 2; 5",
                            verbose_name="Kriterien, eines je Zeile",
                        ),
                    ),
                    ("version", models.PositiveIntegerField()),
                    ("valid_from", models.DateField()),
                    (
                        "cap_per_project_cents",
                        models.BigIntegerField(blank=True, null=True, verbose_name="Höchstbetrag je Projekt"),
                    ),
                    (
                        "cap_per_applicant_per_year_cents",
                        models.BigIntegerField(
                            blank=True, null=True, verbose_name="Höchstbetrag je Antragsteller und Jahr"
                        ),
                    ),
                    (
                        "financing",
                        models.CharField(
                            choices=[
                                ("fehlbedarf", "Fehlbedarfsfinanzierung"),
                                ("anteil", "Anteilfinanzierung"),
                                ("festbetrag", "Festbetragsfinanzierung"),
                                ("voll", "Vollfinanzierung"),
                            ],
                            default="fehlbedarf",
                            max_length=12,
                            verbose_name="Finanzierungsart",
                        ),
                    ),
                    (
                        "rate_percent",
                        models.PositiveSmallIntegerField(default=100, verbose_name="Fördersatz"),
                    ),
                    (
                        "proof_days",
                        models.PositiveSmallIntegerField(default=28, verbose_name="Nachweisfrist in Tagen"),
                    ),
                    (
                        "max_advance_percent",
                        models.PositiveSmallIntegerField(default=0, verbose_name="Vorschuss höchstens"),
                    ),
                    (
                        "acceptance_days",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="Annahmefrist in Tagen"
                        ),
                    ),
                    (
                        "start_within_months",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="Beginn spätestens nach Monaten"
                        ),
                    ),
                    (
                        "binding_years",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="Zweckbindung in Jahren"
                        ),
                    ),
                    (
                        "retention_years",
                        models.PositiveSmallIntegerField(
                            default=10, verbose_name="Aufbewahrung bewilligter Fälle in Jahren"
                        ),
                    ),
                    (
                        "retention_years_unfunded",
                        models.PositiveSmallIntegerField(
                            default=3, verbose_name="Aufbewahrung anderer Anträge in Jahren"
                        ),
                    ),
                    (
                        "retention_years_reports",
                        models.PositiveSmallIntegerField(
                            default=10, verbose_name="Aufbewahrung der Berichte in Jahren"
                        ),
                    ),
                    (
                        "question_days",
                        models.PositiveSmallIntegerField(
                            default=14, verbose_name="Frist für Antworten in Tagen"
                        ),
                    ),
                    (
                        "jury_members",
                        models.PositiveSmallIntegerField(default=7, verbose_name="Mitglieder der Jury"),
                    ),
                    (
                        "jury_quorum",
                        models.PositiveSmallIntegerField(default=4, verbose_name="Beschlussfähig ab"),
                    ),
                    (
                        "tie",
                        models.CharField(
                            choices=[("no", "abgelehnt"), ("yes", "angenommen")],
                            default="no",
                            max_length=3,
                            verbose_name="Bei Stimmengleichheit",
                        ),
                    ),
                    (
                        "ballot",
                        models.CharField(
                            choices=[("open", "offen, mit Namen"), ("secret", "geheim, nur Zahlen")],
                            default="secret",
                            max_length=6,
                            verbose_name="Abstimmung der Jury",
                        ),
                    ),
                    (
                        "posting",
                        models.CharField(
                            choices=[("letter", "Brief"), ("portal", "Portal"), ("email", "E-Mail")],
                            default="letter",
                            max_length=8,
                            verbose_name="Zustellweg",
                        ),
                    ),
                    (
                        "deemed_known",
                        models.CharField(
                            choices=[
                                ("no_shift", "ohne Verschiebung"),
                                ("next_working_day", "nächster Werktag"),
                            ],
                            default="no_shift",
                            max_length=20,
                            verbose_name="Bekanntgabe am Wochenende",
                        ),
                    ),
                    (
                        "interest_from_cents",
                        models.BigIntegerField(
                            blank=True, default=500, null=True, verbose_name="Zinsen erheben ab"
                        ),
                    ),
                    (
                        "price_comparison_from_cents",
                        models.BigIntegerField(blank=True, null=True, verbose_name="Angebote vergleichen ab"),
                    ),
                    (
                        "price_offers",
                        models.PositiveSmallIntegerField(default=2, verbose_name="Angebote beim Vergleich"),
                    ),
                    ("land", models.CharField(default="ST", max_length=2, verbose_name="Land")),
                    (
                        "profile",
                        models.CharField(
                            choices=[
                                ("full", "bei jeder Freigabe"),
                                ("small_town", "kleine Stadt: erst über einem Betrag"),
                            ],
                            default="full",
                            max_length=10,
                            verbose_name="Zweite Personen",
                        ),
                    ),
                    (
                        "second_person_above_cents",
                        models.BigIntegerField(
                            blank=True, null=True, verbose_name="Zweite Person bei Bescheiden über"
                        ),
                    ),
                    (
                        "guideline_name",
                        models.CharField(blank=True, max_length=200, verbose_name="Richtlinie"),
                    ),
                    (
                        "fields_of_action_text",
                        models.TextField(blank=True, verbose_name="Handlungsfelder, eines je Zeile"),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rules",
                            to="grants.fund",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Regeln",
                    "verbose_name_plural": "Regeln",
                    "constraints": [
                        models.UniqueConstraint(fields=("fund", "version"), name="fund_rules_version_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("profile", "small_town"), _negated=True),
                                ("second_person_above_cents__isnull", False),
                                _connector="OR",
                            ),
                            name="fund_rules_small_town_has_a_limit",
                        ),
                    ],
                },
                bases=(grants.models.fund_texts.SaysTexts, models.Model),
            ),
            migrations.CreateModel(
                name="FundText",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=40)),
                    ("version", models.PositiveIntegerField()),
                    ("text", models.TextField(blank=True)),
                    ("written_by", models.CharField(max_length=32)),
                    ("written_by_label", models.CharField(max_length=120)),
                    ("written_at", models.DateTimeField()),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="texts",
                            to="grants.fund",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Text des Fonds",
                    "verbose_name_plural": "Texte des Fonds",
                    "ordering": ["pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("fund", "name", "version"), name="fund_text_version_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Grant",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("version", models.PositiveIntegerField(default=0, editable=False)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft_notice", "Bescheid im Entwurf"),
                                ("issued", "Bescheid versandt"),
                                ("accepted", "Angenommen"),
                                ("declined", "Nicht angenommen"),
                                ("running", "Projekt läuft"),
                                ("lapsed_not_started", "Nicht begonnen, verfallen"),
                                ("change_pending", "Änderung beantragt"),
                                ("cancelled", "Abgebrochen"),
                                ("proof_due", "Nachweis fällig"),
                                ("proof_overdue", "Nachweis überfällig"),
                                ("proof_submitted", "Nachweis liegt vor"),
                                ("proof_incomplete", "Nachweis unvollständig"),
                                ("checked", "Nachweis geprüft"),
                                ("settling", "Abrechnung"),
                                ("closed", "Abgeschlossen"),
                                ("revoked", "Widerrufen"),
                                ("in_binding", "In der Zweckbindung"),
                                ("archived", "Archiviert"),
                                ("deleted", "Gelöscht"),
                            ],
                            default="draft_notice",
                            max_length=24,
                            verbose_name="Status",
                        ),
                    ),
                    ("approved_cents", models.BigIntegerField(verbose_name="Bewilligt")),
                    ("released_cents", models.BigIntegerField(default=0, verbose_name="Freigegeben")),
                    (
                        "own_committed_cents",
                        models.BigIntegerField(default=0, verbose_name="Zugesagtes eigenes Geld"),
                    ),
                    (
                        "own_less_reason",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="Warum weniger eigenes Geld"
                        ),
                    ),
                    ("starts_on", models.DateField(verbose_name="Beginn")),
                    ("ends_on", models.DateField(verbose_name="Ende")),
                    (
                        "early_start_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="Vorzeitiger Maßnahmenbeginn ab"
                        ),
                    ),
                    ("accepted_on", models.DateField(blank=True, null=True, verbose_name="Angenommen am")),
                    (
                        "waiver_on",
                        models.DateField(blank=True, null=True, verbose_name="Verzicht auf Rechtsbehelf am"),
                    ),
                    (
                        "waiver_note",
                        models.CharField(blank=True, max_length=300, verbose_name="Wie der Verzicht kam"),
                    ),
                    (
                        "proof_due_on",
                        models.DateField(blank=True, null=True, verbose_name="Nachweis fällig am"),
                    ),
                    (
                        "demand_sent_on",
                        models.DateField(blank=True, null=True, verbose_name="Mahnung mit Anhörung am"),
                    ),
                    (
                        "bank_account_changed_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="Konto geändert"),
                    ),
                    (
                        "account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="grants",
                            to="grants.fundaccount",
                        ),
                    ),
                    (
                        "bank_account",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            to="applicants.bankaccount",
                        ),
                    ),
                    (
                        "case",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="grant",
                            to="grants.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Förderfall",
                    "verbose_name_plural": "Förderfälle",
                    "indexes": [models.Index(fields=["state"], name="grant_by_state")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "state__in",
                                    [
                                        "draft_notice",
                                        "issued",
                                        "accepted",
                                        "declined",
                                        "running",
                                        "lapsed_not_started",
                                        "change_pending",
                                        "cancelled",
                                        "proof_due",
                                        "proof_overdue",
                                        "proof_submitted",
                                        "proof_incomplete",
                                        "checked",
                                        "settling",
                                        "closed",
                                        "revoked",
                                        "in_binding",
                                        "archived",
                                        "deleted",
                                    ],
                                )
                            ),
                            name="grant_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("approved_cents__gt", 0)), name="grant_approved_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("released_cents__gte", 0),
                                ("released_cents__lte", models.F("approved_cents")),
                            ),
                            name="grant_released_within",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="BoundThing",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("what", models.CharField(max_length=160, verbose_name="Was")),
                    ("value_cents", models.BigIntegerField(verbose_name="Wert")),
                    ("place", models.CharField(blank=True, max_length=160, verbose_name="Wo")),
                    ("is_lendable", models.BooleanField(default=False, verbose_name="Ausleihbar")),
                    ("bound_until", models.DateField(verbose_name="Gebunden bis")),
                    ("entered_by", models.CharField(max_length=32)),
                    ("entered_at", models.DateTimeField()),
                    ("ended_on", models.DateField(blank=True, null=True, verbose_name="Beendet am")),
                    ("ended_by", models.CharField(blank=True, max_length=32)),
                    (
                        "end_reason",
                        models.CharField(blank=True, max_length=500, verbose_name="Warum beendet"),
                    ),
                    (
                        "grant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="bound_things",
                            to="grants.grant",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Gebundene Sache",
                    "verbose_name_plural": "Gebundene Sachen",
                    "ordering": ["bound_until", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("value_cents__gt", 0)), name="bound_thing_value_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ended_on__isnull", True),
                                models.Q(
                                    models.Q(("ended_by", ""), _negated=True),
                                    models.Q(("end_reason", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="bound_thing_end_is_explained",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AccountSheet",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("proposed_by", models.CharField(max_length=32)),
                    ("proposed_by_label", models.CharField(max_length=160)),
                    ("proposed_at", models.DateTimeField()),
                    ("confirmed_by", models.CharField(blank=True, max_length=32)),
                    ("confirmed_by_label", models.CharField(blank=True, max_length=160)),
                    ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    ("withdrawn_by", models.CharField(blank=True, max_length=32)),
                    ("withdrawn_by_label", models.CharField(blank=True, max_length=160)),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ("came_on", models.DateField(verbose_name="Blatt eingegangen am")),
                    (
                        "withdrawn_reason",
                        models.TextField(blank=True, max_length=500, verbose_name="Warum verworfen"),
                    ),
                    (
                        "bank_account",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="sheet",
                            to="applicants.bankaccount",
                        ),
                    ),
                    (
                        "grant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="account_sheets",
                            to="grants.grant",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Konto vom Papier",
                    "verbose_name_plural": "Konten vom Papier",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            name="account_sheet_second_person",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("confirmed_at__isnull", True), ("confirmed_by", "")),
                                models.Q(
                                    ("confirmed_at__isnull", False),
                                    ("withdrawn_at__isnull", True),
                                    models.Q(("confirmed_by", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="account_sheet_confirmed_is_signed",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                                models.Q(
                                    ("withdrawn_at__isnull", False),
                                    models.Q(("withdrawn_by", ""), _negated=True),
                                    models.Q(("withdrawn_reason", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="account_sheet_discarded_is_explained",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(
                                ("confirmed_at__isnull", True), ("withdrawn_at__isnull", True)
                            ),
                            fields=("grant",),
                            name="account_sheet_one_open",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="HandOver",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("number", models.CharField(max_length=24, unique=True, verbose_name="Nummer")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("csv", "CSV für das Finanzverfahren"),
                                ("pain001", "Bankdatei pain.001"),
                            ],
                            max_length=8,
                            verbose_name="Art",
                        ),
                    ),
                    ("count", models.PositiveIntegerField(verbose_name="Anzahl")),
                    ("total_cents", models.BigIntegerField(verbose_name="Kontrollsumme")),
                    ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                    ("made_by", models.CharField(max_length=32)),
                    ("made_by_label", models.CharField(max_length=160)),
                    ("made_at", models.DateTimeField()),
                    (
                        "file",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="files.storedfile",
                        ),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="hand_overs",
                            to="grants.fund",
                        ),
                    ),
                    (
                        "profile",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="grants.paymentprofile",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Übergabelauf",
                    "verbose_name_plural": "Übergabeläufe",
                    "ordering": ["-pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["csv", "pain001"])), name="hand_over_kind_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("count__gt", 0), ("total_cents__gt", 0)),
                            name="hand_over_of_something",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="HandOverDownload",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveIntegerField(verbose_name="Wievieltes Mal")),
                    ("by", models.CharField(max_length=32)),
                    ("by_label", models.CharField(max_length=160)),
                    ("at", models.DateTimeField()),
                    (
                        "hand_over",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="downloads",
                            to="grants.handover",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Abruf einer Übergabedatei",
                    "verbose_name_plural": "Abrufe von Übergabedateien",
                    "ordering": ["hand_over_id", "number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("hand_over", "number"), name="hand_over_download_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("number__gt", 0)), name="hand_over_download_counts_from_one"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ImportRow",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("line", models.PositiveIntegerField(verbose_name="Zeile")),
                    (
                        "verb",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("execute", "Ausgezahlt"),
                                ("return", "Zurückgekommen"),
                                ("repay", "Eingegangen"),
                                ("out", "Dort gebucht: Auszahlung"),
                                ("in", "Dort gebucht: Einzahlung"),
                            ],
                            max_length=8,
                            verbose_name="Was",
                        ),
                    ),
                    (
                        "order_number",
                        models.CharField(blank=True, max_length=40, verbose_name="Anordnungsnummer"),
                    ),
                    (
                        "document_number",
                        models.CharField(blank=True, max_length=40, verbose_name="Buchungsnummer"),
                    ),
                    ("day", models.DateField(null=True, verbose_name="Datum")),
                    ("amount_cents", models.BigIntegerField(null=True, verbose_name="Betrag")),
                    ("reference", models.CharField(blank=True, max_length=40, verbose_name="Kassenzeichen")),
                    ("reason", models.CharField(blank=True, max_length=140, verbose_name="Grund")),
                    ("problem", models.CharField(blank=True, max_length=200)),
                    (
                        "claim",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="grants.claim",
                        ),
                    ),
                    (
                        "source",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rows",
                            to="grants.financeimport",
                        ),
                    ),
                    (
                        "order",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="grants.paymentorder",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Eingelesene Zeile",
                    "verbose_name_plural": "Eingelesene Zeilen",
                    "ordering": ["source_id", "line"],
                    "constraints": [
                        models.UniqueConstraint(fields=("source", "line"), name="import_row_line_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("problem", ""), _negated=True),
                                models.Q(
                                    ("amount_cents__gt", 0),
                                    ("day__isnull", False),
                                    ("verb__in", ["execute", "return", "repay", "out", "in"]),
                                ),
                                _connector="OR",
                            ),
                            name="import_row_is_whole",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ImportedStep",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("done_by", models.CharField(max_length=32)),
                    ("done_by_label", models.CharField(max_length=160)),
                    ("done_at", models.DateTimeField()),
                    (
                        "row",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="step",
                            to="grants.importrow",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Gebuchte Zeile",
                    "verbose_name_plural": "Gebuchte Zeilen",
                    "ordering": ["pk"],
                },
            ),
            migrations.CreateModel(
                name="InformationRequest",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "answer_way",
                        models.CharField(
                            blank=True,
                            choices=[("phone", "Telefon"), ("letter", "Brief"), ("counter", "Im Büro")],
                            max_length=8,
                            verbose_name="Weg der Antwort",
                        ),
                    ),
                    (
                        "answer_said_by",
                        models.CharField(blank=True, max_length=160, verbose_name="Wer hat geantwortet?"),
                    ),
                    (
                        "answer_received_on",
                        models.DateField(blank=True, null=True, verbose_name="Antwort bekommen am"),
                    ),
                    (
                        "answer_entered_by_label",
                        models.CharField(blank=True, max_length=160, verbose_name="Eingetragen von"),
                    ),
                    ("number", models.PositiveSmallIntegerField()),
                    ("text", models.TextField(max_length=2000)),
                    ("due_on", models.DateField()),
                    ("asked_at", models.DateTimeField()),
                    ("asked_by", models.CharField(max_length=32)),
                    ("answer", models.TextField(blank=True, max_length=4000)),
                    ("answered_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="information_requests",
                            to="grants.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Nachforderung",
                    "verbose_name_plural": "Nachforderungen",
                    "ordering": ["number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("application", "number"), name="information_request_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="InterestPeriod",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("since", models.DateField()),
                    ("until", models.DateField()),
                    ("on_cents", models.BigIntegerField()),
                    ("base_rate", models.SmallIntegerField()),
                    (
                        "claim",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="periods",
                            to="grants.claim",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Zinszeitraum",
                    "verbose_name_plural": "Zinszeiträume",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("until__gt", models.F("since"))),
                            name="interest_period_has_days",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("on_cents__gt", 0)), name="interest_period_positive"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="JuryMember",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "reference",
                        models.CharField(
                            default=applicants.models.applicant.new_reference,
                            editable=False,
                            max_length=32,
                            unique=True,
                        ),
                    ),
                    ("name", models.CharField(max_length=120, verbose_name="Name")),
                    ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-Mail")),
                    ("serves_from", models.DateField(blank=True, null=True)),
                    ("serves_until", models.DateField(blank=True, null=True)),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="jury_members",
                            to="grants.fund",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Jurymitglied",
                    "verbose_name_plural": "Jurymitglieder",
                    "ordering": ["pk"],
                },
            ),
            migrations.CreateModel(
                name="JurySession",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("version", models.PositiveIntegerField(default=0, editable=False)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("planned", "Geplant"),
                                ("invited", "Eingeladen"),
                                ("open", "Eröffnet"),
                                ("closed", "Geschlossen"),
                                ("minutes_approved", "Protokoll bestätigt"),
                            ],
                            default="planned",
                            max_length=24,
                            verbose_name="Status",
                        ),
                    ),
                    ("held_on", models.DateField(verbose_name="Datum")),
                    ("is_circular", models.BooleanField(default=False, verbose_name="Umlaufverfahren")),
                    ("starts_at", models.TimeField(blank=True, null=True, verbose_name="Beginn")),
                    ("place", models.CharField(blank=True, max_length=160, verbose_name="Ort")),
                    ("cut_off_on", models.DateField(blank=True, null=True, verbose_name="Antragsschluss")),
                    (
                        "chair",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="sessions_led",
                            to="grants.jurymember",
                        ),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="sessions",
                            to="grants.fund",
                        ),
                    ),
                    (
                        "minutes",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="files.document",
                        ),
                    ),
                    (
                        "present",
                        models.ManyToManyField(
                            blank=True, related_name="sessions_present", to="grants.jurymember"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Sitzung",
                    "verbose_name_plural": "Sitzungen",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("fund", "held_on", "is_circular"), name="session_day_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state__in", ["planned", "invited", "open", "closed", "minutes_approved"])
                            ),
                            name="session_state_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="JuryKey",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("link", "Link in einer E-Mail"),
                                ("sheet", "Code auf dem Zugangsblatt"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("digest", models.CharField(max_length=64, unique=True)),
                    ("created_at", models.DateTimeField()),
                    ("opened_at", models.DateTimeField(blank=True, null=True)),
                    ("revoked_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "member",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="keys",
                            to="grants.jurymember",
                        ),
                    ),
                    (
                        "session",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="keys",
                            to="grants.jurysession",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Schlüssel der Jury",
                    "verbose_name_plural": "Schlüssel der Jury",
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("revoked_at__isnull", True)),
                            fields=("session", "member", "kind"),
                            name="jury_key_one_of_a_kind",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AgendaItem",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("position", models.PositiveSmallIntegerField()),
                    (
                        "outcome",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("yes", "Ja"),
                                ("partial", "Teilweise"),
                                ("no", "Nein"),
                                ("deferred", "Vertagt"),
                            ],
                            max_length=10,
                            verbose_name="Ergebnis",
                        ),
                    ),
                    ("amount_cents", models.BigIntegerField(blank=True, null=True, verbose_name="Betrag")),
                    ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                    ("obligations", models.JSONField(default=list, verbose_name="Auflagen")),
                    ("present_count", models.PositiveSmallIntegerField(default=0)),
                    ("biased_count", models.PositiveSmallIntegerField(default=0)),
                    ("yes_count", models.PositiveSmallIntegerField(default=0)),
                    ("no_count", models.PositiveSmallIntegerField(default=0)),
                    ("abstain_count", models.PositiveSmallIntegerField(default=0)),
                    ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ("decided_by", models.CharField(blank=True, max_length=32)),
                    ("is_waiting", models.BooleanField(default=False, verbose_name="Warteliste")),
                    ("fell_at", models.DateTimeField(blank=True, null=True)),
                    ("objected_by", models.CharField(blank=True, max_length=32)),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="agenda_items",
                            to="grants.application",
                        ),
                    ),
                    (
                        "session",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="items",
                            to="grants.jurysession",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Tagesordnungspunkt",
                    "verbose_name_plural": "Tagesordnungspunkte",
                    "ordering": ["position"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("decided_at__isnull", True)),
                            fields=("session", "application"),
                            name="agenda_item_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("decided_at__isnull", True),
                                ("outcome", "deferred"),
                                (
                                    "present_count",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("biased_count"), "+", models.F("yes_count")
                                            ),
                                            "+",
                                            models.F("no_count"),
                                        ),
                                        "+",
                                        models.F("abstain_count"),
                                    ),
                                ),
                                _connector="OR",
                            ),
                            name="agenda_item_votes_add_up",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("is_waiting", False), ("outcome", "deferred"), _connector="OR"
                            ),
                            name="agenda_item_waits_deferred",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LandCut",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("cut_on", models.DateField(verbose_name="Gekürzt am")),
                    ("bund_cents", models.BigIntegerField(verbose_name="Bund")),
                    ("land_cents", models.BigIntegerField(verbose_name="Land")),
                    ("reason", models.TextField(max_length=500, verbose_name="Grund")),
                    ("recorded_by", models.CharField(max_length=32)),
                    ("recorded_by_label", models.CharField(max_length=160)),
                    ("recorded_at", models.DateTimeField()),
                    (
                        "drawdown",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="cuts",
                            to="grants.drawdown",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Kürzung des Landes",
                    "verbose_name_plural": "Kürzungen des Landes",
                    "ordering": ["cut_on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("bund_cents__gte", 0),
                                ("land_cents__gte", 0),
                                models.Q(("bund_cents", 0), ("land_cents", 0), _negated=True),
                            ),
                            name="land_cut_positive",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="land_cut_has_a_reason"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LandGrant",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("programme_year", models.PositiveSmallIntegerField(verbose_name="Programmjahr")),
                    (
                        "decision_reference",
                        models.CharField(blank=True, max_length=80, verbose_name="Zuwendungsbescheid"),
                    ),
                    ("bund_weight", models.PositiveSmallIntegerField(default=1)),
                    ("land_weight", models.PositiveSmallIntegerField(default=1)),
                    ("kommune_weight", models.PositiveSmallIntegerField(default=1)),
                    ("private_weight", models.PositiveSmallIntegerField(default=0)),
                    ("bund_cents", models.BigIntegerField(default=0)),
                    ("land_cents", models.BigIntegerField(default=0)),
                    ("kommune_cents", models.BigIntegerField(default=0)),
                    ("private_cents", models.BigIntegerField(default=0)),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="land_grants",
                            to="grants.fund",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Zuwendung des Landes",
                    "verbose_name_plural": "Zuwendungen des Landes",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("fund", "programme_year"), name="land_grant_year_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="LandReceipt",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("received_on", models.DateField(verbose_name="Eingegangen am")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    ("recorded_by", models.CharField(max_length=32)),
                    ("recorded_by_label", models.CharField(max_length=160)),
                    ("recorded_at", models.DateTimeField()),
                    (
                        "drawdown",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="receipts",
                            to="grants.drawdown",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Eingang vom Land",
                    "verbose_name_plural": "Eingänge vom Land",
                    "ordering": ["received_on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents__gt", 0)), name="land_receipt_positive"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="LandTranche",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("budget_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    ("recorded_at", models.DateTimeField()),
                    ("recorded_by", models.CharField(max_length=32)),
                    (
                        "land_grant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="tranches",
                            to="grants.landgrant",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Tranche des Landes",
                    "verbose_name_plural": "Tranchen des Landes",
                    "ordering": ["budget_year", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents", 0), _negated=True),
                            name="land_tranche_changes_something",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="LandProposal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("proposed_by", models.CharField(max_length=32)),
                    ("proposed_by_label", models.CharField(max_length=160)),
                    ("proposed_at", models.DateTimeField()),
                    ("confirmed_by", models.CharField(blank=True, max_length=32)),
                    ("confirmed_by_label", models.CharField(blank=True, max_length=160)),
                    ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    ("withdrawn_by", models.CharField(blank=True, max_length=32)),
                    ("withdrawn_by_label", models.CharField(blank=True, max_length=160)),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ("programme_year", models.PositiveSmallIntegerField(verbose_name="Programmjahr")),
                    (
                        "decision_reference",
                        models.CharField(max_length=80, verbose_name="Zuwendungsbescheid"),
                    ),
                    (
                        "bund_weight",
                        models.PositiveSmallIntegerField(
                            default=1,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="Anteil Bund",
                        ),
                    ),
                    (
                        "land_weight",
                        models.PositiveSmallIntegerField(
                            default=1,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="Anteil Land",
                        ),
                    ),
                    (
                        "kommune_weight",
                        models.PositiveSmallIntegerField(
                            default=1,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="Anteil Stadt",
                        ),
                    ),
                    (
                        "private_weight",
                        models.PositiveSmallIntegerField(
                            default=0,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="Anteil Private",
                        ),
                    ),
                    ("budget_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="land_proposals",
                            to="grants.fund",
                        ),
                    ),
                    (
                        "tranche",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proposal",
                            to="grants.landtranche",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Vorschlag zu Mitteln des Landes",
                    "verbose_name_plural": "Vorschläge zu Mitteln des Landes",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            name="land_proposal_second_person",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents", 0), _negated=True),
                            name="land_proposal_changes_something",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("confirmed_at__isnull", True), ("tranche__isnull", True)),
                                models.Q(
                                    ("confirmed_at__isnull", False),
                                    ("tranche__isnull", False),
                                    ("withdrawn_at__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            name="land_proposal_confirmed_is_entered",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LedgerEntry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("reserve", "Vormerkung"),
                                ("unreserve", "Vormerkung aufgehoben"),
                                ("commit", "Bindung"),
                                ("release", "Bindung freigegeben"),
                                ("pay", "Auszahlung"),
                                ("repay", "Rückzahlung"),
                                ("interest", "Zinsen"),
                                ("return", "Rückläufer"),
                                ("carry", "Übertrag der Bindung"),
                                ("correct", "Gegenbuchung"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("key", models.CharField(max_length=80, unique=True)),
                    ("occurred_on", models.DateField()),
                    ("recorded_at", models.DateTimeField()),
                    ("recorded_by", models.CharField(max_length=32)),
                    ("reserved_cents", models.BigIntegerField(default=0)),
                    ("committed_cents", models.BigIntegerField(default=0)),
                    ("paid_cents", models.BigIntegerField(default=0)),
                    ("bund_cents", models.BigIntegerField(default=0)),
                    ("land_cents", models.BigIntegerField(default=0)),
                    ("kommune_cents", models.BigIntegerField(default=0)),
                    ("private_cents", models.BigIntegerField(default=0)),
                    ("interest_cents", models.BigIntegerField(default=0)),
                    (
                        "account_assignment",
                        models.CharField(blank=True, max_length=140, verbose_name="Buchungsstelle"),
                    ),
                    (
                        "account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="entries",
                            to="grants.fundaccount",
                        ),
                    ),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="ledger_entries",
                            to="grants.application",
                        ),
                    ),
                    (
                        "claim",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="entries",
                            to="grants.claim",
                        ),
                    ),
                    (
                        "land_grant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="entries",
                            to="grants.landgrant",
                        ),
                    ),
                    (
                        "reverses",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reversed_by",
                            to="grants.ledgerentry",
                        ),
                    ),
                    (
                        "order",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="entries",
                            to="grants.paymentorder",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Buchung",
                    "verbose_name_plural": "Buchungen",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "paid_cents",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("bund_cents"), "+", models.F("land_cents")
                                            ),
                                            "+",
                                            models.F("kommune_cents"),
                                        ),
                                        "+",
                                        models.F("private_cents"),
                                    ),
                                )
                            ),
                            name="ledger_split_sums_to_paid",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("committed_cents", 0),
                                ("interest_cents", 0),
                                ("paid_cents", 0),
                                ("reserved_cents", 0),
                                _negated=True,
                            ),
                            name="ledger_entry_moves_something",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "kind__in",
                                    [
                                        "reserve",
                                        "unreserve",
                                        "commit",
                                        "release",
                                        "pay",
                                        "repay",
                                        "interest",
                                        "return",
                                        "carry",
                                        "correct",
                                    ],
                                )
                            ),
                            name="ledger_kind_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="DrawdownEntry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("attempt", models.PositiveSmallIntegerField(default=1, verbose_name="Versuch")),
                    (
                        "drawdown",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="entries",
                            to="grants.drawdown",
                        ),
                    ),
                    (
                        "entry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="drawdown_entries",
                            to="grants.ledgerentry",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Buchung im Mittelabruf",
                    "verbose_name_plural": "Buchungen im Mittelabruf",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("entry", "attempt"), name="drawdown_entry_once_an_attempt"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Letter",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("kind", models.CharField(max_length=80, verbose_name="Vorlage")),
                    ("title", models.CharField(max_length=300, verbose_name="Betreff")),
                    ("body", models.TextField(verbose_name="Text")),
                    (
                        "channel",
                        models.CharField(
                            choices=[("letter", "Brief"), ("email", "E-Mail"), ("portal", "Portal")],
                            max_length=8,
                            verbose_name="Weg",
                        ),
                    ),
                    ("cause", models.CharField(max_length=160, unique=True)),
                    ("params", models.JSONField(default=dict)),
                    ("is_told", models.BooleanField(default=False)),
                    ("drafted_by", models.CharField(max_length=32)),
                    ("drafted_by_label", models.CharField(max_length=160)),
                    ("drafted_at", models.DateTimeField()),
                    ("released_by", models.CharField(blank=True, max_length=32)),
                    ("released_by_label", models.CharField(blank=True, max_length=160)),
                    ("released_at", models.DateTimeField(blank=True, null=True)),
                    ("posted_on", models.DateField(blank=True, null=True)),
                    ("discarded_by_label", models.CharField(blank=True, max_length=160)),
                    ("discarded_at", models.DateTimeField(blank=True, null=True)),
                    ("discard_reason", models.TextField(blank=True, verbose_name="Grund")),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="letters",
                            to="grants.application",
                        ),
                    ),
                    (
                        "document",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="files.document",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Brief",
                    "verbose_name_plural": "Briefe",
                    "ordering": ["pk"],
                    "indexes": [models.Index(fields=["posted_on", "channel"], name="letter_posted")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("posted_on__isnull", True),
                                    ("released_at__isnull", True),
                                    ("released_by", ""),
                                ),
                                models.Q(
                                    ("posted_on__isnull", False),
                                    ("released_at__isnull", False),
                                    models.Q(("released_by", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="letter_released_is_signed",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("discarded_at__isnull", True),
                                models.Q(
                                    ("released_at__isnull", True),
                                    models.Q(("discard_reason", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="letter_discarded_is_explained",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("document__isnull", True), ("released_at__isnull", False), _connector="OR"
                            ),
                            name="letter_document_after_release",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LetterStep",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("draft", "entworfen"),
                                ("edit", "geändert"),
                                ("release", "gesendet"),
                                ("undo", "zurückgeholt"),
                                ("discard", "verworfen"),
                            ],
                            max_length=7,
                        ),
                    ),
                    ("text", models.TextField(blank=True)),
                    ("at", models.DateTimeField()),
                    ("by", models.CharField(max_length=32)),
                    ("by_label", models.CharField(max_length=160)),
                    (
                        "letter",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="steps",
                            to="grants.letter",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Schritt eines Briefs",
                    "verbose_name_plural": "Schritte von Briefen",
                    "ordering": ["pk"],
                },
            ),
            migrations.CreateModel(
                name="LitigationHold",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("reason", models.TextField(max_length=2000, verbose_name="Grund")),
                    ("set_by", models.CharField(max_length=32)),
                    ("set_by_label", models.CharField(max_length=120)),
                    ("set_at", models.DateTimeField()),
                    ("lifted_by", models.CharField(blank=True, max_length=32)),
                    ("lifted_by_label", models.CharField(blank=True, max_length=120)),
                    ("lifted_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "lift_reason",
                        models.TextField(blank=True, max_length=2000, verbose_name="Warum aufgehoben"),
                    ),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="holds",
                            to="grants.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Sperre",
                    "verbose_name_plural": "Sperren",
                    "ordering": ["pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("lifted_at__isnull", True)),
                            fields=("case",),
                            name="litigation_hold_one_open",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("lifted_at__isnull", True),
                                models.Q(("lifted_by", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="litigation_hold_lift_is_signed",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MinutesAddition",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField()),
                    ("text", models.TextField(max_length=2000, verbose_name="Nachtrag")),
                    ("written_by", models.CharField(max_length=32)),
                    ("written_by_label", models.CharField(max_length=160)),
                    ("written_at", models.DateTimeField()),
                    (
                        "session",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="additions",
                            to="grants.jurysession",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Nachtrag zum Protokoll",
                    "verbose_name_plural": "Nachträge zum Protokoll",
                    "ordering": ["number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("session", "number"), name="minutes_addition_number_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Notice",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("award", "Bewilligungsbescheid"),
                                ("rejection", "Ablehnungsbescheid"),
                                ("repayment", "Erstattungsbescheid"),
                                ("revocation", "Widerrufs- und Erstattungsbescheid"),
                                ("change", "Änderungsbescheid"),
                                ("waiver", "Erlassbescheid"),
                                ("lapse", "Verfallsmitteilung"),
                                ("interest", "Zinsbescheid"),
                                ("recall", "Aufhebung der Stundung"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("amount_cents", models.BigIntegerField(default=0)),
                    ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                    ("drafted_by", models.CharField(max_length=32)),
                    ("drafted_by_label", models.CharField(max_length=120)),
                    ("drafted_at", models.DateTimeField()),
                    ("released_by", models.CharField(blank=True, max_length=32)),
                    ("released_by_label", models.CharField(blank=True, max_length=120)),
                    ("released_at", models.DateTimeField(blank=True, null=True)),
                    ("second_person_waived", models.BooleanField(default=False)),
                    ("last_fund_text", models.BigIntegerField(blank=True, null=True)),
                    ("channel", models.CharField(blank=True, max_length=8)),
                    ("posted_on", models.DateField(blank=True, null=True)),
                    ("deemed_known_on", models.DateField(blank=True, null=True)),
                    (
                        "arrived_on",
                        models.DateField(blank=True, null=True, verbose_name="Nachgewiesener Zugang"),
                    ),
                    ("remedy_until", models.DateField(blank=True, null=True)),
                    ("discarded_by", models.CharField(blank=True, max_length=32)),
                    ("discarded_by_label", models.CharField(blank=True, max_length=120)),
                    ("discarded_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "discard_reason",
                        models.TextField(blank=True, verbose_name="Grund der Rücknahme des Entwurfs"),
                    ),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="notices",
                            to="grants.application",
                        ),
                    ),
                    (
                        "document",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="files.document",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Bescheid",
                    "verbose_name_plural": "Bescheide",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("second_person_waived", True),
                                models.Q(("released_by", models.F("drafted_by")), _negated=True),
                                _connector="OR",
                            ),
                            name="notice_second_person",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("released_at__isnull", True),
                                models.Q(("released_by", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="notice_released_is_signed",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("released_at__isnull", True),
                                models.Q(("deemed_known_on__isnull", False), ("remedy_until__isnull", False)),
                                _connector="OR",
                            ),
                            name="notice_released_has_dates",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("discarded_at__isnull", True),
                                models.Q(
                                    ("released_at__isnull", True),
                                    models.Q(("discarded_by", ""), _negated=True),
                                    models.Q(("discard_reason", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="notice_discarded_is_explained",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("discarded_at__isnull", True), ("released_at__isnull", True)),
                            fields=("case", "kind"),
                            name="notice_one_draft",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="NoticeText",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField()),
                    ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                    ("obligations", models.JSONField(default=list, verbose_name="Auflagen")),
                    ("conditions", models.JSONField(default=list, verbose_name="Bedingungen")),
                    ("heard_until", models.DateField(blank=True, null=True, verbose_name="Anhörung bis")),
                    ("written_by", models.CharField(max_length=32)),
                    ("written_by_label", models.CharField(max_length=120)),
                    ("written_at", models.DateTimeField()),
                    (
                        "notice",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="texts",
                            to="grants.notice",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Fassung eines Entwurfs",
                    "verbose_name_plural": "Fassungen eines Entwurfs",
                    "ordering": ["number"],
                    "constraints": [
                        models.UniqueConstraint(fields=("notice", "number"), name="notice_text_once")
                    ],
                },
            ),
            migrations.CreateModel(
                name="Objection",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("has_own_hold", models.BooleanField()),
                    (
                        "kind",
                        models.CharField(
                            choices=[("action", "Klage"), ("objection", "Widerspruch")], max_length=9
                        ),
                    ),
                    ("came_on", models.DateField(verbose_name="Eingegangen am")),
                    (
                        "way",
                        models.CharField(
                            choices=[
                                ("letter", "mit einem Brief"),
                                ("record", "zur Niederschrift im Büro"),
                                ("electronic", "elektronisch"),
                                ("court", "über das Gericht"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("text", models.TextField(max_length=2000, verbose_name="Worum es geht")),
                    ("noted_by", models.CharField(max_length=32)),
                    ("noted_by_label", models.CharField(max_length=120)),
                    ("noted_at", models.DateTimeField()),
                    (
                        "outcome",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("withdrawn", "zurückgenommen"),
                                ("dismissed", "ohne Erfolg, der Bescheid bleibt"),
                                ("changed", "der Bescheid ist geändert"),
                                ("annulled", "der Bescheid ist aufgehoben"),
                            ],
                            max_length=9,
                            verbose_name="Ausgang",
                        ),
                    ),
                    ("ended_on", models.DateField(blank=True, null=True, verbose_name="Beendet am")),
                    ("end_reason", models.TextField(blank=True, max_length=2000, verbose_name="Begründung")),
                    ("ended_by", models.CharField(blank=True, max_length=32)),
                    ("ended_by_label", models.CharField(blank=True, max_length=120)),
                    ("ended_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "hold",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="objections",
                            to="grants.litigationhold",
                        ),
                    ),
                    (
                        "notice",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="objections",
                            to="grants.notice",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rechtsbehelf",
                    "verbose_name_plural": "Rechtsbehelfe",
                    "ordering": ["pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("ended_at__isnull", True)),
                            fields=("notice",),
                            name="objection_one_open",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("ended_at__isnull", True), ("outcome", "")),
                                models.Q(
                                    ("ended_on__gte", models.F("came_on")),
                                    models.Q(("outcome", ""), _negated=True),
                                    models.Q(("ended_by", ""), _negated=True),
                                    models.Q(("end_reason", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="objection_end_is_explained",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Obligation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("text", models.CharField(max_length=300)),
                    ("is_condition_precedent", models.BooleanField(default=False)),
                    ("fulfilled_on", models.DateField(blank=True, null=True)),
                    (
                        "fulfilled_note",
                        models.CharField(blank=True, max_length=300, verbose_name="Woran man es sieht"),
                    ),
                    (
                        "fulfilled_by_label",
                        models.CharField(blank=True, max_length=120, verbose_name="Vermerkt von"),
                    ),
                    (
                        "grant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="obligations",
                            to="grants.grant",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Auflage",
                    "verbose_name_plural": "Auflagen",
                    "ordering": ["pk"],
                },
            ),
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
                    (
                        "application",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="particulars",
                            to="grants.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Angaben zur Person",
                    "verbose_name_plural": "Angaben zur Person",
                },
            ),
            migrations.CreateModel(
                name="PaymentOrder",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("version", models.PositiveIntegerField(default=0, editable=False)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("certified_factual", "Sachlich richtig"),
                                ("certified_arith", "Sachlich und rechnerisch richtig"),
                                ("ordered", "Angeordnet"),
                                ("handed_over", "An die Kasse übergeben"),
                                ("executed", "Ausgezahlt"),
                                ("returned", "Zurückgekommen"),
                                ("cancelled", "Storniert"),
                            ],
                            default="draft",
                            max_length=24,
                            verbose_name="Status",
                        ),
                    ),
                    ("number", models.CharField(max_length=24, unique=True, verbose_name="Anordnungsnummer")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("advance", "Vorschuss"),
                                ("instalment", "Teilzahlung"),
                                ("final", "Schlusszahlung"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    ("reason", models.CharField(max_length=140, verbose_name="Grund")),
                    (
                        "account_assignment",
                        models.CharField(blank=True, max_length=140, verbose_name="Buchungsstelle"),
                    ),
                    ("budget_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                    ("due_on", models.DateField(verbose_name="Fällig am")),
                    ("prepared_by", models.CharField(max_length=32)),
                    ("prepared_at", models.DateTimeField()),
                    ("certified_factual_by", models.CharField(blank=True, max_length=32)),
                    ("certified_factual_by_label", models.CharField(blank=True, max_length=120)),
                    ("certified_factual_at", models.DateTimeField(blank=True, null=True)),
                    ("certified_arith_by", models.CharField(blank=True, max_length=32)),
                    ("certified_arith_by_label", models.CharField(blank=True, max_length=120)),
                    ("certified_arith_at", models.DateTimeField(blank=True, null=True)),
                    ("ordered_by", models.CharField(blank=True, max_length=32)),
                    ("ordered_by_label", models.CharField(blank=True, max_length=120)),
                    ("ordered_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "ordered_limit_cents",
                        models.BigIntegerField(blank=True, null=True, verbose_name="Anordnungsbefugnis bis"),
                    ),
                    (
                        "ordered_for_label",
                        models.CharField(blank=True, max_length=150, verbose_name="In Vertretung für"),
                    ),
                    ("executed_by", models.CharField(blank=True, max_length=32)),
                    ("executed_by_label", models.CharField(blank=True, max_length=120)),
                    ("executed_on", models.DateField(blank=True, null=True)),
                    ("bank_reference", models.CharField(blank=True, max_length=80)),
                    (
                        "bank_account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, to="applicants.bankaccount"
                        ),
                    ),
                    (
                        "document",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="files.document",
                        ),
                    ),
                    (
                        "grant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="orders",
                            to="grants.grant",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Auszahlungsanordnung",
                    "verbose_name_plural": "Auszahlungsanordnungen",
                    "ordering": ["pk"],
                    "indexes": [models.Index(fields=["state", "-id"], name="payment_order_by_state")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "state__in",
                                    [
                                        "draft",
                                        "certified_factual",
                                        "certified_arith",
                                        "ordered",
                                        "handed_over",
                                        "executed",
                                        "returned",
                                        "cancelled",
                                    ],
                                )
                            ),
                            name="payment_order_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents__gt", 0)), name="payment_order_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("ordered_by", ""),
                                    ("certified_factual_by", ""),
                                    models.Q(("ordered_by", models.F("certified_factual_by")), _negated=True),
                                    _connector="OR",
                                ),
                                models.Q(
                                    ("ordered_by", ""),
                                    ("certified_arith_by", ""),
                                    models.Q(("ordered_by", models.F("certified_arith_by")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            name="payment_order_orderer_not_certifier",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("executed_by", ""),
                                    ("certified_factual_by", ""),
                                    models.Q(
                                        ("executed_by", models.F("certified_factual_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                models.Q(
                                    ("executed_by", ""),
                                    ("certified_arith_by", ""),
                                    models.Q(("executed_by", models.F("certified_arith_by")), _negated=True),
                                    _connector="OR",
                                ),
                                models.Q(
                                    ("executed_by", ""),
                                    ("ordered_by", ""),
                                    models.Q(("executed_by", models.F("ordered_by")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            name="payment_order_executor_apart",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("state__in", ["ordered", "handed_over", "executed"]), _negated=True
                                ),
                                models.Q(
                                    models.Q(("ordered_by", ""), _negated=True),
                                    models.Q(("certified_factual_by", ""), _negated=True),
                                    models.Q(("certified_arith_by", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="payment_order_ordered_is_signed",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ordered_limit_cents__isnull", True),
                                ("ordered_limit_cents__gte", models.F("amount_cents")),
                                _connector="OR",
                            ),
                            name="payment_order_within_authority",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "executed"), _negated=True),
                                models.Q(
                                    models.Q(("executed_by", ""), _negated=True),
                                    ("executed_on__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="payment_order_executed_is_signed",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PayeeCheck",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "result",
                        models.CharField(
                            choices=[
                                ("match", "Name und IBAN passen zusammen (Match)"),
                                ("close", "Der Name ist ähnlich (Close Match)"),
                                ("no_match", "Der Name passt nicht (No Match)"),
                                ("none", "Die Bank konnte nicht prüfen (Not Applicable)"),
                            ],
                            max_length=10,
                            verbose_name="Ergebnis",
                        ),
                    ),
                    ("noted_by", models.CharField(max_length=32)),
                    ("noted_by_label", models.CharField(max_length=160)),
                    ("noted_at", models.DateTimeField()),
                    (
                        "order",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payee_checks",
                            to="grants.paymentorder",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Empfängerprüfung",
                    "verbose_name_plural": "Empfängerprüfungen",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("result__in", ["match", "close", "no_match", "none"])),
                            name="payee_check_result_known",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="HandOverLine",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("position", models.PositiveIntegerField(verbose_name="Stelle")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    (
                        "hand_over",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="lines",
                            to="grants.handover",
                        ),
                    ),
                    (
                        "order",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="hand_over_line",
                            to="grants.paymentorder",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Zeile eines Übergabelaufs",
                    "verbose_name_plural": "Zeilen eines Übergabelaufs",
                    "ordering": ["hand_over_id", "position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("hand_over", "position"), name="hand_over_line_position_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents__gt", 0)), name="hand_over_line_positive"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PaymentProfile",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("version", models.PositiveIntegerField(verbose_name="Fassung")),
                    (
                        "encoding",
                        models.CharField(
                            choices=[
                                ("utf-8-sig", "UTF-8 mit BOM"),
                                ("utf-8", "UTF-8"),
                                ("windows-1252", "Windows-1252"),
                            ],
                            default="utf-8-sig",
                            max_length=12,
                            verbose_name="Zeichensatz",
                        ),
                    ),
                    (
                        "separator",
                        models.CharField(
                            choices=[
                                ("semicolon", "Semikolon ;"),
                                ("comma", "Komma ,"),
                                ("tab", "Tabulator"),
                            ],
                            default="semicolon",
                            max_length=9,
                            verbose_name="Trennzeichen",
                        ),
                    ),
                    (
                        "decimal",
                        models.CharField(
                            choices=[("comma", "1234,56"), ("point", "1234.56")],
                            default="comma",
                            max_length=5,
                            verbose_name="Beträge",
                        ),
                    ),
                    (
                        "days",
                        models.CharField(
                            choices=[("german", "31.12.2026"), ("iso", "2026-12-31")],
                            default="german",
                            max_length=6,
                            verbose_name="Tage",
                        ),
                    ),
                    (
                        "has_summary",
                        models.BooleanField(
                            default=False, verbose_name="Erste Zeile mit Anzahl und Kontrollsumme"
                        ),
                    ),
                    (
                        "columns_text",
                        models.TextField(max_length=4000, verbose_name="Spalten, eine je Zeile"),
                    ),
                    (
                        "import_text",
                        models.TextField(
                            blank=True,
                            max_length=4000,
                            verbose_name="Namen beim Einlesen, eine Zeile je Name",
                        ),
                    ),
                    (
                        "bank_file",
                        models.BooleanField(default=False, verbose_name="Bankdatei pain.001 möglich"),
                    ),
                    (
                        "debtor_name",
                        models.CharField(blank=True, max_length=70, verbose_name="Kontoinhaber der Stadt"),
                    ),
                    (
                        "debtor_iban",
                        models.CharField(blank=True, max_length=34, verbose_name="IBAN der Stadt"),
                    ),
                    ("debtor_bic", models.CharField(blank=True, max_length=11, verbose_name="BIC der Stadt")),
                    (
                        "statements",
                        models.BooleanField(default=False, verbose_name="Kontoauszüge camt.053 einlesen"),
                    ),
                    ("reason", models.TextField(max_length=500, verbose_name="Grund")),
                    ("proposed_by", models.CharField(max_length=32)),
                    ("proposed_by_label", models.CharField(max_length=160)),
                    ("proposed_at", models.DateTimeField()),
                    ("confirmed_by", models.CharField(blank=True, max_length=32)),
                    ("confirmed_by_label", models.CharField(blank=True, max_length=160)),
                    ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    ("withdrawn_by", models.CharField(blank=True, max_length=32)),
                    ("withdrawn_by_label", models.CharField(blank=True, max_length=160)),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payment_profiles",
                            to="grants.fund",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Profil der Auszahlungsdateien",
                    "verbose_name_plural": "Profile der Auszahlungsdateien",
                    "ordering": ["pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("fund", "version"), name="payment_profile_version_once"
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(
                                ("confirmed_at__isnull", True), ("withdrawn_at__isnull", True)
                            ),
                            fields=("fund",),
                            name="payment_profile_one_open",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            name="payment_profile_second_person",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("confirmed_at__isnull", True),
                                models.Q(
                                    ("confirmed_at__isnull", False),
                                    ("withdrawn_at__isnull", True),
                                    models.Q(("confirmed_by", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="payment_profile_confirmed_is_signed",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("bank_file", False),
                                models.Q(
                                    models.Q(("debtor_name", ""), _negated=True),
                                    models.Q(("debtor_iban", ""), _negated=True),
                                    models.Q(("debtor_bic", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="payment_profile_bank_file_has_debtor",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("statements", False),
                                models.Q(("debtor_iban", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="payment_profile_statements_have_account",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True),
                            name="payment_profile_has_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Posting",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("document_number", models.CharField(max_length=40, verbose_name="Buchungsnummer")),
                    ("booked_on", models.DateField(verbose_name="Datum")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    (
                        "order_number",
                        models.CharField(blank=True, max_length=40, verbose_name="Anordnungsnummer"),
                    ),
                    ("reference", models.CharField(blank=True, max_length=40, verbose_name="Kassenzeichen")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="postings",
                            to="grants.fund",
                        ),
                    ),
                    (
                        "row",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="posting",
                            to="grants.importrow",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Buchung des Finanzverfahrens",
                    "verbose_name_plural": "Buchungen des Finanzverfahrens",
                    "ordering": ["pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=(
                                "fund",
                                "document_number",
                                "booked_on",
                                "amount_cents",
                                "order_number",
                                "reference",
                            ),
                            name="posting_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents", 0), _negated=True),
                            name="posting_moves_something",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Proof",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("report", models.TextField(blank=True, max_length=4000, verbose_name="Sachbericht")),
                    (
                        "donations_actual_cents",
                        models.BigIntegerField(blank=True, null=True, verbose_name="Spenden tatsächlich"),
                    ),
                    ("created_at", models.DateTimeField()),
                    ("sent_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "grant",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proof",
                            to="grants.grant",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Verwendungsnachweis",
                    "verbose_name_plural": "Verwendungsnachweise",
                },
            ),
            migrations.CreateModel(
                name="ProofCheck",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("checked_by", models.CharField(max_length=32)),
                    ("checked_by_label", models.CharField(max_length=120)),
                    ("checked_at", models.DateTimeField()),
                    ("method", models.CharField(default="Alle Belege einzeln geprüft", max_length=200)),
                    ("purpose_achieved", models.BooleanField()),
                    ("remark", models.TextField(blank=True)),
                    ("accepted_cents", models.BigIntegerField()),
                    ("cut_cents", models.BigIntegerField()),
                    ("entitlement_cents", models.BigIntegerField()),
                    ("explanation", models.JSONField()),
                    ("confirmed_by", models.CharField(blank=True, max_length=32)),
                    ("confirmed_by_label", models.CharField(blank=True, max_length=120)),
                    ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    ("second_person_waived", models.BooleanField(default=False)),
                    (
                        "grant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="checks",
                            to="grants.grant",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Prüfvermerk",
                    "verbose_name_plural": "Prüfvermerke",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("second_person_waived", True),
                                models.Q(("confirmed_by", models.F("checked_by")), _negated=True),
                                _connector="OR",
                            ),
                            name="proof_check_second_person",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("confirmed_at__isnull", True),
                                models.Q(("confirmed_by", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="proof_check_confirmed_is_signed",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProofQuestion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "answer_way",
                        models.CharField(
                            blank=True,
                            choices=[("phone", "Telefon"), ("letter", "Brief"), ("counter", "Im Büro")],
                            max_length=8,
                            verbose_name="Weg der Antwort",
                        ),
                    ),
                    (
                        "answer_said_by",
                        models.CharField(blank=True, max_length=160, verbose_name="Wer hat geantwortet?"),
                    ),
                    (
                        "answer_received_on",
                        models.DateField(blank=True, null=True, verbose_name="Antwort bekommen am"),
                    ),
                    (
                        "answer_entered_by_label",
                        models.CharField(blank=True, max_length=160, verbose_name="Eingetragen von"),
                    ),
                    ("number", models.PositiveSmallIntegerField()),
                    ("text", models.TextField(max_length=2000, verbose_name="Frage")),
                    ("due_on", models.DateField(verbose_name="Antwort bis")),
                    ("asked_at", models.DateTimeField()),
                    ("asked_by", models.CharField(max_length=32)),
                    ("answer", models.TextField(blank=True, max_length=4000, verbose_name="Antwort")),
                    ("answered_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "grant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proof_questions",
                            to="grants.grant",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rückfrage zum Nachweis",
                    "verbose_name_plural": "Rückfragen zum Nachweis",
                    "ordering": ["number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("grant", "number"), name="proof_question_number_once"
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("answered_at__isnull", True)),
                            fields=("grant",),
                            name="proof_question_one_open",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProofReminder",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("reminder", "Erinnerung"),
                                ("demand", "Mahnung mit Anhörung"),
                                ("start", "Anhörung zum Beginn"),
                                ("longer", "Mehr Zeit für den Nachweis"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("sent_on", models.DateField()),
                    ("until", models.DateField()),
                    (
                        "grant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reminders",
                            to="grants.grant",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Erinnerung",
                    "verbose_name_plural": "Erinnerungen",
                    "ordering": ["pk"],
                },
            ),
            migrations.CreateModel(
                name="ProofVersion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField()),
                    ("recorded_at", models.DateTimeField()),
                    ("content", models.JSONField()),
                    (
                        "proof",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="versions",
                            to="grants.proof",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Fassung eines Nachweises",
                    "verbose_name_plural": "Fassungen eines Nachweises",
                    "ordering": ["number"],
                    "constraints": [
                        models.UniqueConstraint(fields=("proof", "number"), name="proof_version_once")
                    ],
                },
            ),
            migrations.CreateModel(
                name="QuestionTerm",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("wish", "Bitte um mehr Zeit"),
                                ("extension", "Frist verlängert"),
                                ("reminder", "Erinnerung"),
                            ],
                            max_length=9,
                        ),
                    ),
                    ("text", models.TextField(blank=True, max_length=500, verbose_name="Warum?")),
                    ("wished_on", models.DateField(blank=True, null=True, verbose_name="Bis wann?")),
                    ("asked_at", models.DateTimeField()),
                    ("asked_by", models.CharField(max_length=32)),
                    ("due_before", models.DateField()),
                    ("due_on", models.DateField(blank=True, null=True, verbose_name="Neue Frist")),
                    ("reason", models.TextField(blank=True, max_length=2000, verbose_name="Begründung")),
                    ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ("decided_by", models.CharField(blank=True, max_length=32)),
                    ("decided_by_label", models.CharField(blank=True, max_length=160)),
                    (
                        "proof_question",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="terms",
                            to="grants.proofquestion",
                        ),
                    ),
                    (
                        "question",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="terms",
                            to="grants.informationrequest",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Frist einer Rückfrage",
                    "verbose_name_plural": "Fristen von Rückfragen",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("proof_question__isnull", False), ("question__isnull", True)),
                                models.Q(("proof_question__isnull", True), ("question__isnull", False)),
                                _connector="OR",
                            ),
                            name="question_term_of_one_question",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("kind", "wish"),
                                models.Q(("decided_at__isnull", False), ("due_on__isnull", False)),
                                _connector="OR",
                            ),
                            name="question_term_only_a_wish_waits",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("due_on__isnull", True),
                                models.Q(
                                    ("decided_at__isnull", False), ("due_on__gt", models.F("due_before"))
                                ),
                                _connector="OR",
                            ),
                            name="question_term_only_grows",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("decided_at__isnull", True)),
                            fields=("question",),
                            name="question_term_one_wish",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("decided_at__isnull", True)),
                            fields=("proof_question",),
                            name="question_term_one_wish_proof",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Receipt",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField()),
                    ("issued_on", models.DateField(verbose_name="Datum")),
                    ("paid_on", models.DateField(verbose_name="Bezahlt am")),
                    (
                        "payment_method",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("cash", "bar"),
                                ("card", "Karte"),
                                ("transfer", "Überweisung"),
                                ("direct_debit", "Lastschrift"),
                                ("other", "anders"),
                            ],
                            max_length=12,
                            verbose_name="Zahlungsart",
                        ),
                    ),
                    ("payee", models.CharField(max_length=120, verbose_name="Geschäft")),
                    ("purpose", models.CharField(max_length=160, verbose_name="Wofür?")),
                    (
                        "document_number",
                        models.CharField(blank=True, max_length=60, verbose_name="Nummer auf dem Beleg"),
                    ),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    (
                        "tax_cents",
                        models.BigIntegerField(default=0, verbose_name="Erstattete Mehrwertsteuer"),
                    ),
                    (
                        "accepted_cents",
                        models.BigIntegerField(blank=True, null=True, verbose_name="Anerkannt"),
                    ),
                    ("cut_cents", models.BigIntegerField(blank=True, null=True, verbose_name="Gekürzt")),
                    (
                        "cut_reason",
                        models.CharField(blank=True, max_length=300, verbose_name="Grund der Kürzung"),
                    ),
                    (
                        "kept_reason",
                        models.CharField(
                            blank=True,
                            max_length=300,
                            verbose_name="Warum er trotz Verwendung anderswo zählt",
                        ),
                    ),
                    (
                        "cost_item",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            to="grants.costitem",
                        ),
                    ),
                    (
                        "file",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="files.storedfile",
                        ),
                    ),
                    (
                        "proof",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="receipts",
                            to="grants.proof",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Beleg",
                    "verbose_name_plural": "Belege",
                    "ordering": ["number"],
                    "indexes": [
                        models.Index(fields=["issued_on", "amount_cents"], name="receipt_day_and_amount")
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("proof", "number"), name="receipt_number_once"),
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents__gt", 0)), name="receipt_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("tax_cents__gte", 0)), name="receipt_tax_not_negative"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("accepted_cents__isnull", True), ("cut_cents__isnull", True)),
                                models.Q(
                                    ("accepted_cents__gte", 0),
                                    (
                                        "amount_cents",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("accepted_cents"), "+", models.F("cut_cents")
                                        ),
                                    ),
                                    ("cut_cents__gte", 0),
                                ),
                                _connector="OR",
                            ),
                            name="receipt_accepted_plus_cut",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("cut_cents__isnull", True),
                                ("cut_cents", 0),
                                models.Q(("cut_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="receipt_cut_has_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "payment_method__in",
                                    ["", "cash", "card", "transfer", "direct_debit", "other"],
                                )
                            ),
                            name="receipt_payment_method_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReceiptOrder",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("version", models.PositiveIntegerField(default=0, editable=False)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("certified", "Sachlich und rechnerisch richtig"),
                                ("ordered", "Angeordnet"),
                                ("cancelled", "Storniert"),
                            ],
                            default="draft",
                            max_length=24,
                            verbose_name="Status",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("claim", "Rückforderung"),
                                ("interest", "Zinsen"),
                                ("land", "Mittel von Bund und Land"),
                                ("private", "Private Mittel"),
                                ("municipal", "Städtische Mittel"),
                            ],
                            max_length=9,
                            verbose_name="Art",
                        ),
                    ),
                    ("number", models.CharField(max_length=24, unique=True, verbose_name="Anordnungsnummer")),
                    (
                        "cash_reference",
                        models.CharField(max_length=35, unique=True, verbose_name="Kassenzeichen"),
                    ),
                    ("payer", models.CharField(max_length=140, verbose_name="Zahlungspflichtig")),
                    ("reason", models.CharField(max_length=140, verbose_name="Grund")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    (
                        "account_assignment",
                        models.CharField(blank=True, max_length=140, verbose_name="Buchungsstelle"),
                    ),
                    ("budget_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                    ("due_on", models.DateField(verbose_name="Fällig am")),
                    ("prepared_by", models.CharField(blank=True, max_length=32)),
                    ("prepared_by_label", models.CharField(blank=True, max_length=160)),
                    ("prepared_at", models.DateTimeField()),
                    ("certified_by", models.CharField(blank=True, max_length=32)),
                    ("certified_by_label", models.CharField(blank=True, max_length=160)),
                    ("certified_at", models.DateTimeField(blank=True, null=True)),
                    ("ordered_by", models.CharField(blank=True, max_length=32)),
                    ("ordered_by_label", models.CharField(blank=True, max_length=160)),
                    ("ordered_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "ordered_limit_cents",
                        models.BigIntegerField(blank=True, null=True, verbose_name="Anordnungsbefugnis bis"),
                    ),
                    (
                        "ordered_for_label",
                        models.CharField(blank=True, max_length=160, verbose_name="In Vertretung für"),
                    ),
                    (
                        "claim",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="receipt_orders",
                            to="grants.claim",
                        ),
                    ),
                    (
                        "document",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="files.document",
                        ),
                    ),
                    (
                        "drawdown",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="receipt_orders",
                            to="grants.drawdown",
                        ),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="receipt_orders",
                            to="grants.fund",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Annahmeanordnung",
                    "verbose_name_plural": "Annahmeanordnungen",
                    "ordering": ["pk"],
                    "indexes": [models.Index(fields=["state", "-id"], name="receipt_order_by_state")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["draft", "certified", "ordered", "cancelled"])),
                            name="receipt_order_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents__gt", 0)), name="receipt_order_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("claim__isnull", False),
                                    ("drawdown__isnull", True),
                                    ("kind__in", ["claim", "interest"]),
                                ),
                                models.Q(
                                    ("claim__isnull", True), ("drawdown__isnull", False), ("kind", "land")
                                ),
                                models.Q(
                                    ("claim__isnull", True),
                                    ("drawdown__isnull", True),
                                    ("kind__in", ["private", "municipal"]),
                                ),
                                _connector="OR",
                            ),
                            name="receipt_order_has_its_source",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ordered_by", ""),
                                models.Q(("ordered_by", models.F("certified_by")), _negated=True),
                                _connector="OR",
                            ),
                            name="receipt_order_orderer_not_certifier",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "ordered"), _negated=True),
                                models.Q(
                                    models.Q(("ordered_by", ""), _negated=True),
                                    models.Q(("certified_by", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="receipt_order_ordered_is_signed",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ordered_limit_cents__isnull", True),
                                ("ordered_limit_cents__gte", models.F("amount_cents")),
                                _connector="OR",
                            ),
                            name="receipt_order_within_authority",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("state", "cancelled"), _negated=True),
                            fields=("claim",),
                            name="receipt_order_one_a_claim",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("state", "cancelled"), _negated=True),
                            fields=("drawdown",),
                            name="receipt_order_one_a_drawdown",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="IncomingMoney",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("received_on", models.DateField(verbose_name="Eingegangen am")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    ("recorded_by", models.CharField(max_length=32)),
                    ("recorded_by_label", models.CharField(max_length=160)),
                    ("recorded_at", models.DateTimeField()),
                    (
                        "order",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="money",
                            to="grants.receiptorder",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Eingang auf eine Annahmeanordnung",
                    "verbose_name_plural": "Eingänge auf Annahmeanordnungen",
                    "ordering": ["received_on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents__gt", 0)), name="incoming_money_positive"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="BudgetProposal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("proposed_by", models.CharField(max_length=32)),
                    ("proposed_by_label", models.CharField(max_length=160)),
                    ("proposed_at", models.DateTimeField()),
                    ("confirmed_by", models.CharField(blank=True, max_length=32)),
                    ("confirmed_by_label", models.CharField(blank=True, max_length=160)),
                    ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    ("withdrawn_by", models.CharField(blank=True, max_length=32)),
                    ("withdrawn_by_label", models.CharField(blank=True, max_length=160)),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ("budget_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                    (
                        "kind",
                        models.CharField(
                            choices=[("budget", "Budget"), ("top_up", "Nachtrag"), ("block", "Sperre")],
                            max_length=10,
                            verbose_name="Was",
                        ),
                    ),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    ("reason", models.TextField(max_length=500, verbose_name="Grund")),
                    (
                        "entry",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proposal",
                            to="grants.budgetentry",
                        ),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="budget_proposals",
                            to="grants.fund",
                        ),
                    ),
                    (
                        "receipt_order",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="budget_proposals",
                            to="grants.receiptorder",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Vorschlag zum Budget",
                    "verbose_name_plural": "Vorschläge zum Budget",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents", 0), _negated=True),
                            name="budget_proposal_changes_something",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True),
                            name="budget_proposal_has_a_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            name="budget_proposal_second_person",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("confirmed_at__isnull", True), ("entry__isnull", True)),
                                models.Q(
                                    ("confirmed_at__isnull", False),
                                    ("entry__isnull", False),
                                    ("withdrawn_at__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            name="budget_proposal_confirmed_is_entered",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReconciliationNote",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("text", models.CharField(max_length=300, verbose_name="Grund")),
                    ("written_by", models.CharField(max_length=32)),
                    ("written_by_label", models.CharField(max_length=160)),
                    ("written_at", models.DateTimeField()),
                    (
                        "entry",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reconciliation_notes",
                            to="grants.ledgerentry",
                        ),
                    ),
                    (
                        "posting",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="notes",
                            to="grants.posting",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Notiz zum Abgleich",
                    "verbose_name_plural": "Notizen zum Abgleich",
                    "ordering": ["-pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("entry__isnull", True), ("posting__isnull", False)),
                                models.Q(("entry__isnull", False), ("posting__isnull", True)),
                                _connector="OR",
                            ),
                            name="reconciliation_note_on_one_side",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("text", ""), _negated=True),
                            name="reconciliation_note_says_something",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReferenceCounter",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField()),
                    ("series", models.CharField(max_length=4)),
                    ("last", models.PositiveIntegerField(default=0)),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="counters",
                            to="grants.fund",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("fund", "year", "series"), name="reference_counter_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReleasedPicture",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("shows", models.CharField(max_length=200, verbose_name="Was zu sehen ist")),
                    ("consent", models.CharField(max_length=300, verbose_name="Wer zugestimmt hat, und wie")),
                    ("agreed_on", models.DateField(verbose_name="Zugestimmt am")),
                    ("released_by", models.CharField(max_length=32)),
                    ("released_by_label", models.CharField(max_length=160)),
                    ("released_at", models.DateTimeField()),
                    ("withdrawn_by", models.CharField(blank=True, max_length=32)),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="released_pictures",
                            to="grants.application",
                        ),
                    ),
                    (
                        "file",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="files.storedfile",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Freigegebenes Bild",
                    "verbose_name_plural": "Freigegebene Bilder",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("shows", ""), _negated=True),
                                models.Q(("consent", ""), _negated=True),
                            ),
                            name="released_picture_is_explained",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("withdrawn_at__isnull", True), ("withdrawn_by", "")),
                                models.Q(
                                    ("withdrawn_at__isnull", False),
                                    models.Q(("withdrawn_by", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="released_picture_withdrawal_is_signed",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReminderPause",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("until", models.DateField(verbose_name="Bis")),
                    ("reason", models.TextField(max_length=2000, verbose_name="Grund")),
                    ("set_by", models.CharField(max_length=32)),
                    ("set_by_label", models.CharField(max_length=120)),
                    ("set_at", models.DateTimeField()),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reminder_pauses",
                            to="grants.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Pause der Erinnerungen",
                    "verbose_name_plural": "Pausen der Erinnerungen",
                    "ordering": ["pk"],
                },
            ),
            migrations.CreateModel(
                name="ReportExpiry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.CharField(max_length=40)),
                    ("deletable_from", models.DateField()),
                    ("deleted_by", models.CharField(max_length=32)),
                    ("deleted_at", models.DateTimeField()),
                    (
                        "document",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="expiry",
                            to="files.document",
                        ),
                    ),
                    (
                        "run",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="expiries",
                            to="grants.deletionrun",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Löschnachweis eines Berichts",
                    "verbose_name_plural": "Löschnachweise von Berichten",
                    "ordering": ["pk"],
                },
            ),
            migrations.CreateModel(
                name="RulesProposal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("valid_from", models.DateField(verbose_name="Gilt ab")),
                    ("values", models.JSONField(verbose_name="Regeln")),
                    ("reason", models.TextField(max_length=2000, verbose_name="Grund")),
                    ("proposed_by", models.CharField(max_length=32)),
                    ("proposed_by_label", models.CharField(max_length=120)),
                    ("proposed_at", models.DateTimeField()),
                    ("confirmed_by", models.CharField(blank=True, max_length=32)),
                    ("confirmed_by_label", models.CharField(blank=True, max_length=120)),
                    ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    ("withdrawn_by", models.CharField(blank=True, max_length=32)),
                    ("withdrawn_by_label", models.CharField(blank=True, max_length=120)),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "based_on",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="grants.fundrules",
                        ),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rules_proposals",
                            to="grants.fund",
                        ),
                    ),
                    (
                        "rules",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proposal",
                            to="grants.fundrules",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Vorschlag für Regeln",
                    "verbose_name_plural": "Vorschläge für Regeln",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            name="rules_proposal_second_person",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("confirmed_at__isnull", True), ("rules__isnull", True)),
                                models.Q(
                                    ("rules__isnull", False),
                                    ("withdrawn_at__isnull", True),
                                    models.Q(("confirmed_by", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="rules_proposal_confirmed_is_signed",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(
                                ("confirmed_at__isnull", True), ("withdrawn_at__isnull", True)
                            ),
                            fields=("fund",),
                            name="rules_proposal_one_open",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True),
                            name="rules_proposal_has_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Ruling",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("alone", "Ohne Jury entschieden"),
                                ("second_body", "Beschluss des zweiten Gremiums"),
                                ("deviation", "Abweichung von der Empfehlung der Jury"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    ("reason", models.TextField(blank=True, max_length=2000, verbose_name="Begründung")),
                    ("obligations", models.JSONField(default=list, verbose_name="Auflagen")),
                    ("body", models.CharField(blank=True, max_length=120, verbose_name="Gremium")),
                    (
                        "file_reference",
                        models.CharField(blank=True, max_length=80, verbose_name="Beschlussnummer"),
                    ),
                    ("decided_on", models.DateField(verbose_name="Entschieden am")),
                    ("written_by", models.CharField(max_length=32)),
                    ("written_by_label", models.CharField(max_length=160)),
                    ("written_at", models.DateTimeField()),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rulings",
                            to="grants.application",
                        ),
                    ),
                    (
                        "item",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rulings",
                            to="grants.agendaitem",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Entscheidung neben der Jury",
                    "verbose_name_plural": "Entscheidungen neben der Jury",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents__gte", 0)), name="ruling_amount_not_negative"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("item__isnull", True), ("kind", "alone")),
                                models.Q(models.Q(("kind", "alone"), _negated=True), ("item__isnull", False)),
                                _connector="OR",
                            ),
                            name="ruling_alone_has_no_item",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("kind", "second_body"),
                                models.Q(("reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="ruling_is_explained",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind", "second_body"), _negated=True),
                                models.Q(
                                    models.Q(("body", ""), _negated=True),
                                    models.Q(("file_reference", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="ruling_names_its_body",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Score",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("criterion", models.CharField(max_length=120, verbose_name="Kriterium")),
                    ("points", models.PositiveSmallIntegerField(verbose_name="Punkte")),
                    ("given_at", models.DateTimeField()),
                    (
                        "item",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="scores",
                            to="grants.agendaitem",
                        ),
                    ),
                    (
                        "member",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="scores",
                            to="grants.jurymember",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Punkte",
                    "verbose_name_plural": "Punkte",
                    "constraints": [
                        models.UniqueConstraint(fields=("item", "member", "criterion"), name="score_once")
                    ],
                },
            ),
            migrations.CreateModel(
                name="StateAidEntry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "other_aid_cents",
                        models.BigIntegerField(verbose_name="Andere De-minimis-Beihilfen in drei Jahren"),
                    ),
                    (
                        "register_number",
                        models.CharField(max_length=60, verbose_name="Nummer im De-minimis-Register"),
                    ),
                    ("entered_on", models.DateField(verbose_name="Eingetragen am")),
                    ("recorded_by", models.CharField(max_length=32)),
                    ("recorded_by_label", models.CharField(max_length=120)),
                    ("recorded_at", models.DateTimeField()),
                    (
                        "grant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="state_aid_entries",
                            to="grants.grant",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "De-minimis-Eintrag",
                    "verbose_name_plural": "De-minimis-Einträge",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("other_aid_cents__gte", 0)), name="state_aid_not_negative"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("register_number", ""), _negated=True),
                            name="state_aid_has_number",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Surplus",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    ("received_on", models.DateField(verbose_name="Eingegangen am")),
                    ("recorded_by", models.CharField(max_length=32)),
                    ("recorded_at", models.DateTimeField()),
                    ("returned_by", models.CharField(blank=True, max_length=32)),
                    (
                        "returned_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="Zurückgegeben"),
                    ),
                    (
                        "claim",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="surpluses",
                            to="grants.claim",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Überzahlung",
                    "verbose_name_plural": "Überzahlungen",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents__gt", 0)), name="surplus_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("returned_at__isnull", True), ("returned_by", "")),
                                models.Q(
                                    ("returned_at__isnull", False),
                                    models.Q(("returned_by", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="surplus_returned_is_signed",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="TermReminder",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("question", "Antwort auf die Rückfrage"),
                                ("proof_question", "Antwort zum Nachweis"),
                                ("acceptance", "Annahme der Förderung"),
                                ("start", "Beginn der Aktion"),
                                ("proof_due", "Nachweis fällig"),
                                ("proof_overdue", "Nachweis überfällig"),
                                ("hearing", "Anhörung endet"),
                                ("binding", "Zweckbindung, jährliche Nachfrage"),
                            ],
                            max_length=16,
                        ),
                    ),
                    ("term_on", models.DateField()),
                    ("planned_on", models.DateField()),
                    (
                        "way",
                        models.CharField(
                            choices=[("email", "E-Mail"), ("office", "Brief oder Anruf")], max_length=8
                        ),
                    ),
                    ("recorded_at", models.DateTimeField()),
                    ("done_at", models.DateTimeField(blank=True, null=True)),
                    ("done_by", models.CharField(blank=True, max_length=32)),
                    ("done_by_label", models.CharField(blank=True, max_length=120)),
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="term_reminders",
                            to="grants.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Terminerinnerung",
                    "verbose_name_plural": "Terminerinnerungen",
                    "ordering": ["pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("case", "kind", "planned_on"), name="term_reminder_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("done_at__isnull", True),
                                models.Q(("done_by", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="term_reminder_done_is_signed",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="TransitionRecord",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("machine", models.CharField(max_length=16)),
                    ("object_id", models.BigIntegerField()),
                    ("action", models.CharField(max_length=40)),
                    ("label", models.CharField(max_length=80)),
                    ("source", models.CharField(max_length=24)),
                    ("target", models.CharField(max_length=24)),
                    ("reason", models.TextField(blank=True)),
                    ("actor_kind", models.CharField(max_length=12)),
                    ("actor_reference", models.CharField(max_length=32)),
                    ("actor_label", models.CharField(blank=True, max_length=160)),
                    ("occurred_on", models.DateField()),
                    ("recorded_at", models.DateTimeField()),
                    ("days", models.JSONField(default=dict, verbose_name="Tage danach")),
                    (
                        "case",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="transitions",
                            to="grants.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Verlauf",
                    "verbose_name_plural": "Verlauf",
                    "ordering": ["pk"],
                    "indexes": [models.Index(fields=["machine", "object_id"], name="transition_object")],
                },
            ),
            migrations.CreateModel(
                name="Vote",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "choice",
                        models.CharField(
                            choices=[("yes", "Ja"), ("no", "Nein"), ("abstain", "Enthaltung")], max_length=8
                        ),
                    ),
                    ("cast_at", models.DateTimeField()),
                    ("cast_by", models.CharField(blank=True, max_length=32)),
                    (
                        "way",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("phone", "Telefon"),
                                ("letter", "Brief"),
                                ("email", "E-Mail"),
                                ("counter", "Im Büro"),
                            ],
                            max_length=8,
                            verbose_name="Weg",
                        ),
                    ),
                    ("voided_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "item",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="votes",
                            to="grants.agendaitem",
                        ),
                    ),
                    (
                        "member",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="votes",
                            to="grants.jurymember",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Stimme",
                    "verbose_name_plural": "Stimmen",
                    "constraints": [
                        models.UniqueConstraint(fields=("item", "member"), name="vote_once_per_member")
                    ],
                },
            ),
            migrations.CreateModel(
                name="YearClosing",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("proposed_by", models.CharField(max_length=32)),
                    ("proposed_by_label", models.CharField(max_length=160)),
                    ("proposed_at", models.DateTimeField()),
                    ("confirmed_by", models.CharField(blank=True, max_length=32)),
                    ("confirmed_by_label", models.CharField(blank=True, max_length=160)),
                    ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    ("withdrawn_by", models.CharField(blank=True, max_length=32)),
                    ("withdrawn_by_label", models.CharField(blank=True, max_length=160)),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "step",
                        models.CharField(
                            choices=[("close", "Abschluss"), ("reopen", "Wiedereröffnung")],
                            max_length=6,
                            verbose_name="Was",
                        ),
                    ),
                    ("reason", models.TextField(blank=True, max_length=500, verbose_name="Grund")),
                    (
                        "account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="closings",
                            to="grants.fundaccount",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Jahresabschluss",
                    "verbose_name_plural": "Jahresabschlüsse",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            name="year_closing_second_person",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("step", "reopen"), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="year_reopening_has_a_reason",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(
                                ("confirmed_at__isnull", True), ("withdrawn_at__isnull", True)
                            ),
                            fields=("account",),
                            name="year_closing_one_open",
                        ),
                    ],
                },
            ),
        )
    ]

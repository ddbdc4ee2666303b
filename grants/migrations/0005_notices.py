"""Notices before their release, own money at acceptance, and the way back from a drafted award."""

from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from foundation.audit.state_guard import state_guard
from foundation.audit.triggers import append_only

BEFORE: dict[str, tuple[str, list[tuple[str, str]]]] = import_module("grants.migrations.0002_guards").GRAPHS
GRAPHS = BEFORE | {
    "grants_application": (
        "draft",
        [*BEFORE["grants_application"][1], ("approved", "voted_partial"), ("approved", "voted_yes")],
    )
}


def keep_first_texts(apps: Any, schema_editor: Any) -> None:
    """Drafts that wait for their release get their wording as the first one."""
    text = apps.get_model("grants", "NoticeText")
    obligation = apps.get_model("grants", "Obligation")
    claim = apps.get_model("grants", "Claim")
    for notice in apps.get_model("grants", "Notice").objects.filter(released_at__isnull=True):
        of_case = obligation.objects.filter(grant__case=notice.case_id)
        rows = list(of_case.values_list("text", "is_condition_precedent")) if notice.kind == "award" else []
        heard_until = claim.objects.filter(notice=notice).values_list("heard_until", flat=True).first()
        text.objects.create(
            notice=notice,
            number=1,
            reason=notice.reason,
            obligations=[words for words, is_condition in rows if not is_condition],
            conditions=[words for words, is_condition in rows if is_condition],
            heard_until=heard_until,
            written_by=notice.drafted_by,
            written_by_label=notice.drafted_by_label,
            written_at=notice.drafted_at,
        )


def write_legal_basis(apps: Any, schema_editor: Any) -> None:
    """Versions that left the legal basis empty have printed the default so far; now they hold it."""
    rules = apps.get_model("grants", "FundRules")
    default = rules._meta.get_field("legal_basis_text").default  # noqa: SLF001  Django names it so
    rules.objects.filter(legal_basis_text="").update(legal_basis_text=default)


class Migration(migrations.Migration):
    dependencies = [("grants", "0004_signed_rows")]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="own_less_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="Warum weniger eigenes Geld"),
        ),
        migrations.AddField(
            model_name="notice",
            name="discard_reason",
            field=models.TextField(blank=True, verbose_name="Grund der Rücknahme des Entwurfs"),
        ),
        migrations.AddField(
            model_name="notice", name="discarded_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="notice", name="discarded_by", field=models.CharField(blank=True, max_length=32)
        ),
        migrations.AddField(
            model_name="notice", name="discarded_by_label", field=models.CharField(blank=True, max_length=120)
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=Q(discarded_at__isnull=True)
                | (Q(released_at__isnull=True) & ~Q(discarded_by="") & ~Q(discard_reason="")),
                name="notice_discarded_is_explained",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(released_at__isnull=True, discarded_at__isnull=True),
                name="notice_one_draft",
            ),
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
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="grants.notice"
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
            ],
            options={
                "verbose_name": "Fassung eines Entwurfs",
                "verbose_name_plural": "Fassungen eines Entwurfs",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=["notice", "number"], name="notice_text_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="fundrules",
            name="acknowledgement_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Gefördert von Bund, Land und Stadt im Programm Sozialer Zusammenhalt der "
                    "Städtebauförderung."
                ),
                verbose_name="Hinweis auf das Förderprogramm",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="after_rejection_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Haben Sie eine andere Idee für das Quartier? Sie können jederzeit einen "
                    "neuen Antrag stellen. Wir beraten Sie gern vorher."
                ),
                verbose_name="Wie es nach einer Ablehnung weitergeht",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="checking_rights_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Die Stadt und ihr Rechnungsprüfungsamt, das Landesverwaltungsamt und der "
                    "Landesrechnungshof Sachsen-Anhalt dürfen die Verwendung des Geldes prüfen. "
                    "Sie dürfen Belege einsehen und sich die Ergebnisse vor Ort zeigen lassen. "
                    "Bitte geben Sie die nötigen Auskünfte."
                ),
                verbose_name="Prüfungsrechte",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="claim_cut_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Die Ausgabe ist nicht zuwendungsfähig (§ 49 Abs. 3 Satz 1 Nr. 1, § 49a Abs. 1 VwVfG)"
                ),
                verbose_name="Rechtsgrund: Beleg nicht anerkannt",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="claim_not_achieved_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Das Geld wurde nicht für den Zweck verwendet (§ 49 Abs. 3 Satz 1 Nr. 1, § "
                    "49a Abs. 1 VwVfG)"
                ),
                verbose_name="Rechtsgrund: Zweck nicht erreicht",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="claim_unspent_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Die Zuwendung deckt nur anerkannte Ausgaben (§ 49 Abs. 3 Satz 1 Nr. 1, § 49a"
                    " Abs. 1 VwVfG)"
                ),
                verbose_name="Rechtsgrund: nicht verbraucht",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="closing_text",
            field=models.TextField(
                blank=True, default="Freundliche Grüße\nIm Auftrag", verbose_name="Grußformel"
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="discretion_award_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Auf die Zuwendung besteht kein Rechtsanspruch. Wir haben nach pflichtgemäßem"
                    " Ermessen entschieden (§ 40 VwVfG). Für die Förderung sprach, dass die "
                    "Aktion dem Quartier dient und ohne die Zuwendung nicht gesichert wäre. "
                    "Gründe, von der Empfehlung der Jury abzuweichen, gab es nicht."
                ),
                verbose_name="Ermessen bei der Bewilligung",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="discretion_rejection_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Auf eine Zuwendung besteht kein Rechtsanspruch. Wir entscheiden nach "
                    "pflichtgemäßem Ermessen im Rahmen der vorhandenen Mittel (§ 40 VwVfG). Dabei"
                    " haben wir Ihr Interesse an der Förderung gegen die Vorgaben der Richtlinie "
                    "und die begrenzten Mittel des Fonds abgewogen. Aus den genannten Gründen "
                    "konnten wir Ihren Antrag nicht berücksichtigen."
                ),
                verbose_name="Ermessen bei der Ablehnung",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="discretion_repayment_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Wir haben nach pflichtgemäßem Ermessen entschieden (§ 40 VwVfG). "
                    "Öffentliches Geld ist sparsam und nur für den bewilligten Zweck einzusetzen."
                    " Dieses Interesse wiegt schwerer als Ihr Interesse, den Betrag zu behalten. "
                    "Umstände, aus denen wir auf die Rückzahlung verzichten könnten, sind uns "
                    "nicht bekannt."
                ),
                verbose_name="Ermessen bei der Rückforderung",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="duty_to_report_text",
            field=models.TextField(
                blank=True,
                default=(
                    "wenn Sie Geld aus anderen Quellen beantragen oder bekommen,\nwenn sich der "
                    "Zweck, der Ort oder die Zeit der Aktion ändert,\nwenn die Aktion weniger "
                    "kostet als geplant oder ausfällt,\nwenn sich Ihr Name, Ihre Anschrift oder "
                    "Ihr Konto ändert."
                ),
                verbose_name="Mitteilungspflichten, eine je Zeile",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="electronic_text",
            field=models.TextField(
                blank=True,
                default=("Dieser Bescheid wurde elektronisch erstellt und ist ohne Unterschrift gültig."),
                verbose_name="Hinweis statt Unterschrift",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="financing_text",
            field=models.TextField(blank=True, default="", verbose_name="Satz zur Finanzierungsart"),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="hearing_text",
            field=models.TextField(
                blank=True,
                default="Vor dieser Entscheidung konnten Sie sich äußern (§ 28 VwVfG).",
                verbose_name="Satz zur Anhörung",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="interest_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Der Betrag ist mit fünf Prozentpunkten über dem Basiszinssatz im Jahr zu "
                    "verzinsen (§ 49a Abs. 3 Satz 1 VwVfG). Haben Sie die Rückzahlung nicht "
                    "verschuldet und zahlen Sie rechtzeitig, können wir auf Zinsen verzichten (§ "
                    "49a Abs. 3 Satz 2 VwVfG)."
                ),
                verbose_name="Zinsen",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="jury_followed_text",
            field=models.TextField(
                blank=True,
                default="Dieser Empfehlung folgen wir.",
                verbose_name="Satz zum Beschluss der Jury",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="no_interest_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Zahlen Sie bis zu diesem Tag, verlangen wir keine Zinsen (§ 49a Abs. 3 Satz "
                    "2 VwVfG). Zahlen Sie später, ist der Betrag mit fünf Prozentpunkten über dem"
                    " Basiszinssatz im Jahr zu verzinsen (§ 49a Abs. 3 Satz 1 VwVfG)."
                ),
                verbose_name="Zinsen bei Zahlung in der Frist",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="proof_text",
            field=models.TextField(
                blank=True,
                default=(
                    "einen kurzen Bericht: Was haben Sie gemacht, und was hat es gebracht?\neine "
                    "Liste aller Ausgaben mit Datum, Empfänger, Zweck und Betrag,\nzu jeder "
                    "Ausgabe den Beleg, als Foto oder Kopie."
                ),
                verbose_name="Was zum Nachweis gehört, eines je Zeile",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="remedy_body",
            field=models.CharField(blank=True, max_length=200, verbose_name="Stelle für den Rechtsbehelf"),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="remedy_kind",
            field=models.CharField(
                choices=[("action", "Klage"), ("objection", "Widerspruch")],
                default="action",
                max_length=9,
                verbose_name="Rechtsbehelf",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="repayment_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Geld müssen Sie zurückzahlen, soweit der Bescheid zurückgenommen, widerrufen"
                    " oder sonst unwirksam wird (§§ 48, 49 und 49a VwVfG). Das gilt zum Beispiel "
                    "für Geld, das Sie nicht verbraucht oder nicht für diese Aktion ausgegeben "
                    "haben."
                ),
                verbose_name="Rückzahlung",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="revocation_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Wir können diesen Bescheid ganz oder teilweise widerrufen, wenn Sie das Geld"
                    " anders verwenden, wenn Sie eine Auflage nicht oder nicht rechtzeitig "
                    "erfüllen oder wenn der Nachweis fehlt (§ 36 Abs. 2 Nr. 3, § 49 Abs. 3 "
                    "VwVfG)."
                ),
                verbose_name="Widerrufsvorbehalt",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="signature_text",
            field=models.TextField(blank=True, default="{name}", verbose_name="Wer unterzeichnet"),
        ),
        migrations.AlterField(
            model_name="fundrules",
            name="conditions_text",
            field=models.TextField(blank=True, default="", verbose_name="Nebenbestimmungen, eine je Zeile"),
        ),
        migrations.AlterField(
            model_name="fundrules",
            name="legal_basis_text",
            field=models.TextField(
                blank=True,
                default=(
                    "Grundlage sind die Richtlinie des Fonds, die Haushaltssatzung der Stadt und "
                    "die §§ 35 ff. Verwaltungsverfahrensgesetz (VwVfG) in Verbindung mit § 1 "
                    "VwVfG LSA."
                ),
                verbose_name="Rechtsgrundlage",
            ),
        ),
        migrations.AlterField(
            model_name="fundrules",
            name="remedy_text",
            field=models.TextField(blank=True, default="", verbose_name="Rechtsbehelfsbelehrung"),
        ),
        # SQLite builds an altered table anew, without its triggers.
        state_guard("grants_grant", first="draft_notice", pairs=GRAPHS["grants_grant"][1]),
        state_guard("grants_application", first="draft", pairs=GRAPHS["grants_application"][1]),
        append_only("grants_noticetext"),
        migrations.RunPython(keep_first_texts, migrations.RunPython.noop),
        migrations.RunPython(write_legal_basis, migrations.RunPython.noop),
    ]

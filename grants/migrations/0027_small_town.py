"""The profile of a small town: which second persons a fund insists on, and what was waived."""

from django.db import migrations, models
from django.db.models import F, Q

from foundation.audit.kept_triggers import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [("grants", "0026_papers")]

    operations = [
        migrations.AddField(
            model_name="fundrules",
            name="profile",
            field=models.CharField(
                choices=[
                    ("full", "bei jeder Freigabe"),
                    ("small_town", "kleine Stadt: erst über einem Betrag"),
                ],
                default="full",
                max_length=10,
                verbose_name="Zweite Personen",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="second_person_above_cents",
            field=models.BigIntegerField(
                blank=True, null=True, verbose_name="Zweite Person bei Bescheiden über"
            ),
        ),
        migrations.AddConstraint(
            model_name="fundrules",
            constraint=models.CheckConstraint(
                condition=~Q(profile="small_town") | Q(second_person_above_cents__isnull=False),
                name="fund_rules_small_town_has_a_limit",
            ),
        ),
        KeepTriggers(
            migrations.AddField(
                model_name="notice", name="second_person_waived", field=models.BooleanField(default=False)
            ),
            migrations.AddField(
                model_name="proofcheck",
                name="second_person_waived",
                field=models.BooleanField(default=False),
            ),
            migrations.RemoveConstraint(model_name="notice", name="notice_second_person"),
            migrations.RemoveConstraint(model_name="proofcheck", name="proof_check_second_person"),
            migrations.AddConstraint(
                model_name="notice",
                constraint=models.CheckConstraint(
                    condition=Q(second_person_waived=True) | ~Q(released_by=F("drafted_by")),
                    name="notice_second_person",
                ),
            ),
            migrations.AddConstraint(
                model_name="proofcheck",
                constraint=models.CheckConstraint(
                    condition=Q(second_person_waived=True) | ~Q(confirmed_by=F("checked_by")),
                    name="proof_check_second_person",
                ),
            ),
        ),
    ]

"""What a proof said when it was sent and checked is kept; of those sent before, what they say now."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.triggers import append_only
from foundation.values.dates import local_date

DELETED = (
    "EXISTS (SELECT 1 FROM grants_deletionrecord d JOIN grants_grant g ON g.case_id = d.case_id "
    "JOIN grants_proof p ON p.grant_id = g.id WHERE p.id = OLD.proof_id)"
)

METHODS = {
    "cash": "bar",
    "card": "Karte",
    "transfer": "Überweisung",
    "direct_debit": "Lastschrift",
    "other": "anders",
}


def keep_what_was_sent(apps: Any, _schema_editor: Any) -> None:
    """One version for each proof that has been sent, recorded when it was sent."""
    proofs = apps.get_model("grants", "Proof").objects.filter(sent_at__isnull=False)
    versions = apps.get_model("grants", "ProofVersion").objects
    for proof in proofs.select_related("grant__case__particulars"):
        versions.create(proof=proof, number=1, recorded_at=proof.sent_at, content=content_of(proof))


def content_of(proof: Any) -> dict[str, Any]:
    grant, case = proof.grant, proof.grant.case
    costs = list(case.costs.order_by("position"))
    actual = proof.donations_actual_cents
    return {
        "sent_on": local_date(proof.sent_at).isoformat(),
        "applicant": case.particulars.name,
        "title": case.title,
        "place": case.place,
        "starts_on": grant.starts_on.isoformat(),
        "ends_on": grant.ends_on.isoformat(),
        "costs_cents": sum(each.amount_cents for each in costs),
        "approved_cents": grant.approved_cents,
        "own_cents": grant.own_committed_cents,
        "donations_cents": case.donations_cents or 0,
        "donations_actual_cents": (case.donations_cents or 0) if actual is None else actual,
        "other_public_cents": case.other_public_cents or 0,
        "prices": _prices(case, costs),
        "report": proof.report,
        "plan": [
            {"position": each.position, "item": each.item, "amount_cents": each.amount_cents}
            for each in costs
            if each.eligible is not False
        ],
        "receipts": [
            {
                "number": each.number,
                "issued_on": each.issued_on.isoformat(),
                "paid_on": each.paid_on.isoformat(),
                "payee": each.payee,
                "purpose": each.purpose,
                "position": each.cost_item.position if each.cost_item else None,
                "amount_cents": each.amount_cents,
                "tax_cents": each.tax_cents,
                "accepted_cents": each.accepted_cents,
                "cut_cents": each.cut_cents,
                "cut_reason": each.cut_reason,
                "paid_by": METHODS.get(each.payment_method, ""),
                "sha256": each.file.sha256 if each.file else "",
            }
            for each in proof.receipts.select_related("file", "cost_item").order_by("number")
        ],
    }


def _prices(case: Any, costs: list[Any]) -> str:
    """`Application.price_comparison` as it is worded today."""
    lines = [
        f"{each.item}: {each.offers} {'Angebot' if each.offers == 1 else 'Angebote'}"
        for each in costs
        if each.offers is not None
    ]
    if lines and case.price_judgement:
        lines.append(f"Weniger reichen, denn: {case.price_judgement}")
    return "\n".join(lines)


class Migration(migrations.Migration):
    dependencies = [("grants", "0028_report_expiry")]

    operations = [
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
        append_only("grants_proofversion", erasable_when=DELETED),
        migrations.RunPython(keep_what_was_sent, migrations.RunPython.noop),
    ]

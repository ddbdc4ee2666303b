from django.db import migrations, models
from django.db.models import Q

from foundation.audit.state_guard import state_guard
from foundation.audit.triggers import append_only

ORDER_PAIRS = [
    ("certified_arith", "cancelled"),
    ("certified_arith", "draft"),
    ("certified_arith", "ordered"),
    ("certified_factual", "cancelled"),
    ("certified_factual", "certified_arith"),
    ("certified_factual", "draft"),
    ("draft", "cancelled"),
    ("draft", "certified_factual"),
    ("executed", "returned"),
    ("handed_over", "executed"),
    ("handed_over", "returned"),
    ("ordered", "cancelled"),
    ("ordered", "handed_over"),
]


class Migration(migrations.Migration):
    dependencies = [("grants", "0003_fund_cash_office")]

    operations = [
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(released_by=""), name="notice_released_is_signed"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentorder",
            constraint=models.CheckConstraint(
                condition=~Q(state="executed") | (~Q(executed_by="") & Q(executed_on__isnull=False)),
                name="payment_order_executed_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="proofcheck",
            constraint=models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(confirmed_by=""),
                name="proof_check_confirmed_is_signed",
            ),
        ),
        # SQLite builds an altered table anew, without its triggers.
        state_guard("grants_paymentorder", first="draft", pairs=ORDER_PAIRS),
        # Named again, because SQLite's INSERT OR REPLACE went past the first triggers.
        append_only("grants_ledgerentry"),
        append_only("grants_transitionrecord"),
        append_only("grants_applicationversion"),
    ]

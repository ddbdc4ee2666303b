"""Guards in the database that compare persons, below policy."""

from django.db import migrations

from foundation.audit.row_guard import row_guard

CASE_OF_GRANT = "(SELECT g.case_id FROM grants_grant g WHERE g.id = NEW.grant_id)"
CASE_OF_ITEM = "(SELECT i.application_id FROM grants_agendaitem i WHERE i.id = NEW.item_id)"
RULES_OF = (
    "SELECT 1 FROM grants_application a JOIN grants_fundrules r ON r.id = a.rules_id "
    "WHERE r.profile = 'small_town' AND a.id ="
)
BIASED = "EXISTS (SELECT 1 FROM grants_conflictofinterest c WHERE c.application_id ="
MEMBER = "(SELECT m.reference FROM grants_jurymember m WHERE m.id = NEW.member_id)"
BIASED_VOTE = f"NEW.voided_at IS NULL AND {BIASED} {CASE_OF_ITEM} AND c.person_reference = {MEMBER})"


def biased(column: str, case: str) -> str:
    """Who signs here is declared biased in the case (person rule 1)."""
    return f"NEW.{column} <> '' AND {BIASED} {case} AND c.person_reference = NEW.{column})"


# Who decides a change adds the reason of the decision to what another person has prepared (row 24).
WROTE_NOTICE = (
    "NEW.kind <> 'change' AND NEW.released_by <> '' AND NOT NEW.second_person_waived "
    "AND EXISTS (SELECT 1 FROM grants_noticetext t WHERE t.notice_id = NEW.id AND t.written_by = NEW.released_by)"
)
NOTICE_NOT_WAIVABLE = (
    f"NEW.second_person_waived AND NOT EXISTS ({RULES_OF} NEW.case_id "
    "AND NEW.amount_cents <= r.second_person_above_cents)"
)
PROOF_NOT_WAIVABLE = f"NEW.second_person_waived AND NOT EXISTS ({RULES_OF} {CASE_OF_GRANT})"
CHANGED_TOO_LATELY = "SELECT 1 FROM grants_grant g WHERE g.id = NEW.grant_id AND NEW.ordered_at <"
NOT_RESTED = {
    "postgresql": f"EXISTS ({CHANGED_TOO_LATELY} g.bank_account_changed_at + interval '24 hours')",
    "sqlite": f"EXISTS ({CHANGED_TOO_LATELY} datetime(g.bank_account_changed_at, '+1 day'))",
}
CERTIFIED = "NEW.certified_factual_by <> '' OR NEW.certified_arith_by <> ''"
SIGNATURES = ("certified_factual_by", "certified_arith_by", "ordered_by", "executed_by")

#: Every guard that compares persons: (table, name, what is refused). Altered tables keep them: `KeepTriggers`.
PERSON_GUARDS = (
    (
        "grants_notice",
        "unbiased",
        {name: biased(name, "NEW.case_id") for name in ("drafted_by", "released_by")},
    ),
    (
        "grants_notice",
        "second_person",
        {"released_by": WROTE_NOTICE, "second_person_waived": NOTICE_NOT_WAIVABLE},
    ),
    (
        "grants_proofcheck",
        "unbiased",
        {name: biased(name, CASE_OF_GRANT) for name in ("checked_by", "confirmed_by")},
    ),
    ("grants_proofcheck", "second_person", {"second_person_waived": PROOF_NOT_WAIVABLE}),
    ("grants_vote", "unbiased", {"choice": BIASED_VOTE, "voided_at": BIASED_VOTE}),
    ("grants_paymentorder", "unbiased", {name: biased(name, CASE_OF_GRANT) for name in SIGNATURES}),
    ("grants_paymentorder", "rested", {"ordered_by": NOT_RESTED}),
    ("grants_paymentorder", "certified", {"amount_cents": CERTIFIED, "bank_account_id": CERTIFIED}),
)


class Migration(migrations.Migration):
    dependencies = [("grants", "0003_append_only")]

    operations = [row_guard(*guard) for guard in PERSON_GUARDS]

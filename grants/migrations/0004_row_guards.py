"""Nets in the database, below policy: persons kept apart, closed years, signed values, counted bookings."""

from django.db import migrations

from foundation.audit.row_guard import Refused, row_guard

# --- Persons (person rules of permissions.md) ---

CASE_OF_GRANT = "(SELECT g.case_id FROM grants_grant g WHERE g.id = NEW.grant_id)"
CASE_OF_CLAIM = "(SELECT g.case_id FROM grants_grant g JOIN grants_claim k ON k.grant_id = g.id WHERE k.id = NEW.claim_id)"
CASE_OF_ITEM = "(SELECT i.application_id FROM grants_agendaitem i WHERE i.id = NEW.item_id)"
RULES_OF = (
    "SELECT 1 FROM grants_application a JOIN grants_fundrules r ON r.id = a.rules_id "
    "WHERE r.profile = 'small_town' AND a.id ="
)
BIASED = "EXISTS (SELECT 1 FROM grants_conflictofinterest c WHERE c.application_id ="
MEMBER = "(SELECT m.reference FROM grants_jurymember m WHERE m.id = NEW.member_id)"
BIASED_VOTE = f"NEW.voided_at IS NULL AND {BIASED} {CASE_OF_ITEM} AND c.person_reference = {MEMBER})"


def biased(case: str, *columns: str) -> Refused:
    """Who signs here is declared biased in the case (person rule 1)."""
    return {
        name: f"NEW.{name} <> '' AND {BIASED} {case} AND c.person_reference = NEW.{name})" for name in columns
    }


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

# Person rule 4: who hands over has neither certified nor ordered; rule 1: nor is biased in the case.
RUN_OF_LINE = "SELECT 1 FROM grants_handover h JOIN grants_paymentorder o ON o.id = NEW.order_id"
SIGNERS = "(o.certified_factual_by, o.certified_arith_by, o.ordered_by)"
SAME_PERSON = f"EXISTS ({RUN_OF_LINE} WHERE h.id = NEW.hand_over_id AND h.made_by IN {SIGNERS})"
BIASED_RUN = (
    f"EXISTS ({RUN_OF_LINE} JOIN grants_grant g ON g.id = o.grant_id "
    "JOIN grants_conflictofinterest c ON c.application_id = g.case_id "
    "WHERE h.id = NEW.hand_over_id AND c.person_reference = h.made_by)"
)
# Whoever asked for a drawdown does not take it back.
ASKED = (
    "EXISTS (SELECT 1 FROM grants_drawdown d "
    "WHERE d.id = NEW.drawdown_id AND d.requested_by = NEW.withdrawn_by)"
)
SIGNATURES = ("certified_factual_by", "certified_arith_by", "ordered_by", "executed_by")

PERSONS: tuple[tuple[str, str, Refused], ...] = (
    ("grants_notice", "unbiased", biased("NEW.case_id", "drafted_by", "released_by")),
    (
        "grants_notice",
        "second_person",
        {"released_by": WROTE_NOTICE, "second_person_waived": NOTICE_NOT_WAIVABLE},
    ),
    ("grants_proofcheck", "unbiased", biased(CASE_OF_GRANT, "checked_by", "confirmed_by")),
    ("grants_proofcheck", "second_person", {"second_person_waived": PROOF_NOT_WAIVABLE}),
    ("grants_vote", "unbiased", {"choice": BIASED_VOTE, "voided_at": BIASED_VOTE}),
    ("grants_paymentorder", "unbiased", biased(CASE_OF_GRANT, *SIGNATURES)),
    ("grants_receiptorder", "unbiased", biased(CASE_OF_CLAIM, "certified_by", "ordered_by")),
    ("grants_accountsheet", "unbiased", biased(CASE_OF_GRANT, "proposed_by", "confirmed_by")),
    ("grants_handoverline", "persons", {"order_id": f"{SAME_PERSON} OR {BIASED_RUN}"}),
    ("grants_drawdownwithdrawal", "second_person", {"withdrawn_by": ASKED}),
)

# --- Accounts and what was signed ---

CHANGED_TOO_LATELY = "SELECT 1 FROM grants_grant g WHERE g.id = NEW.grant_id AND NEW.ordered_at <"
NOT_RESTED = {
    "postgresql": f"EXISTS ({CHANGED_TOO_LATELY} g.bank_account_changed_at + interval '24 hours')",
    "sqlite": f"EXISTS ({CHANGED_TOO_LATELY} datetime(g.bank_account_changed_at, '+1 day'))",
}
#: An account from a sheet counts, and is paid to, only when it is confirmed for this grant.
NOT_CONFIRMED = (
    "EXISTS (SELECT 1 FROM grants_accountsheet s WHERE s.bank_account_id = NEW.bank_account_id "
    "AND (s.confirmed_at IS NULL OR s.grant_id <> NEW.{grant}))"
)
#: What was typed in is what is confirmed: once the row is there, these columns stay.
TYPED = dict.fromkeys(
    ("grant_id", "bank_account_id", "came_on", "proposed_by"),
    "EXISTS (SELECT 1 FROM grants_accountsheet s WHERE s.id = NEW.id)",
)
#: What was signed is what was read: a change needs a new signature.
ORDER_CERTIFIED = "NEW.certified_factual_by <> '' OR NEW.certified_arith_by <> ''"
RECEIPT_CERTIFIED = dict.fromkeys(
    ("amount_cents", "account_assignment", "budget_year", "due_on", "claim_id", "drawdown_id"),
    "NEW.certified_by <> ''",
)

SIGNED: tuple[tuple[str, str, Refused], ...] = (
    ("grants_paymentorder", "rested", {"ordered_by": NOT_RESTED}),
    (
        "grants_paymentorder",
        "certified",
        {"amount_cents": ORDER_CERTIFIED, "bank_account_id": ORDER_CERTIFIED},
    ),
    ("grants_paymentorder", "confirmed_account", {"bank_account_id": NOT_CONFIRMED.format(grant="grant_id")}),
    ("grants_grant", "confirmed_account", {"bank_account_id": NOT_CONFIRMED.format(grant="id")}),
    ("grants_accountsheet", "as_typed", TYPED),
    ("grants_receiptorder", "certified", RECEIPT_CERTIFIED),
)

# --- Money: closed years (INV-18), and what the Land was asked for (INV-14) ---

IS_CLOSED = (
    "EXISTS (SELECT 1 FROM grants_fundaccount a WHERE a.id = NEW.account_id AND a.closed_at IS NOT NULL)"
)
FIGURES = (
    "budget_cents",
    "top_ups_cents",
    "blocked_cents",
    "carried_in_cents",
    "carried_out_cents",
    "reserved_cents",
    "committed_cents",
    "paid_net_cents",
)
#: Nobody takes a drawdown back once the Land has answered.
ANSWERED = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} a WHERE a.drawdown_id = NEW.drawdown_id)"  # noqa: S608  tables of ours
    for table in ("grants_landreceipt", "grants_landcut")
)
WITHDRAWN = "EXISTS (SELECT 1 FROM grants_drawdownwithdrawal w WHERE w.drawdown_id = NEW.drawdown_id)"
#: INV-14: the booking stands in a drawdown that nobody has withdrawn.
COUNTED = (
    "EXISTS (SELECT 1 FROM grants_drawdownentry e WHERE e.entry_id = NEW.entry_id AND NOT EXISTS "
    "(SELECT 1 FROM grants_drawdownwithdrawal w WHERE w.drawdown_id = e.drawdown_id))"
)

MONEY: tuple[tuple[str, str, Refused], ...] = (
    ("grants_ledgerentry", "open_year", {"account_id": IS_CLOSED}),
    ("grants_budgetentry", "open_year", {"account_id": IS_CLOSED}),
    ("grants_fundaccount", "open_year", dict.fromkeys(FIGURES, "NEW.closed_at IS NOT NULL")),
    ("grants_drawdownwithdrawal", "unanswered", {"drawdown_id": ANSWERED}),
    ("grants_landreceipt", "standing", {"drawdown_id": WITHDRAWN}),
    ("grants_landcut", "standing", {"drawdown_id": WITHDRAWN}),
    ("grants_drawdownentry", "once", {"entry_id": COUNTED}),
)


class Migration(migrations.Migration):
    dependencies = [("grants", "0003_kept_rows")]

    operations = [row_guard(*guard) for guard in (*PERSONS, *SIGNED, *MONEY)]

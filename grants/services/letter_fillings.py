"""The words and figures that steps put into the braces of their letters, and beside their bodies."""

from collections.abc import Mapping
from typing import Any

from foundation.values.dates import format_long_date
from foundation.values.money import format_euro

Fillings = Mapping[str, str]


def of_deferral(application: Any) -> Fillings:
    """When the jury spoke about it, and why it has not decided."""
    item = application.agenda_items.filter(decided_at__isnull=False).latest("pk")
    return {"sitzung": format_long_date(item.session.held_on), "grund": item.reason}


def of_payment(order: Any) -> Fillings:
    """How much went where and when; the account masked, as on every page."""
    account = order.bank_account
    return {
        "betrag": format_euro(order.amount_cents),
        "tag": format_long_date(order.executed_on),
        "inhaber": account.holder,
        "iban": account.iban_masked,
    }


def of_account_sheet(grant: Any) -> Fillings:
    """When the sheet came, and the account that counts now, masked."""
    account = grant.bank_account
    return {
        "eingang": format_long_date(account.sheet.came_on),
        "inhaber": account.holder,
        "iban": account.iban_masked,
    }


def of_check(grant: Any) -> Fillings:
    """What the proof entitles to, and what follows from it."""
    check, paid = grant.confirmed_check, grant.paid_cents
    rest = check.entitlement_cents - paid
    if rest > 0:
        follows = f"Wir überweisen Ihnen noch {format_euro(rest)}."
    elif rest < 0:
        follows = f"Ausgezahlt sind {format_euro(-rest)} mehr. Dazu schreiben wir Ihnen noch einmal."
    else:
        follows = "Dieses Geld haben Sie schon."
    return {"anspruch": format_euro(check.entitlement_cents), "folge": follows}


def figures_of_check(grant: Any) -> dict[str, Any]:
    """The calculation row by row, then every receipt that was cut, with its reason."""
    check = grant.confirmed_check
    rows = [
        [row["label"], format_euro(row["amount_cents"])] for row in check.explanation if row["amount_cents"]
    ]
    cut = grant.proof.receipts.filter(cut_cents__gt=0).order_by("number")
    rows += [
        [
            f"Beleg {each.number}: {each.payee}, {each.purpose}",
            f"{format_euro(each.cut_cents)} nicht anerkannt: {each.cut_reason}",
        ]
        for each in cut
    ]
    return {"facts": [*rows, ["Ihr Anspruch", format_euro(check.entitlement_cents)]]}


def of_claim_hearing(claim: Any) -> Fillings:
    """What the city wants back, ground by ground, and until when the person is heard."""
    rows = [f"- {format_euro(row.amount_cents)} {row.get_ground_display()}" for row in claim.rows.all()]
    return {
        "betrag": format_euro(claim.amount_cents),
        "grund": "\n".join(rows),
        "frist": format_long_date(claim.heard_until),
    }


def of_start_hearing(grant: Any) -> Fillings:
    """What the person would lose, and until when they are heard."""
    until = grant.reminders.latest("pk").until
    return {"betrag": format_euro(grant.approved_cents), "frist": format_long_date(until)}


def of_closing(grant: Any) -> Fillings:
    """What was paid in the end."""
    return {"bezahlt": format_euro(grant.paid_cents - grant.repaid_cents)}

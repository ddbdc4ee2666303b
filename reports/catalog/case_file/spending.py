"""The chapters of the money: payments with who signed, the proof, its check, and what has to come back."""

from __future__ import annotations

from collections.abc import Iterator

from foundation.values.money import format_euro
from grants.models import Claim, PaymentOrder, ProofCheck
from grants.rules.second_person import WAIVED_PROOF
from grants.state_names import NAMES
from reports.catalog.case_file.decision import hash_of
from reports.catalog.case_file.parts import (
    Chapter,
    Grid,
    Part,
    chapter,
    filled,
    lines,
    money,
    on,
    signed,
    when,
)
from reports.catalog.case_file.reading import APPLICANT, Dossier


def payments(dossier: Dossier) -> Chapter:
    """Each order with its three persons; the account masked, as everywhere; every booking of the case."""
    return chapter(
        "7. Auszahlungen",
        *(_order(dossier, each) for each in dossier.orders),
        Part("Buchungen des Falls", grid=_bookings(dossier)),
    )


def _order(dossier: Dossier, order: PaymentOrder) -> Part:
    account, state = order.bank_account, NAMES["payment_order"][order.state].office
    deputy = dossier.who(order.ordered_for_label, "eine andere Person")
    executed = ", ".join(
        part for part in (dossier.who(order.executed_by_label), on(order.executed_on)) if part
    )
    checks = "; ".join(
        f"{each.get_result_display()}, {when(each.noted_at)}" for each in order.payee_checks.all()
    )
    return Part(
        f"Auszahlungsanordnung {order.number}",
        filled(
            ("Art", order.get_kind_display()),
            ("Stand", state),
            ("Betrag", format_euro(order.amount_cents)),
            ("Empfänger", dossier.who(account.holder, APPLICANT)),
            ("Konto", dossier.inner(account.iban_masked)),
            ("Grund", order.reason),
            ("Buchungsstelle", order.account_assignment),
            ("Haushaltsjahr", str(order.budget_year)),
            ("Fällig", on(order.due_on)),
            ("Vorbereitet", when(order.prepared_at)),
            (
                "Sachlich richtig",
                signed(dossier.who(order.certified_factual_by_label), order.certified_factual_at),
            ),
            (
                "Rechnerisch richtig",
                signed(dossier.who(order.certified_arith_by_label), order.certified_arith_at),
            ),
            ("Angeordnet", signed(dossier.who(order.ordered_by_label), order.ordered_at)),
            ("In Vertretung für", deputy),
            ("Anordnungsbefugnis bis", money(order.ordered_limit_cents)),
            ("Namensabgleich der Bank", checks),
            ("Ausgeführt", executed),
            ("Beleg der Kasse", dossier.inner(order.bank_reference)),
            ("Dokument", order.document.number if order.document else ""),
            ("SHA-256", hash_of(order.document)),
        ),
    )


def _bookings(dossier: Dossier) -> Grid:
    rows = tuple(
        (
            on(each.occurred_on),
            each.get_kind_display(),
            format_euro(each.reserved_cents),
            format_euro(each.committed_cents),
            format_euro(each.paid_cents),
            when(each.recorded_at),
        )
        for each in dossier.case.ledger_entries.order_by("pk")
    )
    columns = (
        ("Tag", 1.2),
        ("Buchung", 2),
        ("Vorgemerkt", 1.4),
        ("Gebunden", 1.4),
        ("Gezahlt", 1.4),
        ("Aufgezeichnet", 1.6),
    )
    return Grid(columns, rows, right=(2, 3, 4))


def proof(dossier: Dossier) -> Chapter:
    """The report, the receipts with what was cut and why, questions about them."""
    grant = dossier.grant
    found = getattr(grant, "proof", None)
    facts = filled(
        ("Gesendet", when(found.sent_at) if found else ""),
        ("Spenden tatsächlich", money(found.donations_actual_cents) if found else ""),
    )
    return chapter(
        "8. Nachweis",
        Part("Sachbericht", facts, lines(found.report) if found else ()),
        Part("Belege", grid=_receipts(dossier)),
        Part("Rückfragen zum Nachweis", grid=_questions(dossier)),
    )


def _receipts(dossier: Dossier) -> Grid:
    """Gross on the paper, what counts, what was cut and why; the hash names the picture."""
    rows = tuple(
        (
            str(each.number),
            f"{on(each.issued_on)}, bezahlt {on(each.paid_on)}",
            ", ".join(part for part in (dossier.inner(each.payee), each.purpose) if part),
            format_euro(each.gross_cents),
            money(each.accepted_cents) or "–",
            money(each.cut_cents) or "–",
            "\n".join(part for part in (each.cut_reason, dossier.inner(each.kept_reason)) if part) or "–",
            each.file.sha256[:12] if each.file else "ohne Bild",
        )
        for each in dossier.receipts
    )
    columns = (
        ("Nr.", 0.6),
        ("Tag", 1.5),
        ("Wofür", 2.4),
        ("Betrag", 1.3),
        ("Anerkannt", 1.3),
        ("Gekürzt", 1.3),
        ("Grund", 2.2),
        ("Bild", 1.6),
    )
    return Grid(columns, rows, right=(3, 4, 5), size=7.5)


def _questions(dossier: Dossier) -> Grid:
    rows = tuple(
        (
            str(each.number),
            dossier.inner(each.text) or "Rückfrage",
            f"{when(each.asked_at)}, Frist {on(each.due_on)}",
            dossier.inner(each.answer) or ("beantwortet" if each.answered_at else "offen"),
            when(each.answered_at),
        )
        for each in (dossier.grant.proof_questions.all() if dossier.grant else ())
    )
    columns = (("Nr.", 0.5), ("Frage", 3), ("Gestellt", 1.6), ("Antwort", 3), ("Beantwortet", 1.4))
    return Grid(columns, rows)


def checks(dossier: Dossier) -> Chapter:
    """Each note of a check with its calculation and its two persons."""
    found = dossier.grant.checks.all() if dossier.grant else ()
    return chapter("9. Prüfvermerk", *(part for each in found for part in _check(dossier, each)))


def _check(dossier: Dossier, check: ProofCheck) -> Iterator[Part]:
    facts = filled(
        ("Geprüft", signed(dossier.who(check.checked_by_label), check.checked_at)),
        ("Art der Prüfung", check.method),
        ("Zweck erreicht", "ja" if check.purpose_achieved else "nein"),
        ("Anerkannt", format_euro(check.accepted_cents)),
        ("Gekürzt", format_euro(check.cut_cents)),
        ("Anspruch", format_euro(check.entitlement_cents)),
        ("Vermerk", dossier.inner(check.remark)),
        ("Bestätigt", signed(dossier.who(check.confirmed_by_label), check.confirmed_at) or "noch nicht"),
        ("Zweite Person", WAIVED_PROOF if check.second_person_waived else ""),
    )
    rows = tuple((str(row["label"]), format_euro(int(row["amount_cents"]))) for row in check.explanation)
    yield Part(str(check), facts)
    yield Part("Berechnung des Anspruchs", grid=Grid((("Zeile", 6), ("Betrag", 1.6)), rows, right=(1,)))


def claims(dossier: Dossier) -> Chapter:
    """What has to come back, row by row, with what came in."""
    return chapter(
        "10. Rückforderungen", *(part for each in dossier.claims for part in _claim(dossier, each))
    )


def _claim(dossier: Dossier, claim: Claim) -> Iterator[Part]:
    relief = ""
    if claim.relief:
        relief = f"{claim.get_relief_display()} ({dossier.who(claim.relief_by_label)})"
    facts = filled(
        ("Stand", NAMES["claim"][claim.state].office),
        ("Art", "Zinsen" if claim.is_interest else "Hauptforderung"),
        ("Betrag", format_euro(claim.amount_cents)),
        ("Eingegangen", format_euro(claim.repaid_cents)),
        ("Anhörung bis", on(claim.heard_until)),
        ("Zahlbar bis", on(claim.pay_by)),
        ("Gemahnt bis", on(claim.remind_until)),
        ("Gestundet bis", on(claim.deferred_until)),
        ("Vorschlag", relief),
        ("Grund des Vorschlags", dossier.inner(claim.relief_reason)),
        ("Auf Zinsen verzichtet, weil", dossier.inner(claim.forgone_reason)),
        ("Kassenzeichen", dossier.inner(claim.cash_reference)),
    )
    yield Part(f"Rückforderung vom {when(claim.created_at)}", facts)
    rows = tuple(
        (each.get_ground_display(), format_euro(each.amount_cents), on(each.interest_from))
        for each in claim.rows.all()
    )
    columns = (("Grund", 4), ("Betrag", 1.6), ("Zinsen ab", 1.6))
    yield Part("Woraus sie besteht", grid=Grid(columns, rows, right=(1,)))
    came = tuple(
        (on(each.received_on), format_euro(each.amount_cents), "ja" if each.is_in_time else "nein")
        for each in claim.incoming
    )
    columns = (("Eingang", 2), ("Betrag", 1.6), ("In der Frist", 1.6))
    yield Part("Geld, das kam", grid=Grid(columns, came, right=(1,)))

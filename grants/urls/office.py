"""Addresses of the office and the finance office."""

from django.urls import URLPattern, URLResolver, path

from grants.views import (
    office_budget,
    office_cases,
    office_finance,
    office_letters,
    office_meeting,
    office_registers,
    office_retention,
    office_sessions,
    office_texts,
    office_versions,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("buero/", office_cases.today, name="office_today"),
    path("buero/antraege/", office_cases.cases, name="office_cases"),
    path("buero/antraege/<slug:reference>/", office_cases.case, name="office_case"),
    path("buero/antraege/<slug:reference>/fassungen/", office_versions.versions, name="office_versions"),
    path("buero/antraege/<slug:reference>/<slug:action>/", office_cases.case_action, name="office_action"),
    path("buero/sitzungen/", office_sessions.sessions, name="office_sessions"),
    path("buero/sitzungen/neu/", office_sessions.session_new, name="office_session_new"),
    path("buero/sitzungen/<int:pk>/", office_sessions.session, name="office_session"),
    path("buero/sitzungen/<int:pk>/durchfuehren/", office_meeting.meeting, name="office_meeting"),
    path(
        "buero/sitzungen/<int:pk>/<slug:action>/",
        office_sessions.session_action,
        name="office_session_action",
    ),
    path("buero/zweckbindung/", office_registers.bindings, name="office_bindings"),
    path("buero/termine/", office_registers.terms, name="office_terms"),
    path("buero/erinnerungen/", office_registers.reminders, name="office_reminders"),
    path(
        "buero/erinnerungen/<int:pk>/erledigt/",
        office_registers.reminder_done,
        name="office_reminder_done",
    ),
    path("buero/ausgang/", office_letters.outbox, name="office_outbox"),
    path("buero/ausgang/senden/", office_letters.letters_send, name="office_letters_send"),
    path("buero/briefe/<uuid:uuid>/", office_letters.letter, name="office_letter"),
    path("buero/briefe/<uuid:uuid>/verwerfen/", office_letters.letter_discard, name="office_letter_discard"),
    path("buero/briefe/<uuid:uuid>/zurueckholen/", office_letters.letter_undo, name="office_letter_undo"),
    path("buero/aufbewahrung/", office_retention.retention, name="office_retention"),
    path("buero/aufbewahrung/loeschen/", office_retention.deletion_new, name="office_deletion_new"),
    path("buero/aufbewahrung/loeschen/<int:pk>/", office_retention.deletion, name="office_deletion"),
    path("einstellungen/texte/", office_texts.texts, name="office_texts"),
    path("einstellungen/texte/<slug:fund>/<slug:name>/", office_texts.text, name="office_text"),
    path("finanzen/", office_finance.finance, name="office_finance"),
    path("finanzen/haushalt/", office_budget.budget, name="office_budget"),
    path("finanzen/haushalt/uebertrag/", office_budget.carry_over_new, name="office_carry_over_new"),
    path(
        "finanzen/haushalt/uebertrag/<uuid:uuid>/",
        office_budget.carry_over_confirm,
        name="office_carry_over_confirm",
    ),
    path("finanzen/haushalt/mittelabruf/", office_budget.drawdown_new, name="office_drawdown_new"),
    path("finanzen/auszahlungen/", office_finance.orders, name="office_orders"),
    path("finanzen/auszahlungen/<slug:number>/", office_finance.order, name="office_order"),
    path(
        "finanzen/auszahlungen/<slug:number>/<slug:action>/",
        office_finance.order_action,
        name="office_order_action",
    ),
    path("finanzen/rueckforderungen/", office_finance.claims, name="office_claims"),
    path(
        "finanzen/ueberzahlungen/<int:pk>/zurueckgegeben/",
        office_finance.surplus_returned,
        name="office_surplus_returned",
    ),
    path(
        "finanzen/rueckforderungen/<uuid:uuid>/zahlung/",
        office_finance.claim_payment,
        name="office_claim_payment",
    ),
    path("finanzen/rueckforderungen/<uuid:uuid>/", office_finance.claim, name="office_claim"),
    path(
        "finanzen/rueckforderungen/<uuid:uuid>/<slug:action>/",
        office_finance.claim_action,
        name="office_claim_action",
    ),
]

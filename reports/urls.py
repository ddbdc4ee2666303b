"""Addresses of the reports."""

from django.urls import URLPattern, URLResolver, path

from reports import (
    chart_views,
    compare_views,
    genuine_views,
    hand_over_views,
    letter_views,
    order_views,
    payment_sample_views,
    subscription_views,
    text_views,
    views,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("echt/", genuine_views.genuine, name="genuine"),
    path("echt/<slug:number>/<slug:code>/", genuine_views.genuine_document, name="genuine_document"),
    path("finanzen/auszahlungen/laeufe/", hand_over_views.hand_overs, name="hand_overs"),
    path(
        "finanzen/auszahlungen/laeufe/neu/<slug:fund>/", hand_over_views.hand_over_new, name="hand_over_new"
    ),
    path("finanzen/auszahlungen/laeufe/<slug:number>/", hand_over_views.hand_over, name="hand_over"),
    path(
        "finanzen/auszahlungen/laeufe/<slug:number>/datei/",
        hand_over_views.hand_over_file,
        name="hand_over_file",
    ),
    path("finanzen/auswertung/", chart_views.year_pictures, name="year_pictures"),
    path("finanzen/berichte/", order_views.reports, name="reports"),
    path("finanzen/berichte/neu/", order_views.report_new, name="report_new"),
    path(
        "finanzen/berichte/abonnements/", subscription_views.report_subscriptions, name="report_subscriptions"
    ),
    path(
        "finanzen/berichte/abonnements/<uuid:uuid>/<slug:step>/",
        subscription_views.report_subscription_step,
        name="report_subscription_step",
    ),
    path("finanzen/berichte/verfahren/<slug:fund>/neu/", order_views.procedure_new, name="procedure_new"),
    path("finanzen/berichte/<slug:number>/", views.report_detail, name="report_detail"),
    path("finanzen/berichte/<slug:number>/noch-einmal/", views.report_again, name="report_again"),
    path("finanzen/berichte/<slug:number>/vergleichen/", compare_views.report_compare, name="report_compare"),
    path(
        "finanzen/berichte/<slug:number>/vergleichen/<slug:other>/",
        compare_views.report_difference,
        name="report_difference",
    ),
    path(
        "finanzen/berichte/<slug:number>/vergleichen/<slug:other>/tabelle.csv",
        compare_views.report_difference_csv,
        name="report_difference_csv",
    ),
    path("finanzen/berichte/fall/<slug:reference>/<slug:slug>/", views.case_report, name="case_report"),
    path("buero/antraege/<slug:reference>/akte/<slug:slug>/", views.case_file, name="case_file"),
    path(
        "einstellungen/auszahlungsdateien/vorschlag/<uuid:uuid>/muster/<slug:kind>/",
        payment_sample_views.payment_proposal_sample,
        name="payment_proposal_sample",
    ),
    path(
        "einstellungen/auszahlungsdateien/<slug:fund>/muster/<slug:kind>/",
        payment_sample_views.payment_sample,
        name="payment_sample",
    ),
    path("buero/briefe/<uuid:uuid>/entwurf.pdf", letter_views.letter_preview, name="letter_preview"),
    path("buero/ausgang/druck/<slug:day>.pdf", letter_views.letters_print, name="letters_print"),
    path("buero/antraege/<slug:reference>/bescheid.pdf", views.notice_preview, name="notice_preview"),
    path(
        "einstellungen/briefkopf/<slug:fund>/muster.pdf",
        text_views.letterhead_sample,
        name="letterhead_sample",
    ),
    path(
        "einstellungen/texte/<slug:fund>/<slug:name>/vorschau/", text_views.text_preview, name="text_preview"
    ),
]

"""The addresses of residents (UX handbook 6). The address alone opens nothing: the session's key does."""

from django.urls import URLPattern, URLResolver, path

from grants.views import (
    resident_account,
    resident_case,
    resident_check,
    resident_data_copy,
    resident_draft,
    resident_early_start,
    resident_exits,
    resident_grant,
    resident_keys,
    resident_more_time,
    resident_pictures,
    resident_proof,
    resident_receipt,
    resident_receipt_sheet,
    resident_resume,
    resident_waiver,
)

_DRAFT = "antrag/<uuid:uuid>/"
_CASE = "mein/<str:reference>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("antrag/neu/<slug:fund>/", resident_draft.draft_new, name="draft_new"),
    path(_DRAFT, resident_draft.draft, name="draft"),
    path(f"{_DRAFT}pruefen/", resident_check.draft_check, name="draft_check"),
    path(f"{_DRAFT}gesendet/", resident_check.draft_sent, name="draft_sent"),
    path(f"{_DRAFT}zugangscode/", resident_check.draft_code, name="draft_code"),
    path(f"{_DRAFT}spaeter/", resident_draft.draft_later, name="draft_later"),
    path(
        f"{_DRAFT}bilder/<uuid:file>/entfernen/",
        resident_pictures.draft_file_remove,
        name="draft_file_remove",
    ),
    path(f"{_DRAFT}<slug:slug>/", resident_draft.draft_section, name="draft_section"),
    path("zugang/", resident_keys.key, name="key"),
    path("zugang/code/", resident_keys.key_code, name="key_code"),
    path("zugang/weiter/", resident_resume.key_resume, name="key_resume"),
    path("zugang/<str:token>/", resident_keys.key_link, name="key_link"),
    path("geraet-verlassen/", resident_keys.leave_device, name="leave_device"),
    path("mein/", resident_keys.my_cases, name="my_cases"),
    path(_CASE, resident_case.my_case, name="my_case"),
    path(f"{_CASE}meine-daten/", resident_data_copy.my_data, name="my_data"),
    path(f"{_CASE}frage/", resident_case.my_question, name="my_question"),
    path(f"{_CASE}mehr-zeit/", resident_more_time.my_more_time, name="my_more_time"),
    path(f"{_CASE}frueher-anfangen/", resident_early_start.my_early_start, name="my_early_start"),
    path(f"{_CASE}zurueckziehen/", resident_case.my_withdraw, name="my_withdraw"),
    path(f"{_CASE}annehmen/", resident_grant.my_accept, name="my_accept"),
    path(f"{_CASE}nicht-annehmen/", resident_exits.my_decline, name="my_decline"),
    path(f"{_CASE}abbrechen/", resident_exits.my_cancel, name="my_cancel"),
    path(f"{_CASE}aendern/", resident_exits.my_change, name="my_change"),
    path(f"{_CASE}verzicht/", resident_waiver.my_waiver, name="my_waiver"),
    path(f"{_CASE}geld/", resident_grant.my_bank_details, name="my_bank_details"),
    path(f"{_CASE}geld/anderes-konto/", resident_account.my_new_account, name="my_new_account"),
    path(f"{_CASE}nachweis/", resident_proof.my_proof, name="my_proof"),
    path(f"{_CASE}nachweis/beleg/neu/", resident_receipt.my_receipt_new, name="my_receipt_new"),
    path(
        f"{_CASE}nachweis/beleg/<int:number>/aendern/",
        resident_receipt.my_receipt_edit,
        name="my_receipt_edit",
    ),
    path(
        f"{_CASE}nachweis/beleg/<int:number>/entfernen/",
        resident_proof.my_receipt_remove,
        name="my_receipt_remove",
    ),
    path(
        f"{_CASE}nachweis/belegblatt/",
        resident_receipt_sheet.my_receipt_sheet,
        name="my_receipt_sheet",
    ),
    path(f"{_CASE}nachweis/bericht/", resident_proof.my_report, name="my_report"),
    path(f"{_CASE}nachweis/pruefen/", resident_proof.my_proof_check, name="my_proof_check"),
    path(f"{_CASE}nachweis/frage/", resident_exits.my_proof_question, name="my_proof_question"),
    path(f"{_CASE}fertig/", resident_proof.my_done, name="my_done"),
]

"""Access was lost while somebody was writing: what was typed comes along, and nothing is saved.

What was typed travels in the page itself, so the server keeps nothing of a person it does not know. Only when
the person has opened the case again is it kept in their session, until the page is sent (decision 0008).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from foundation.audit.actors import ANYONE, Actor, ActorKind
from foundation.languages.spoken import spoken
from foundation.values.codes import digest
from foundation.values.phrases import say
from grants.forms.resident_case import CodeForm, EmailForm
from grants.forms.resident_fields import Problem
from grants.rules.questions import SECTIONS
from grants.selectors.resident import own_application

SESSION_KEY = "typed"
MAX_TYPED = 200_000  # characters; far more than the limits of any page allow
FORM_PAGES = frozenset(
    {
        "draft_section",
        "draft_check",
        "my_question",
        "my_more_time",
        "my_early_start",
        "my_withdraw",
        "my_waiver",
        "my_accept",
        "my_cancel",
        "my_change",
        "my_decline",
        "my_bank_details",
        "my_new_account",
        "my_receipt_new",
        "my_receipt_edit",
        "my_receipt_remove",
        "my_report",
        "my_proof_check",
        "my_proof_question",
    }
)
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "expected_version", "action", "seen", "language"})
# An IBAN is stored encrypted and nowhere else: neither a page's source nor the session may hold it. The
# confirmation speaks of what was typed, so it goes with it.
NEVER_CARRIED = frozenset({"iban", "confirmed"})
ALL_HERE = say(
    "Hier ist wieder, was Sie geschrieben haben. Es ist noch nicht gespeichert. "
    "Prüfen Sie es, und senden Sie es noch einmal ab."
)


NO_WORDS = frozenset(
    {"nonce", "waiting_file", "drop_file", "receipt", "costs-rows", "cost_item", "waiver", "seen"}
) | {
    question.name
    for section in SECTIONS
    for question in section.questions
    if question.kind in ("choice", "yes_no", "checkbox")
}


@dataclass(frozen=True)
class Typed:
    """What somebody sent without access: to which page, and the fields as they were posted.

    `page` is an address that this house has made itself, never one that was brought along.
    """

    page: str
    route: str
    place: Mapping[str, Any]
    fields: str
    had_file: bool

    @property
    def words(self) -> Sequence[str]:
        """Every text as it was typed, to be copied; no choices, no ticks, no hidden fields. A day is one."""
        fields, found = QueryDict(self.fields), dict[str, str]()
        for name in fields:
            typed, (base, _, part) = fields[name].strip(), name.rpartition("_")
            if part in ("day", "month", "year"):
                found[base] = f"{found[base]}.{typed}" if base in found else typed
            elif name not in NO_WORDS:
                found[name] = typed
        return [each for each in found.values() if each.strip(".")]

    @property
    def asks_for_iban(self) -> bool:
        return self.route in ("my_bank_details", "my_new_account")


def typed_in(request: HttpRequest) -> Typed | None:
    """What this POST to a resident's form brought; None for other pages, for staff and from other sites."""
    actor: Actor = getattr(request, "actor", ANYONE)
    if request.method != "POST" or actor.kind is ActorKind.STAFF or not _is_from_here(request):
        return None
    if request.resolver_match is not None and request.resolver_match.url_name == "key_resume":
        return typed_along(request)  # cookies lost once more, on the way back
    return _checked(request.get_full_path(), request.POST, had_file=bool(request.FILES))


def typed_along(request: HttpRequest) -> Typed | None:
    """What the page about lost access has brought along in its hidden fields."""
    post = request.POST
    typed = post.get("typed", "")
    if len(typed) > MAX_TYPED:
        return None
    return _checked(post.get("page", ""), QueryDict(typed), had_file=bool(post.get("had_file")))


def may_go_on(actor: Actor, typed: Typed) -> bool:
    """The page belongs to this resident; said of nothing that exists to anybody else."""
    place = typed.place
    if "uuid" in place:
        return own_application(actor, uuid=place["uuid"]) is not None
    return own_application(actor, reference=place.get("reference", "")) is not None


def show_lost(
    request: HttpRequest,
    typed: Typed,
    *,
    code_form: CodeForm | None = None,
    email_form: EmailForm | None = None,
    problem: str = "",
    was_asked: bool = False,
) -> HttpResponse:
    """What happened, and the ways back. The same for every address, whether there is such a case or not."""
    actor: Actor = getattr(request, "actor", ANYONE)
    code_form, email_form = code_form or CodeForm(), email_form or EmailForm()
    problems = [*code_form.problems, *email_form.problems, *([Problem(problem)] if problem else [])]
    context = {
        "typed": typed,
        "is_open": may_go_on(actor, typed),
        "code_form": code_form,
        "email_form": email_form,
        "problems": problems,
        "was_asked": was_asked,
    }
    return render(request, "resident/lost.html", context, status=403)


def typed_here(request: HttpRequest) -> Typed | None:
    """What this POST brought to a page that is open to the person: nobody else can have sent it."""
    return _checked(request.get_full_path(), request.POST, had_file=bool(request.FILES))


def keep_typed(request: HttpRequest, typed: Typed, *, page: str = "") -> None:
    """For the person who has shown the key of the page; `page` is its address in another language."""
    request.session[SESSION_KEY] = {"page": page or typed.page, "fields": typed.fields}


def typed_before(request: HttpRequest, *, saved: object = "") -> QueryDict | None:
    """What was typed on this page before access was lost, to be shown and never to be saved by itself.

    `saved` is what the house holds of this page. When that has changed since the copy was first shown, the
    page was saved elsewhere, and the copy is dropped. Shown again, it says again that it is not saved.
    """
    kept = _kept_of(request)
    if request.method == "POST" or kept is None:
        return None
    mark = digest(repr(saved))
    if kept.get("saved", mark) != mark:
        del request.session[SESSION_KEY]
        return None
    if "saved" in kept:  # the first time, the way back has said it
        messages.info(request, spoken(ALL_HERE))
    request.session[SESSION_KEY] = {**kept, "saved": mark}
    return QueryDict(kept["fields"])


def forget_typed(request: HttpRequest) -> None:
    """The person has sent the page anew: from here on the form itself keeps what was typed."""
    if _kept_of(request) is not None:
        del request.session[SESSION_KEY]


def _kept_of(request: HttpRequest) -> dict[str, str] | None:
    """The copy of this page; the way that led to it (the query) makes it no other page."""
    kept: dict[str, str] | None = request.session.get(SESSION_KEY)
    return kept if kept and urlsplit(kept["page"]).path == request.path else None


def _checked(page: str, posted: QueryDict, *, had_file: bool) -> Typed | None:
    """Only what may be carried, whoever put page and fields together: this page, or somebody by hand.

    None when the page is none with a form of residents, or too much was typed.
    """
    match = _form_page(page)
    fields = posted.copy()
    for name in NOT_TYPED | NEVER_CARRIED:
        fields.pop(name, None)
    encoded = fields.urlencode()
    if match is None or len(encoded) > MAX_TYPED:
        return None
    route, query = match.view_name, urlsplit(page).query
    address = reverse(route, kwargs=match.kwargs) + (f"?{query}" if query else "")
    return Typed(address, route, match.kwargs, encoded, had_file)


def _form_page(page: str) -> ResolverMatch | None:
    """The page with a form behind an address; None for other pages and other houses."""
    parts = urlsplit(page)
    if page.startswith("//") or parts.scheme or parts.netloc:
        return None
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    return match if match.url_name in FORM_PAGES else None


def _is_from_here(request: HttpRequest) -> bool:
    """The browser itself says that a page of this house sent the form. In doubt: no."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(sender)
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin in (f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS)

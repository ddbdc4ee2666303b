"""`{{ sentence|spoken }}` for mails and attributes, `{% language_menu %}` for pages."""

from typing import Any

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info

from foundation.languages.spoken import left_to_right, spoken

register = template.Library()
register.filter("spoken", spoken)
register.filter("left_to_right", left_to_right)


@register.inclusion_tag("components/_languages.html", takes_context=True)
def language_menu(context: RequestContext) -> dict[str, Any]:
    """The same page in the other languages; nothing on pages that are German only.

    Where the view names a form (`request.language_form`), switching is a button of that form.
    """
    request = context.get("request")
    here = request.get_full_path() if request is not None else ""
    entries = [_entry(code, name, here) for code, name in settings.LANGUAGES] if here else []
    is_translated = len({entry["address"] for entry in entries}) > 1
    offered = [each for each in entries if each["is_current"] or each["code"] in settings.OFFERED_LANGUAGES]
    return {"languages": offered if is_translated else [], "form_id": getattr(request, "language_form", "")}


def _entry(code: str, name: str, here: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": name,
        "dir": "rtl" if get_language_info(code)["bidi"] else "ltr",
        "address": translate_url(here, code),
        "is_current": code == get_language(),
    }

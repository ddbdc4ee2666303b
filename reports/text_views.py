"""A text of a fund as the letter that says it, for an invented case: looked at before it is stored."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from foundation.values.dates import local_date
from grants.rules.text_catalog import BY_NAME, check_remedy, check_text, edited_with
from grants.views.office_access import office_page
from grants.views.office_texts import READERS, form_of, fund_or_404, show_text
from reports.catalog.letter_parts import LetterData
from reports.contract import Report
from reports.letterheads import with_logo
from reports.render import pdf_bytes
from reports.samples import sample_of

SAMPLE = "MUSTER"


@office_page(*READERS, methods=("POST",))
def text_preview(request: HttpRequest, fund: str, name: str) -> HttpResponse:
    """What was typed, as PDF; a placeholder that no letter can fill is said on the page of the text."""
    found, now = fund_or_404(request, fund), timezone.now()
    names = edited_with(name)
    if name not in BY_NAME or names[0] != name:
        raise Http404
    form = form_of(request, found, names)
    if not form.is_valid():
        return show_text(request, found, form)
    rules = found.rules_on(local_date(now))
    rules.try_texts(form.texts())
    problems = [each for name in names for each in check_text(name, rules.texts[name])]
    for problem in (*problems, *check_remedy(rules.texts)):
        form.add_error(problem.field if problem.field in form.fields else None, problem.message)
    if form.errors:
        return show_text(request, found, form)
    report, data = sample_of(rules, name, local_date(now))
    return _sample(report, data, name, now)


@office_page(*READERS)
def letterhead_sample(request: HttpRequest, fund: str) -> HttpResponse:
    """A letter to an invented person on the paper of the fund, with its logo."""
    found, now = fund_or_404(request, fund), timezone.now()
    today = local_date(now)
    return _sample(*sample_of(found.rules_on(today), "closing_text", today), "Briefkopf", now)


def _sample(report: Report[Any], data: LetterData, name: str, now: datetime) -> HttpResponse:
    pdf = pdf_bytes(report, with_logo(data, until=now), issued_at=now, watermark=SAMPLE)
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="Muster-{name}.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

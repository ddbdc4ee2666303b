"""A resident asks for more time for an open question, of the application or of the receipts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.languages.spoken import spoken
from foundation.values.errors import DomainError
from foundation.values.phrases import say
from grants.forms.resident_exits import MoreTimeForm
from grants.models import Application
from grants.models.question_term import open_wish_of
from grants.selectors.resident import issued_grant
from grants.selectors.resident_question import term_news
from grants.services.question_terms import ask_for_more_time, open_question_of
from grants.views.resident_access import form_page, status_of, who, with_case
from grants.views.resident_lost import typed_before

DONE = say("Danke. Ihre Bitte ist da. Wir sagen Ihnen Bescheid. Bis dahin gilt die alte Frist.")


@form_page
@with_case
def my_more_time(request: HttpRequest, application: Application) -> HttpResponse:
    """Until when, and perhaps why; a wish that already waits is only shown."""
    grant = issued_grant(application)
    target = grant if grant is not None else application
    question = open_question_of(target)
    if question is None or open_wish_of(question) is not None:
        for sentence in term_news(question):
            messages.info(request, spoken(sentence))
        return redirect("my_case", reference=application.reference)
    form, status = MoreTimeForm(request.POST if request.method == "POST" else typed_before(request)), 200
    if request.method == "POST" and form.is_valid():
        wished_on, text = form.cleaned_data["wished_on"], form.cleaned_data["text"]
        try:
            ask_for_more_time(
                target=target, wished_on=wished_on, text=text, actor=who(request), now=timezone.now()
            )
        except DomainError as error:
            form.refuse(error)
            status = status_of(error)
        else:
            messages.success(request, spoken(DONE))
            return redirect("my_case", reference=application.reference)
    context = {"application": application, "question": question, "form": form}
    return render(request, "resident/more_time.html", context, status=status)

"""The pages that the law asks for, and the two that help. What the town must add stands there as such."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    """§ 5 DDG."""
    return render(request, "quarter/imprint.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Art. 13 DSGVO."""
    return render(request, "quarter/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement that § 12b BGG and the acts of the Länder ask for."""
    return render(request, "quarter/accessibility.html")


@require_safe
def easy_language(request: HttpRequest) -> HttpResponse:
    """Short and easy. Only a text that people with learning difficulties checked is Leichte Sprache."""
    return render(request, "quarter/easy_language.html")


@require_safe
def sign_language(request: HttpRequest) -> HttpResponse:
    """The place of the film in sign language."""
    return render(request, "quarter/sign_language.html")

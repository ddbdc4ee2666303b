"""The language in which a person uses the pages, and reads our mails."""

from applicants.models import Applicant


def note_language(applicant_id: int, language: str) -> None:
    """Keep the language of the page that the person has sent last."""
    Applicant.objects.filter(pk=applicant_id).exclude(language=language).update(language=language)

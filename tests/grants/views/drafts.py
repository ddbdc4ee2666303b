"""What the tests of a draft share: addresses, the row read again, rows of costs as posted."""

from django.urls import reverse

from grants.models import Application


def page_of(draft: Application, slug: str) -> str:
    return reverse("draft_section", args=[draft.uuid, slug])


def reread(draft: Application) -> Application:
    return Application.objects.get(pk=draft.pk)


def costs(*rows: tuple[str, str], **more: str) -> dict[str, str]:
    data = {"costs-rows": str(len(rows))}
    for number, (item, amount) in enumerate(rows, 1):
        data |= {f"costs-{number}-item": item, f"costs-{number}-amount": amount}
    return data | more

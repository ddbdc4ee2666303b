"""Who can be played in the demo: people with accounts, and residents who get a link by e-mail."""

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.accounts.models import User
from foundation.accounts.selectors import assignments_at
from quarter.selectors import latest_residents


@never_cache
@require_safe
def demo_sign_ins(request: HttpRequest) -> HttpResponse:
    """Exists only in the demo: invented people, their roles and password, and residents' addresses."""
    if not settings.IS_DEMO:
        raise Http404
    people = User.objects.filter(is_active=True).prefetch_related(
        Prefetch("role_assignments", queryset=assignments_at(timezone.now()), to_attr="roles_in_force")
    )
    context = {
        "people": people,
        "residents": latest_residents(),
        "demo_password": settings.DEMO_PASSWORD,
    }
    return render(request, "demo/sign_ins.html", context)

"""The table of sign-ins of the demo."""

from django.conf import settings
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.accounts.models import RoleAssignment, User


@never_cache
@require_safe
def demo_sign_ins(request: HttpRequest) -> HttpResponse:
    """Exists only in the demo: invented people, their roles, and the password they share."""
    if not settings.IS_DEMO:
        raise Http404
    now = timezone.now()
    in_force = RoleAssignment.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=now))
    people = User.objects.filter(is_active=True).prefetch_related(
        Prefetch("role_assignments", queryset=in_force, to_attr="roles_in_force")
    )
    return render(request, "demo/sign_ins.html", {"people": people, "demo_password": settings.DEMO_PASSWORD})

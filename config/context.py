"""What every page knows about this installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def installation(_request: HttpRequest) -> dict[str, Any]:
    """`is_demo` puts the banner on every page; `public_url` begins an address that is printed."""
    return {"is_demo": settings.IS_DEMO, "public_url": settings.PUBLIC_URL}

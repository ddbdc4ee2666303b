"""What is settled before anybody reads a request: where it comes from, and whether it is far too big."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

# The form itself says "größer als 15 MB" and keeps what was typed, a whole film included; of the file no more
# than that is kept (foundation/files/upload_handlers.py). This is only for what nobody should send.
LARGEST_BODY = 200 * 1024 * 1024


class GateMiddleware:
    """The visitor's address from the town's proxy, and no body that would fill the disk.

    Behind a proxy every connection comes from the proxy: without the visitor's own address the brakes on
    guessing would stop everybody because of one. Only the last entry counts, which the proxy has written.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.BEHIND_PROXY:
            last = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
            if last:
                request.META["REMOTE_ADDR"] = last
        if _length(request) > LARGEST_BODY:
            return HttpResponse(render_to_string("413.html"), status=413)
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    """What the request says of itself. The server reads no more than that, nothing when it says nothing."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() else 0

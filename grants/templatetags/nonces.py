"""A random token for a form, by which the server knows the same form when it is sent again."""

from django import template

from foundation.values.codes import make_token

register = template.Library()


@register.simple_tag
def form_nonce() -> str:
    """A new one each time the page is made; sent again, it stays the same."""
    return make_token()

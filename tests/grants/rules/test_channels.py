"""By which way a notice can go out."""

import pytest

from grants.rules.channels import channel_of, possible_channels


@pytest.mark.parametrize(
    ("email", "possible"), [("", ("letter",)), ("a@b.example", ("letter", "portal", "email"))]
)
def test_possible_channels_need_an_address(email: str, possible: tuple[str, ...]) -> None:
    assert possible_channels(email) == possible


@pytest.mark.parametrize(
    ("wish", "email", "channel"),
    [
        ("email", "a@b.example", "email"),
        ("portal", "a@b.example", "portal"),
        ("email", "", "letter"),
        ("portal", "", "letter"),
        ("phone", "a@b.example", "letter"),
        ("", "", "letter"),
    ],
)
def test_channel_is_the_wish_or_the_letter(wish: str, email: str, channel: str) -> None:
    assert channel_of(wish, email) == channel

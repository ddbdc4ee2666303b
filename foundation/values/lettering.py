"""Text as it was typed, without marks that turn the direction of whatever stands behind them on a page.

Such a mark within a name or a reason would show other people's words and amounts from right to left. Arabic
needs none of them: its letters know their direction.
"""

from typing import Final

#: Embeddings, overrides and isolates with their ends (Unicode 202A-202E, 2066-2069).
TURNING: Final = frozenset({*range(0x202A, 0x202F), *range(0x2066, 0x206A)})
_GONE: Final = dict.fromkeys(TURNING)


def without_turns(text: str) -> str:
    """The text without those marks; everything else stays."""
    return text.translate(_GONE)

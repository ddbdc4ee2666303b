"""What a document is ordered by: a step of a case, for whom, and made from what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from foundation.files.models import Audience, Document


@dataclass(frozen=True)
class Trigger:
    """A document that a transition brings about.

    `params` reads from the object what the document shall be made from; `keep` stores the document where the
    case looks for it; `applies` says for which objects it is made, by default for all.
    """

    slug: str
    title: str
    audience: Audience
    subject: Callable[[Any], str]
    params: Callable[[Any], dict[str, Any]]
    keep: Callable[[Any, Document], None] | None = None
    applies: Callable[[Any], bool] | None = None

"""Yes-or-no questions about an actor and an object, and how they are put together.

A predicate takes (actor, object); `any_of` and `all_of` compose them; `why_not` says in a sentence what
stands in the way, `words` who the yes is for. The table of permissions itself is `grants.policy`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from foundation.audit.actors import Actor

NO_RIGHT = "Dafür haben Sie kein Recht."
# How a no names the ones who may.
TASKS = {
    "QM": "das Quartiersmanagement",
    "CI": "die Sachbearbeitung der Stadt",
    "FC": "wer feststellt",
    "FO": "wer Zahlungen anordnet",
    "KA": "die Kasse",
    "KM": "die Kämmerei",
    "AU": "die Prüfung",
    "AD": "die Administration",
}


@dataclass(frozen=True)
class Predicate:
    """A yes-or-no question about an actor and an object, with the sentence for a no.

    `words` say who the yes is for, short enough for the tables of docs/workflow.md. `parts` must all say yes,
    of `options` one; `codes` are the roles that it asks for. `explain` writes the sentence where it
    depends on who asks.
    """

    test: Callable[[Actor, Any], bool]
    sentence: str = NO_RIGHT
    parts: tuple["Predicate", ...] = ()
    words: str = ""
    options: tuple["Predicate", ...] = ()
    codes: tuple[str, ...] = ()
    explain: Callable[[Actor, Any], str] | None = None

    def __call__(self, actor: Actor, obj: Any) -> bool:
        return self.test(actor, obj)

    def why_not(self, actor: Actor, obj: Any) -> str:
        """The sentence of the first part that says no; empty when all say yes."""
        if self(actor, obj):
            return ""
        if self.explain is not None:
            return self.explain(actor, obj)
        return next((part.why_not(actor, obj) for part in self.parts if not part(actor, obj)), self.sentence)


def says(
    sentence: str, explain: Callable[[Actor, Any], str] | None = None
) -> Callable[[Callable[[Actor, Any], bool]], Predicate]:
    """Decorator: this function is a predicate, and a no means `sentence`, or what `explain` makes of it."""
    return lambda test: Predicate(test, sentence, words=_aloud(test.__name__), explain=explain)


def _aloud(name: str) -> str:
    """is_not_author -> not author."""
    return name.partition("_")[2].replace("_", " ")


def any_of(*predicates: Predicate) -> Predicate:
    """At least one of them says yes."""
    return Predicate(
        lambda actor, obj: any(predicate(actor, obj) for predicate in predicates),
        words="; or ".join(predicate.words for predicate in predicates),
        options=predicates,
    )


def all_of(*predicates: Predicate) -> Predicate:
    """Every one of them says yes."""
    return Predicate(
        lambda actor, obj: all(predicate(actor, obj) for predicate in predicates),
        parts=predicates,
        words=", ".join(predicate.words for predicate in predicates),
    )


def has_role(*codes: str) -> Predicate:
    """The actor holds one of the roles for the fund of the object; a no says whose task it is."""
    tasks = [TASKS[code] for code in codes]
    named = " oder ".join(filter(None, (", ".join(tasks[:-1]), tasks[-1])))
    named = f", {named}" if named.startswith("wer ") else f" {named}"
    return Predicate(
        lambda actor, obj: any(actor.has_role(code, obj.fund.slug) for code in codes),
        f"Das macht{named}.",
        words="/".join(codes),
        codes=codes,
    )

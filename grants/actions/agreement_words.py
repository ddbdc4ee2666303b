"""What an action is called in a case that goes by agreement: no paper there is an act (decision 0024)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from grants.actions.kind import Action

CHANGED = "Änderung speichern"
TAKEN_BACK = "Entwurf zurücknehmen"


@dataclass(frozen=True)
class Words:
    """In the place of those of the action; `done` empty where it says nothing of an act."""

    title: str
    button: str
    done: str = ""


BY_AGREEMENT: Mapping[str, Words] = {
    "bescheid-entwerfen": Words(
        "Fördervereinbarung entwerfen", "Vereinbarung entwerfen", "Die Vereinbarung ist entworfen."
    ),
    "bescheid-freigeben": Words(
        "Fördervereinbarung freigeben", "Vereinbarung freigeben", "Die Vereinbarung ist freigegeben."
    ),
    "bescheid-korrigieren": Words("Entwurf der Vereinbarung ändern", CHANGED),
    "bescheid-zuruecknehmen": Words("Entwurf der Vereinbarung zurücknehmen", TAKEN_BACK),
    "rueckforderung-freigeben": Words(
        "Zahlungsaufforderung freigeben",
        "Zahlungsaufforderung freigeben",
        "Die Zahlungsaufforderung ist freigegeben.",
    ),
    "widerruf-entwerfen": Words("Kündigung entwerfen", "Kündigung entwerfen", "Die Kündigung ist entworfen."),
    "widerruf-freigeben": Words(
        "Kündigung freigeben", "Kündigung freigeben", "Die Kündigung ist freigegeben."
    ),
    "widerruf-korrigieren": Words("Entwurf der Kündigung ändern", CHANGED),
    "widerruf-zuruecknehmen": Words("Entwurf der Kündigung zurücknehmen", TAKEN_BACK),
}


def as_called_for(action: Action, target: Any) -> Action:
    """The action with the words of the form of its case."""
    words = BY_AGREEMENT.get(action.slug)
    if words is None or not target.case.award_form.is_agreement:
        return action
    return replace(action, title=words.title, button=words.button, done=words.done or action.done)

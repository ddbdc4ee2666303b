"""What a question and a page of the application form are; the table itself is in `question_table.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Answers = Mapping[str, object]
Condition = Callable[[Answers], bool]
Kind = Literal[
    "choice", "yes_no", "text", "textarea", "email", "tel", "date", "amount", "costs", "checkbox", "files"
]

SOURCE: Final = "Handbuch 1.6: Antragsformular"


def always(_answers: Answers) -> bool:
    """The condition of a question that concerns everybody."""
    return True


def never(_answers: Answers) -> bool:
    """The condition that no answer fulfils."""
    return False


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question of the form.

    `condition` says from earlier pages whether it is asked at all; `required_when` from any answer whether
    it must be answered even though `required` is False. `prefilled_from` names the fund's field that stands
    in it already ("postcode", "town"), so that most people have nothing to type.
    """

    name: str
    owner: Literal["application", "applicant"]
    label: str
    hint: str = ""
    kind: Kind = "text"
    required: bool = True
    condition: Condition = always
    required_when: Condition = never
    missing_sentence: str = ""
    max_length: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    autocomplete: str = ""
    inputmode: str = ""
    prefilled_from: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """One page of the form: `title` is its heading, `short` its name in lists."""

    slug: str
    title: str
    short: str
    hint: str = ""
    questions: tuple[Question, ...]

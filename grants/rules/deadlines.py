"""Days the law counts: when a notice is deemed known, until when it can be attacked, when things are due."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final, get_args

from foundation.values.dates import format_date
from foundation.values.workdays import is_working_day, next_working_day
from grants.rules.facts import Channel, RuleParameters

FICTION_DAYS: Final = 4
HEARING_DAYS: Final = 10
_CHANNELS: Final = frozenset(get_args(Channel))


def deemed_known_on(
    posted_on: date, channel: str, parameters: RuleParameters, arrived_on: date | None = None
) -> date:
    """A notice is deemed known on the fourth day after posting, sending or provision.

    Source: § 41 II VwVfG with § 1 VwVfG LSA (letter, e-mail); § 9 OZG (portal, from provision). Whether the
    fourth day moves off a weekend is disputed and a setting. A proven later arrival wins over the fiction;
    an earlier one does not shorten it (§ 41 II 3 VwVfG). Does not check whether the addressee agreed to the
    channel, nor § 41 IIa VwVfG (the day after a proven retrieval).
    """
    if channel not in _CHANNELS:
        raise ValueError(f"unknown channel: {channel!r}")
    fiction = posted_on + timedelta(days=FICTION_DAYS)
    if parameters.deemed_known == "next_working_day":
        fiction = next_working_day(fiction, parameters.land)
    return fiction if arrived_on is None else max(fiction, arrived_on)


def remedy_until(deemed_known_on: date, land: str) -> date:
    """The remedy may be lodged within one month after the notice became known.

    Source: § 74 VwGO with § 57 II VwGO, § 222 ZPO, §§ 187 I, 188 II and III BGB; § 31 III VwVfG moves an end
    on a Saturday, Sunday or holiday to the next working day. Does not check the instruction on remedies
    (wrong or missing: one year, § 58 II VwGO).
    """
    return next_working_day(months_later(deemed_known_on, 1), land)


def cautious_remedy_until(
    posted_on: date, channel: str, parameters: RuleParameters, arrived_on: date | None = None
) -> date:
    """The end of the remedy period in the later of both readings of the fourth day.

    Source: domain handbook 4.1 (dispute about weekends: treat a case as final only after the later variant).
    """
    strict = deemed_known_on(posted_on, channel, parameters, arrived_on)
    later = max(strict, next_working_day(posted_on + timedelta(days=FICTION_DAYS), parameters.land))
    return remedy_until(later, parameters.land)


def is_final(on: date, remedy_until: date) -> bool:
    """A notice is final (bestandskräftig) on the day after the remedy period ended.

    Does not check whether a remedy was lodged, or waived.
    """
    return on > remedy_until


def proof_due_on(ends_on: date, parameters: RuleParameters) -> date:
    """The proof is due the fund's number of days after the project's end, then on the next working day.

    Source: the fund's guideline (`proof_days`); § 31 III VwVfG.
    """
    return next_working_day(ends_on + timedelta(days=parameters.proof_days), parameters.land)


def acceptance_until(deemed_known_on: date, parameters: RuleParameters) -> date | None:
    """A grant is accepted within the fund's number of days after its notice became known; None: no such time.

    Source: the fund's guideline (`acceptance_days`); § 31 III VwVfG. Does not allow for a late arrival.
    """
    if parameters.acceptance_days is None:
        return None
    return next_working_day(deemed_known_on + timedelta(days=parameters.acceptance_days), parameters.land)


def start_until(deemed_known_on: date, parameters: RuleParameters, *, planned_on: date) -> date | None:
    """A project begins within the fund's number of months after its notice became known; None: no such time.

    Nobody must begin before the day that the award itself names (`planned_on`).
    Source: the fund's guideline (`start_within_months`); §§ 187 I, 188 II BGB, § 31 III VwVfG. Does not say
    whether the project has begun.
    """
    if parameters.start_within_months is None:
        return None
    months = months_later(deemed_known_on, parameters.start_within_months)
    return max(planned_on, next_working_day(months, parameters.land))


def question_due_on(asked_on: date, days: int, land: str) -> date:
    """An answer to a question (Nachforderung) is due after `days` days, then on the next working day.

    Source: § 31 II and III VwVfG, a period the office sets. Does not allow for the time of posting.
    """
    return next_working_day(asked_on + timedelta(days=days), land)


def wrong_new_term(due_on: date, *, told: date, today: date, land: str) -> str:
    """A term that was told may only grow, and a new end is a working day to come.

    Source: § 31 II, III and VII VwVfG (a period set by the authority may be extended, even when it is over).
    `told` is the day told so far. -> The sentence for the office, empty when the day is possible.
    """
    if due_on <= told:
        return f"Die Frist läuft schon bis {format_date(told)}. Wählen Sie einen späteren Tag."
    if due_on <= today:
        return "Wählen Sie einen Tag in der Zukunft."
    if not is_working_day(due_on, land):
        return f"Der {format_date(due_on)} ist kein Werktag. Wählen Sie einen Werktag."
    return ""


def wrong_hearing_day(heard_until: date | None, *, told: date | None, asked_on: date, today: date) -> str:
    """A hearing lasts at least ten days, may be lengthened, and is never cut short.

    Source: § 28 VwVfG. `asked_on` is the day on which the person could first read of it; `told` the day that
    they were given so far, in this draft or in one on the same ground that was taken back. -> The sentence
    for the office, empty when the day is possible. Does not check whether a formal demand was the hearing.
    """
    if told is not None and (heard_until is None or heard_until < told):
        return f"Die Anhörung läuft bis {format_date(told)}. Tragen Sie diesen oder einen späteren Tag ein."
    if heard_until is None:
        return ""
    if heard_until < today:
        return "Dieser Tag ist schon vorbei. Tragen Sie heute oder einen späteren Tag ein."
    earliest = earliest_end_of_hearing(asked_on)
    if heard_until < earliest:
        return f"Geben Sie mindestens {HEARING_DAYS} Tage Zeit, frühestens bis zum {format_date(earliest)}."
    return ""


def earliest_end_of_hearing(asked_on: date) -> date:
    """Who is to pay money back has at least ten days to say something before.

    Source: § 28 I VwVfG asks for a fitting term and names no days; ten leave a week after four days of post.
    Does not check whether the case needs longer, nor whether the hearing may be left out (§ 28 II VwVfG).
    """
    return asked_on + timedelta(days=HEARING_DAYS)


def months_later(day: date, months: int) -> date:
    """The same day so many months on; in a shorter month its last day (§ 188 II, III BGB)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))

"""The settings of a fund with their history: rules, texts, payment profiles, base rates. Who, when, what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from foundation.values.dates import format_date
from foundation.values.money import format_amount
from grants.models import BaseRate, Fund
from grants.rules.answers import Difference
from grants.rules.text_catalog import BY_NAME
from grants.selectors.payment_profiles import versions_of_profile
from grants.selectors.rule_versions import RulesVersion, rules_in_words, versions_of_rules
from reports.catalog.case_file.parts import Chapter, Grid, Part, chapter, on, signed, when

FIRST = "bei der Einrichtung des Fonds"
TEXTS_NOTE = (
    "Ein Text gilt ab dem Augenblick, in dem er geschrieben wurde. Ältere Fassungen bleiben in der "
    "Datenbank; den Wortlaut jeder Fassung zeigt die Seite „Texte“. Texte ohne Eintrag gelten, wie sie das "
    "Programm mitbringt."
)
NO_PROFILE = "Es ist kein Profil bestätigt. Auszahlungsdateien werden in der neutralen Form geschrieben."
AS_OFFERED = ("Was", 1.4), ("Vorher", 2.2), ("Nachher", 2.2)


def configuration(fund: Fund, today: date, until: datetime) -> Chapter:
    """Every setting that changes what the program does for this fund."""
    versions = [each for each in versions_of_rules(fund, today=today) if _was_known(each, until)]
    in_force = fund.rules_on(today)
    return chapter(
        "2. Einstellungen und ihr Verlauf",
        Part("Regeln des Fonds: Fassungen", grid=_versions(versions)),
        *_changes(versions),
        Part(
            f"Regeln am {format_date(today)}: Fassung {in_force.version}",
            grid=Grid((("Regel", 2.0), ("Wert", 2.0)), tuple(rules_in_words(in_force))),
        ),
        Part("Texte der Briefe: geschriebene Fassungen", words=(TEXTS_NOTE,), grid=_texts(fund, until)),
        *_profiles(fund, until),
        Part("Basiszinssatz (§ 247 BGB)", grid=_rates(until)),
    )


def _was_known(version: RulesVersion, until: datetime) -> bool:
    confirmed = version.proposal.confirmed_at if version.proposal else None
    return confirmed is None or confirmed <= until


def _versions(versions: Iterable[RulesVersion]) -> Grid:
    rows = tuple(
        (
            str(each.rules.version),
            on(each.rules.valid_from),
            signed(each.proposal.proposed_by_label, each.proposal.proposed_at) if each.proposal else FIRST,
            signed(each.proposal.confirmed_by_label, each.proposal.confirmed_at) if each.proposal else "–",
            each.proposal.reason if each.proposal else "",
        )
        for each in versions
    )
    columns = ("Fassung", 0.5), ("Gilt ab", 0.7), ("Vorgeschlagen", 1.6), ("Bestätigt", 1.6), ("Grund", 2.0)
    return Grid(columns, rows)


def _changes(versions: Iterable[RulesVersion]) -> Iterator[Part]:
    for each in versions:
        if each.changes:
            yield Part(
                f"Was Fassung {each.rules.version} der Regeln änderte", grid=_differences(each.changes)
            )


def _differences(changes: Iterable[Difference]) -> Grid:
    rows = tuple((each.label, "\n".join(each.before), "\n".join(each.after)) for each in changes)
    return Grid(AS_OFFERED, rows)


def _texts(fund: Fund, until: datetime) -> Grid:
    rows = tuple(
        (
            BY_NAME[each.name].label,
            str(each.version),
            each.written_by_label or "System",
            when(each.written_at),
        )
        for each in fund.texts.filter(written_at__lte=until).order_by("name", "version")
        if each.name in BY_NAME
    )
    return Grid((("Text", 3.0), ("Fassung", 0.6), ("Geschrieben von", 1.6), ("Am", 1.2)), rows)


def _profiles(fund: Fund, until: datetime) -> Iterator[Part]:
    found = [
        each
        for each in versions_of_profile(fund)
        if each.profile.confirmed_at is not None and each.profile.confirmed_at <= until
    ]
    if not found:
        yield Part("Profil der Auszahlungsdateien", words=(NO_PROFILE,))
    for each in found:
        profile = each.profile
        yield Part(
            f"Profil der Auszahlungsdateien, Fassung {profile.version}",
            facts=(
                ("Vorgeschlagen", signed(profile.proposed_by_label, profile.proposed_at)),
                ("Bestätigt", signed(profile.confirmed_by_label, profile.confirmed_at)),
                ("Grund", profile.reason),
            ),
            grid=_differences(each.changes),
        )


def _rates(until: datetime) -> Grid:
    rows = tuple(
        (
            on(each.valid_from),
            f"{format_amount(each.rate)}\u00a0%",
            signed(each.entered_by_label, each.entered_at),
        )
        for each in BaseRate.objects.filter(entered_at__lte=until).order_by("valid_from", "pk")
    )
    return Grid((("Gilt ab", 1.0), ("Satz", 0.8), ("Eingetragen", 2.0)), rows, right=(1,))

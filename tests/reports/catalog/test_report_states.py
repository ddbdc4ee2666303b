"""R8 and R15 with money that came in parts and things that got free: each choice against SQL by hand."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from foundation.values.dates import local_date
from grants.models import Drawdown, FundRules
from grants.services.bindings import ThingLine, end_binding, enter_bound_thing
from grants.services.drawdowns import request_ahead
from grants.services.land_receipts import record_cut, record_land_money
from reports.catalog import CATALOG
from reports.catalog.fund_report import AGREES, ListReport
from reports.contract import Commission
from tests.stories import Story

pytestmark = pytest.mark.django_db
NEW_YEAR, NEXT_SUMMER = date(2027, 1, 18), date(2027, 7, 1)
LAST_OF_2026 = date(2026, 12, 31)

#: What is known of each drawdown on a day, from the rows alone; %(as_of)s is that day.
DRAWDOWNS = """
    SELECT {what} FROM (
        SELECT d.number, d.requested_at, d.bund_cents + d.land_cents AS claimed, d.land_cents,
            (SELECT MAX(r.received_on) FROM grants_landreceipt r
                WHERE r.drawdown_id = d.id AND r.received_on <= %(as_of)s) AS last_on,
            (SELECT COALESCE(SUM(r.amount_cents), 0) FROM grants_landreceipt r
                WHERE r.drawdown_id = d.id AND r.received_on <= %(as_of)s) AS came,
            (SELECT COALESCE(SUM(c.bund_cents + c.land_cents), 0) FROM grants_landcut c
                WHERE c.drawdown_id = d.id AND c.cut_on <= %(as_of)s) AS cut
        FROM grants_drawdown d
    ) AS known WHERE {which}
"""
IN_2026 = "last_on BETWEEN '2026-01-01' AND '2026-12-31'"
IN_2027 = "last_on BETWEEN '2027-01-01' AND '2027-12-31'"
AWAITED, SETTLED = "claimed > came + cut", "claimed = came + cut"
ASKED_2026 = "requested_at >= '2026-01-01' AND requested_at < '2027-01-01'"
RECEIPT, REQUEST = {"basis": "receipt"}, {"basis": "request"}
OF_DRAWDOWNS: list[tuple[date, dict[str, Any], str, set[int]]] = [
    (NEW_YEAR, RECEIPT | {"year": 2026}, IN_2026, {2, 3}),
    (NEW_YEAR, RECEIPT | {"year": 2027}, IN_2027, {1}),
    (LAST_OF_2026, RECEIPT | {"year": 2026}, IN_2026, {1, 2, 3}),
    (NEW_YEAR, REQUEST | {"year": 2026}, ASKED_2026, {1, 2, 3, 4}),
    (NEW_YEAR, {"standing": "open"}, AWAITED, {2, 4}),
    (NEW_YEAR, {"standing": "ended"}, SETTLED, {1, 3}),
    (LAST_OF_2026, {"standing": "open"}, AWAITED, {1, 2, 4}),
    (NEW_YEAR, RECEIPT | {"year": 2026, "standing": "open"}, f"{IN_2026} AND {AWAITED}", {2}),
    (NEW_YEAR, RECEIPT | {"year": 2026, "standing": "ended"}, f"{IN_2026} AND {SETTLED}", {3}),
]
#: Bound on a day: neither over nor ended by then.
IS_BOUND = "bound_until >= %(as_of)s AND (ended_on IS NULL OR ended_on > %(as_of)s)"
IS_FREE = "(bound_until < %(as_of)s OR ended_on <= %(as_of)s)"
ENDS_2027 = "bound_until BETWEEN '2027-01-01' AND '2027-12-31'"
OF_THINGS: list[tuple[date, dict[str, Any], str, set[str]]] = [
    (LAST_OF_2026, {"standing": "open"}, IS_BOUND, {"Bank", "Zelt", "Grill", "Bühne"}),
    (LAST_OF_2026, {"standing": "ended"}, IS_FREE, {"Leiter"}),
    (NEXT_SUMMER, {"standing": "open"}, IS_BOUND, {"Bank", "Bühne"}),
    (NEXT_SUMMER, {"standing": "ended"}, IS_FREE, {"Leiter", "Zelt", "Grill"}),
    (NEXT_SUMMER, {"year": 2027}, ENDS_2027, {"Zelt", "Bühne"}),
    (NEXT_SUMMER, {"year": 2027, "standing": "ended"}, f"{ENDS_2027} AND {IS_FREE}", {"Zelt"}),
]


def first(query: str, **values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return int(cursor.fetchone()[0] or 0)


def made(story: Story, slug: str, as_of: date, params: dict[str, Any]) -> ListReport:
    """As of a day, asked for on the last day of the story."""
    data = CATALOG[slug].collect(Commission(f"fund:{story.fund.uuid}", params, as_of, story.now))
    assert isinstance(data, ListReport)
    assert [row for row in data.identities if row[-1] != AGREES] == []
    return data


def total(data: ListReport, title: str) -> int:
    at = [column.title for column in data.table.columns].index(title)
    return data.table.sums[0].values[at] or 0


@pytest.fixture
def asked(story: Story) -> Story:
    """Nr. 1 came in two parts, the last in 2027; of 2 a part came, of 3 the rest was cut, of 4 nothing."""
    story.accepted()
    by: dict[str, Any] = {"actor": story.people["kaemmerei"]}
    grant = story.fund.land_grants.get(programme_year=2026)
    until = story.day + timedelta(days=30)
    for cents in (12_000, 9_000, 6_000, 3_000):
        request_ahead(land_grant=grant, amount_cents=cents, due_until=until, now=story.now, **by)
    story.day += timedelta(days=3)
    drawdowns = list(Drawdown.objects.order_by("number"))
    for drawdown, cents in zip(drawdowns, (5_000, 1_500, 1_000), strict=False):
        record_land_money(drawdown=drawdown, amount_cents=cents, received_on=story.day, now=story.now, **by)
    rest = drawdowns[2].claimed_cents - 1_000
    record_cut(
        drawdown=drawdowns[2], amount_cents=rest, cut_on=story.day, reason="Rundung", now=story.now, **by
    )
    story.day = NEW_YEAR
    rest = drawdowns[0].claimed_cents - 5_000
    record_land_money(
        drawdown=drawdowns[0], amount_cents=rest, received_on=date(2027, 1, 15), now=story.now, **by
    )
    return story


def test_drawdowns_by_last_receipt_and_by_state_are_those_of_sql(asked: Story) -> None:
    for as_of, params, which, numbers in OF_DRAWDOWNS:
        data, said = made(asked, "mittelabrufe", as_of, params), (as_of, params)
        assert {row[0] for row in data.table.rows} == numbers, said
        for title, what in (("Land (€)", "land_cents"), ("Erhalten (€)", "came"), ("Gekürzt (€)", "cut")):
            found = first(DRAWDOWNS.format(what=f"SUM({what})", which=which), as_of=as_of)
            assert total(data, title) == found, (*said, title)
        count = first(DRAWDOWNS.format(what="COUNT(*)", which=which), as_of=as_of)
        assert len(data.table.rows) == count, said


@pytest.fixture
def bought(story: Story) -> Story:
    """Five things: one is ended in 2026, one in 2027, one runs out in between, two stay bound."""
    FundRules.objects.update(binding_years=3)
    story.accepted()
    story.proof_sent(story.cents)
    things = {
        "Bank": (19_900, date(2029, 5, 9)),
        "Zelt": (4_950, date(2027, 3, 31)),
        "Leiter": (3_300, date(2029, 1, 31)),
        "Grill": (2_150, date(2028, 6, 30)),
        "Bühne": (7_777, date(2027, 12, 31)),
    }
    entered = {}
    for what, (cents, until) in things.items():
        line = ThingLine(what=what, value_cents=cents, bound_until=until)
        entered[what] = enter_bound_thing(
            grant=story.grant, thing=line, actor=story.people["manager"], now=story.now
        )
    for what, day in (("Leiter", date(2026, 11, 2)), ("Grill", NEXT_SUMMER)):
        story.day = day
        end_binding(thing=entered[what], reason="Verwittert.", actor=story.people["officer"], now=story.now)
    return story


def test_bound_and_free_things_are_those_of_sql(bought: Story) -> None:
    assert local_date(bought.now) == NEXT_SUMMER
    for as_of, params, which, names in OF_THINGS:
        data, said = made(bought, "zweckbindung", as_of, params), (as_of, params)
        assert {row[1] for row in data.table.rows} == names, said
        value = first(f"SELECT SUM(value_cents) FROM grants_boundthing WHERE {which}", as_of=as_of)
        assert total(data, "Wert (€)") == value != 0, said

"""The help box in words."""

from datetime import date, timedelta

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from grants.models import Fund
from quarter.models import Office, Suspension
from quarter.selectors import HelpBox, help_boxes

DAY = date(2026, 3, 10)


def only_box(today: date = DAY) -> HelpBox:
    (box,) = help_boxes(today=today)
    return box


def test_help_box_has_address_and_hours_in_the_order_of_the_week(office: Office) -> None:
    box = only_box()
    assert box.address_lines == (
        "Quartiersbüro", "derzeit im Sekretariat der Schule", "Musterweg 1", "06844 Dessau-Roßlau",
    )  # fmt: skip
    assert box.hours == (
        "Dienstag, 14 bis 17 Uhr (auch spontan)", "Donnerstag, 10 bis 12:30 Uhr",
    )  # fmt: skip
    assert (box.phone, box.phone_link) == ("0340 12 34-56", "0340123456")
    assert box.suspension == ""


def test_help_box_without_office_takes_the_contact_of_the_fund(fund: Fund) -> None:
    box = only_box()
    assert (box.phone, box.email, box.name) == ("0340 111", "fonds@beispiel.invalid", fund.name)
    assert (box.address_lines, box.hours) == ((), ())


def test_host_note_is_gone_after_its_last_day(office: Office) -> None:
    Office.objects.update(host_note_until=DAY)
    assert only_box(DAY).address_lines[1] == "derzeit im Sekretariat der Schule"
    assert only_box(DAY + timedelta(days=1)).address_lines[1] == "Musterweg 1"


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "reason", "sentence"),
    [
        (date(2026, 3, 1), date(2026, 3, 10), "", "Keine Sprechzeiten bis 10. März 2026."),
        (date(2026, 3, 1), date(2026, 3, 9), "", ""),
        (date(2026, 3, 1), None, "Umzug", "Zurzeit keine Sprechzeiten (Umzug). Rufen Sie bitte an."),
        (
            date(2026, 3, 30), date(2026, 4, 3), "Urlaub",
            "Keine Sprechzeiten vom 30. März 2026 bis 3. April 2026 (Urlaub).",
        ),
        (date(2026, 3, 20), None, "", "Ab 20. März 2026 keine Sprechzeiten. Rufen Sie bitte an."),
        (date(2026, 4, 1), date(2026, 4, 3), "", ""),
    ],
)  # fmt: skip
def test_suspension_says_what_counts_now_or_soon(
    office: Office, starts_on: date, ends_on: date | None, reason: str, sentence: str
) -> None:
    Suspension.objects.create(office=office, starts_on=starts_on, ends_on=ends_on, reason=reason)
    assert only_box().suspension == sentence


def test_suspensions_do_not_double_the_hours(office: Office) -> None:
    for days in (0, 40, 80):
        Suspension.objects.create(office=office, starts_on=DAY - timedelta(days=days), ends_on=DAY)
    assert len(only_box().hours) == 2


def test_help_boxes_need_one_query(office: Office, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        help_boxes(today=DAY)

"""What beat calls exists: a name in the schedule that no worker knows would be dropped in silence."""

import pytest
from celery import current_app
from django.conf import settings


@pytest.mark.parametrize("name", sorted(settings.CELERY_BEAT_SCHEDULE))
def test_scheduled_task_is_known_to_the_worker(name: str) -> None:
    current_app.loader.import_default_modules()
    assert settings.CELERY_BEAT_SCHEDULE[name]["task"] in current_app.tasks


def test_schedule_has_intervals_only() -> None:
    """Intervals, not times of day: a clock change loses and doubles nothing."""
    assert {type(entry["schedule"]) for entry in settings.CELERY_BEAT_SCHEDULE.values()} == {float}

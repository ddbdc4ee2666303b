from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command

from foundation.outbox.models import Heartbeat

NOW = datetime(2027, 3, 12, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_heartbeat_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    Heartbeat.objects.create(name="worker", at=NOW - timedelta(minutes=2))
    call_command("check_heartbeat")
    assert capsys.readouterr().out == "Der Worker lebt.\n"


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_heartbeat_too_old() -> None:
    Heartbeat.objects.create(name="worker", at=NOW - timedelta(minutes=4))
    with pytest.raises(CommandError, match="240 Sekunden alt"):
        call_command("check_heartbeat")


@pytest.mark.django_db
def test_heartbeat_never() -> None:
    with pytest.raises(CommandError, match="noch kein Lebenszeichen"):
        call_command("check_heartbeat")

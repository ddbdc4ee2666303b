"""The tests run on what production runs on."""

import os

import pytest
import redis
from django.conf import settings
from django.db import connection


@pytest.mark.both_databases
@pytest.mark.django_db
def test_database_is_the_one_that_was_asked_for(pytestconfig: pytest.Config) -> None:
    assert connection.vendor == pytestconfig.getoption("database")


@pytest.mark.both_databases
@pytest.mark.django_db
def test_database_name_belongs_to_this_xdist_worker() -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    assert "test_" in connection.settings_dict["NAME"]
    assert connection.settings_dict["NAME"].endswith(worker)


def test_redis_protocol_server_answers() -> None:
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as client:
        assert client.ping()


def test_mode_is_test() -> None:
    assert (settings.MODE, settings.DEBUG) == ("test", False)

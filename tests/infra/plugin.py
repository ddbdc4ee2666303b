"""Loaded by `-p` before anything else: the servers must run before Django reads its settings.

One pair of servers for the whole run. pytest-django gives every xdist worker a database of its own; here each
also gets its own Redis database and its own folder for files.
"""

import os
import sys
import time
from pathlib import Path

import pytest

from tests.infra.servers import NoServer, Servers, start_servers

KEY = pytest.StashKey[Servers]()
READY = "AKTIONSKASSE_TEST_RUN"  # set by the first process, inherited by the xdist workers

pytest_plugins = ("tests.infra.browser", "tests.infra.worker")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database sqlite` runs the tests marked both_databases a second time; `--lives` looks deeper."""
    parser.addoption(
        "--database",
        choices=("postgresql", "sqlite"),
        default="postgresql",
        help="run on real PostgreSQL (default) or on SQLite",
    )
    parser.addoption(
        "--lives",
        type=int,
        default=0,
        metavar="N",
        help="so many new random lives of a fund (tests/grants/life) instead of the few known ones",
    )
    parser.addoption(
        "--campaign",
        type=int,
        default=1,
        metavar="PERCENT",
        help="how much of the long campaigns in tests/torture (100: all, as ./run torture does)",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Starts the servers, or joins those of the run this xdist worker belongs to."""
    if READY not in os.environ:
        began = time.monotonic()
        database = early_config.known_args_namespace.database
        try:
            servers = start_servers(database=database)
        except NoServer as error:
            raise pytest.UsageError(str(error)) from None
        early_config.stash[KEY] = servers
        early_config.add_cleanup(servers.stop)
        os.environ[READY] = str(servers.folder)
        os.environ["DATABASE_URL"] = servers.database_url
        os.environ["AKTIONSKASSE_TEST_REDIS"] = servers.redis_url
        names = "SQLite" if database == "sqlite" else "PostgreSQL"
        print(f"{names} und Redis-Server bereit nach {time.monotonic() - began:.1f} s", file=sys.stderr)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    os.environ["AKTIONSKASSE_MODE"] = "test"
    os.environ["REDIS_URL"] = f"{os.environ['AKTIONSKASSE_TEST_REDIS']}/{int(worker.removeprefix('gw')) % 16}"
    folder = Path(os.environ[READY]) / worker
    folder.mkdir(exist_ok=True)
    os.environ["AKTIONSKASSE_DATA_DIR"] = str(folder)


def pytest_configure(config: pytest.Config) -> None:
    """Here the settings are loaded: the database layer can be taught to empty guarded tables."""
    if os.environ.get("DJANGO_SETTINGS_MODULE"):
        from tests.infra.flush import allow_emptying_guarded_tables

        allow_emptying_guarded_tables()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A file or a long text is no name: some differ from process to process, and then no test would run."""
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 60) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share a costly process run in the same xdist worker."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        for name in ("celery_worker", "browser"):
            if name in fixtures:
                item.add_marker(pytest.mark.xdist_group(name))
                break

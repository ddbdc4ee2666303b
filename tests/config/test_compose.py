"""What docker-compose.yml and Dockerfile promise, and that what they name exists."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from config.celery import app

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
OURS = ("migrate", "web", "worker", "beat")
LASTING = ("web", "worker", "beat", "postgres", "redis")


def test_services_are_the_six() -> None:
    assert set(SERVICES) == {*OURS, "postgres", "redis"}


@pytest.mark.parametrize("name", LASTING)
def test_service_starts_again(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", LASTING)
def test_service_is_watched(name: str) -> None:
    in_image = name == "web" and "HEALTHCHECK" in DOCKERFILE
    assert in_image or SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_service_waits_for_migration_and_servers(name: str) -> None:
    conditions = {other: value["condition"] for other, value in SERVICES[name]["depends_on"].items()}
    assert conditions == {
        "migrate": "service_completed_successfully",
        "postgres": "service_healthy",
        "redis": "service_healthy",
    }


@pytest.mark.parametrize("name", OURS)
def test_service_has_few_rights(name: str) -> None:
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_secrets_come_from_files() -> None:
    assert all(set(secret) == {"file"} for secret in COMPOSE["secrets"].values())
    environment = SERVICES["web"]["environment"]
    files = {name: value for name, value in environment.items() if name.endswith("_FILE")}
    assert files == {
        "SECRET_KEY_FILE": "/run/secrets/secret_key",
        "IBAN_KEY_FILE": "/run/secrets/iban_key",
        "DATABASE_PASSWORD_FILE": "/run/secrets/database_password",
        "REDIS_PASSWORD_FILE": "/run/secrets/redis_password",
        "EMAIL_HOST_PASSWORD_FILE": "/run/secrets/email_password",
    }
    plain = {name for name in environment if re.search("PASSWORD|SECRET|KEY", name)} - files.keys()
    assert plain == set()


def test_secrets_in_use_are_declared() -> None:
    used = {secret for service in SERVICES.values() for secret in service.get("secrets", ())}
    assert used == set(COMPOSE["secrets"])


def test_volumes_in_use_are_declared() -> None:
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())}
    assert used == set(COMPOSE["volumes"])


def test_servers_are_not_reachable_from_outside() -> None:
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert [SERVICES[name]["networks"] for name in ("postgres", "redis")] == [["inside"], ["inside"]]
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["web"]


def test_variables_of_the_operator_are_in_the_example() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    asked = set(re.findall(r"\$\{(\w+):\?", text))
    example = (ROOT / "docker" / "env.example").read_text(encoding="utf-8")
    assert asked <= set(re.findall(r"^(\w+)=", example, re.MULTILINE))


def test_environment_names_are_read_by_the_settings() -> None:
    settings = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    names = {name.removesuffix("_FILE") for name in SERVICES["web"]["environment"]}
    assert {name for name in names if f'"{name}"' not in settings} == set()


def test_management_commands_exist() -> None:
    asked = set(re.findall(r"manage\.py['\", ]+(\w+)", DOCKERFILE))
    for service in SERVICES.values():
        for words in (service.get("command"), service.get("healthcheck", {}).get("test")):
            if isinstance(words, list) and "manage.py" in words:
                asked.add(words[words.index("manage.py") + 1])
    assert asked == {"collectstatic", "migrate", "check_heartbeat"}
    assert asked <= set(get_commands())


def test_celery_application_exists() -> None:
    for name in ("worker", "beat"):
        command = SERVICES[name]["command"]
        assert command[:4] == ["celery", "-A", "config.celery:app", name]
    assert app.main == "aktionskasse"


def test_copied_files_exist() -> None:
    sources = [
        source
        for line in DOCKERFILE.splitlines()
        if line.startswith("COPY ") and "--from" not in line
        for source in line.split()[1:-1]
    ]
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_copied_files_reach_the_builder() -> None:
    allowed = {
        line[1:].split("/")[0]
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert apps | {"foundation", "templates", "static", "manage.py", "requirements"} <= allowed


@pytest.mark.parametrize(
    "line",
    [
        "RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev",
        "    && /opt/venv/bin/pip install --require-hashes --only-binary :all: -r /build/prod.txt",
        "USER 10001:10001",
        "VOLUME /data",
        "    AKTIONSKASSE_MODE=production \\",
        "    python manage.py collectstatic --noinput --verbosity 0",
    ],
)
def test_dockerfile_has_line(line: str) -> None:
    assert line in DOCKERFILE.splitlines()


def test_image_runs_threads_and_keeps_no_secret() -> None:
    assert '"--worker-class", "gthread"' in DOCKERFILE
    assert '"--workers", "2", "--threads", "4"' in DOCKERFILE
    assert not re.search(r"^(ENV|ARG).*(SECRET|PASSWORD|KEY)", DOCKERFILE, re.MULTILINE)

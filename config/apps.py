"""The wiring is an app only for its commands (demo, bench)."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Has no models."""

    name = "config"
    label = "config"

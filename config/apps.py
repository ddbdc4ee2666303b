"""The wiring is an app for its commands, and so that Django's start makes the Celery application known."""

from django.apps import AppConfig

from config.celery import app


class ConfigConfig(AppConfig):
    """Has no models."""

    celery = app

    name = "config"
    label = "config"

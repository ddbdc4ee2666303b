"""The worker's entrance: one Celery application, configured by Django's settings."""

import os
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import setup_logging

from config.folder_broker import use_folder_broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

use_folder_broker()
app = Celery("aktionskasse")
# For every thread: a task queued from a web thread must find this application, not an empty one.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def configure_logging(**_kwargs: Any) -> None:
    """The worker writes the same discreet logs as the web."""
    from django.conf import settings  # the settings must not be read before Celery has chosen them

    dictConfig(settings.LOGGING)


setup_logging.connect(configure_logging)

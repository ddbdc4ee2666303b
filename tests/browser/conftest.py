"""Fixtures of the public pages also for the browser."""

from tests.quarter.conftest import fund, office, today

__all__ = ["fund", "office", "today"]

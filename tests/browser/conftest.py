"""Fixtures of the public pages also for the browser, and the town of the residents."""

from tests.browser.resident_town import small, staff, tell, town
from tests.quarter.conftest import fund, office, today

__all__ = ["fund", "office", "small", "staff", "tell", "today", "town"]

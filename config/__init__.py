"""Wiring only: settings, addresses, processes. Nobody but Django and Celery imports this package."""

"""Played scenarios: the life of a fund as a table that experts can read, walked through the real services."""

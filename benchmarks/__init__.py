"""Speeds, measured against a floor in the same run (quality handbook, part 1); never tests."""

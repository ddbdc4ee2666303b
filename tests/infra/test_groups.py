"""Tests of a group run in one process, so that what they share is made once.

pytest-xdist writes the group into the name of the test. A pytest whose names cannot be written takes no
notice of groups, without a word: every place of the machines was walked to twice, and two browsers ran.
"""

import os

import pytest


@pytest.mark.xdist_group("known")
def test_group_stands_in_the_name(request: pytest.FixtureRequest) -> None:
    expected = "@known" if "PYTEST_XDIST_WORKER" in os.environ else "test_group_stands_in_the_name"
    assert request.node.nodeid.endswith(expected)

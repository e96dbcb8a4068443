"""What all tests share: how long hypothesis looks for trouble.

The usual run is the same every time. `HYPOTHESIS_PROFILE=campaign` looks further, and elsewhere each time.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

_SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "default", max_examples=60, deadline=None, derandomize=True, suppress_health_check=_SLOW_IS_FINE
)
settings.register_profile("campaign", max_examples=4000, deadline=None, suppress_health_check=_SLOW_IS_FINE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the pictures of the README be made anew from a test run."""
    parser.addoption("--update-snapshots", action="store_true", help="keep the app's pictures as they now are")

"""What all tests share: where and when they run, in which order, and how long hypothesis looks for trouble.

The usual run is the same every time. `HYPOTHESIS_PROFILE=campaign` looks further, and elsewhere each time.
"""

from __future__ import annotations

import gc
import os
import random
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.surroundings import Kept, Whereabouts, letbes_folders
from tests.watch import Watch
from tracker.service import new_ids

_SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "default", max_examples=10, deadline=None, derandomize=True, suppress_health_check=_SLOW_IS_FINE
)
settings.register_profile("campaign", max_examples=4000, deadline=None, suppress_health_check=_SLOW_IS_FINE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

KEPT = pytest.StashKey[Kept]()
WATCH = pytest.StashKey[Watch]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests run as on another day or elsewhere, and the pictures of the README be made anew."""
    usual = Whereabouts()
    parser.addoption("--as-on", default=usual.moment, help="the moment at which the tests run: 2028-02-29T23:30")
    parser.addoption("--in-zone", default=usual.zone, help="the zone in which they run: Pacific/Apia")
    parser.addoption("--in-locale", default=usual.locale, help="the locale in which they run: C")
    parser.addoption("--in-order", metavar="SEED", help="the tests in an order that this number shuffles")
    parser.addoption("--update-snapshots", action="store_true", help="keep the app's pictures as they now are")


@pytest.hookimpl(trylast=True)  # whoever gives out folders is there
def pytest_configure(config: pytest.Config) -> None:
    """Leave the machine's surroundings, in each process that runs tests."""
    if config.getoption("dist", "no") != "no" and not hasattr(config, "workerinput"):
        return
    # Behind another program, or a terminal that may close, these are ignored, and by every child with us.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    watch = config.stash[WATCH] = Watch(letbes_folders(), os.environ.get("HOME", ""))
    wished = Whereabouts(*(config.getoption(name) for name in ("as_on", "in_zone", "in_locale")))
    config.stash[KEPT] = Kept(wished)
    watch.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Come back."""
    if KEPT in config.stash:
        config.stash[KEPT].end()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Shuffle the tests where that is asked for."""
    seed = config.getoption("in_order")
    if seed is not None:
        random.Random(seed).shuffle(items)  # noqa: S311 - only an order


def pytest_collection_finish() -> None:
    """Have the garbage collector never look again at what stays to the end: all tests, and all that is loaded.

    It would take a tenth of the run, and processes that tests fork would copy what it touches.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture
def watch(request: pytest.FixtureRequest) -> Watch:
    """Give what watches that no test leaves its surroundings."""
    return request.config.stash[WATCH]


@pytest.fixture(autouse=True)
def surroundings(request: pytest.FixtureRequest, watch: Watch) -> Iterator[Kept]:
    """Run every test in fresh surroundings, and fail one that leaves them."""
    kept = request.config.stash[KEPT]
    with kept.fresh():
        yield kept
    left, watch.found = watch.found, []
    if left:
        pytest.fail("; ".join(left), pytrace=False)


@pytest.fixture(scope="session", autouse=True)
def quick_disk() -> Iterator[None]:
    """Wait for no disk: whether one is asked to write down what it has is told by the disks that tests look into."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _handle: None)
        yield


BY_CHANCE = new_ids.ending
"""What makes ids that never meet; tests that do not look into that have plain ones."""


@pytest.fixture(scope="session", autouse=True)
def plain_ids() -> Iterator[None]:
    """Make the ids of what is new of its name alone, so that tests can say them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(new_ids, "ending", lambda: "")
        yield

"""The demo, and phones for its people."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser.phone import Phone
from tests.browser.stage import CHROMIUM, Demo, Person, chromium, running_demo

SMALL_PHONE: ViewportSize = {"width": 360, "height": 740}

PhoneOf = Callable[[Person], Phone]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave these tests out where there is no browser, and say so."""
    reason = "left out: the whole way of a tip in the browser; it needs Debian's Chromium: apt-get install chromium"
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.skipif(CHROMIUM is None, reason=reason))


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo that was started once: what its people have done is recorded for all processes of a run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "begun-demo"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            with running_demo(folder.with_suffix(".half")):
                pass
            folder.with_suffix(".half").rename(folder)
    return folder


@pytest.fixture(scope="session")
def demo(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, with its sample people and their year."""
    data = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(begun, data)
    with running_demo(data) as running:
        yield running


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Chromium; one for each test, because its event loop must have ended before other tests begin theirs."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def phone_of(browser: Browser, demo: Demo) -> PhoneOf:
    """Open the chat of one of the demo's people, each in a browser of their own, on a small phone."""

    def opened(person: Person) -> Phone:
        return Phone.of(person, browser.new_context(viewport=SMALL_PHONE).new_page(), demo.address)

    return opened

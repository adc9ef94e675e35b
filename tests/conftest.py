"""What every test shares: databases, hypothesis profiles, the browser and its guards."""

import os
import shutil

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from mapping.texts import compile_catalogues

# Examples per property. A day at the desk, CI on two cores, the same once more on a second database, a night's search.
for profile, examples in {"dev": 25, "ci": 30, "again": 6, "thorough": 2000}.items():
    hypothesis_settings.register_profile(
        profile,
        max_examples=examples,
        deadline=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
# A machine without a screen and, perhaps, with a network that answers nobody but itself.
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="run only tests that use the database (the rest gives the same answer on each)",
    )


def pytest_configure():
    # Dutch pages are tested too, and a clone holds no compiled catalogue.
    compile_catalogues()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark what opens a browser, and drop what has no need of a second database."""
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
    if config.getoption("--only-database"):
        kept = [item for item in items if uses_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if not uses_database(item)])
        items[:] = kept


def uses_database(item):
    databases = {"db", "transactional_db", "django_db_setup", "live_server"}
    return bool(databases & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite is tested as a file, since waiting writers and the live server meet only there."""
    from django.db import connections

    settings = connections["default"].settings_dict
    if settings["ENGINE"].endswith("sqlite3"):
        settings["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test database holds the register of municipalities, as every installation does."""
    with django_db_blocker.unblock():
        load_register()


@pytest.fixture(autouse=True)
def field_of_now(monkeypatch):
    """The snapshot follows every change at once: on a busy machine it may be that of the test before, for a minute."""
    monkeypatch.setattr("mapping.snapshot.current.QUICK", float("inf"))


@pytest.fixture
def reference(db):
    """The register and the gazetteer, loaded anew when a transactional test before this one emptied the tables."""
    load_register()


@pytest.fixture(autouse=True)
def _language_of_the_site():
    """Each test begins in Dutch: a page that was asked for in English leaves its language to the thread."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def english():
    """Messages are told in the language of their source."""
    with translation.override("en"):
        yield


def load_register():
    from municipalities.models import Municipality
    from municipalities.reference_loading import load_reference

    if not Municipality.objects.exists():
        load_reference()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, never a browser that a tool would download."""
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    return {**browser_type_launch_args, "executable_path": found, "args": BROWSER_FLAGS}


@pytest.fixture(scope="session")
def base_url():
    """A browser test names the live server itself; pytest-playwright's own fixture warns on this pytest."""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture
def console_errors():
    """What the page complained of. A test that expects a complaint asserts it and clears the list."""
    return []


@pytest.fixture
def page(page, console_errors):
    """A page that fails its test on any error of the console, of a script, or of the CSP."""
    page.on(
        "console",
        lambda message: console_errors.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: console_errors.append(str(error)))
    yield page
    assert not console_errors, console_errors

"""The settings under test: Kustlijn's own, with a folder and a key that belong to the test run.

A test that needs production settings starts a process with a production environment.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only for tests, and nothing outside a test run is signed with it")
os.environ.setdefault("DEBUG", "1")
# Playwright keeps an event loop in the main thread, and tests ask the database from there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

if "DATA_DIR" not in os.environ:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="kustlijn-test-")
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if worker and Path(os.environ["DATA_DIR"]).name != worker:
    os.environ["DATA_DIR"] = str(Path(os.environ["DATA_DIR"]) / worker)
Path(os.environ["DATA_DIR"]).mkdir(parents=True, exist_ok=True)

from mapping.settings import *  # noqa: E402, F403

# Argon2 is slow on purpose, which a test of anything else need not wait for.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

"""Settings: every choice of a deployment comes from the environment (see docs/operations.md)."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def setting(name, *, default=None, why=""):
    """One value from the environment; a missing (or empty) one without default says what to do."""
    value = os.environ.get(name, default)
    if value is None or (value == "" and default is None):
        raise ImproperlyConfigured(f"Set the environment variable {name}: {why} See docs/operations.md.")
    return value


def switch(name, *, default):
    """A setting that is on ("1") or off ("0"); anything else is refused, so that a typo turns nothing off."""
    value = setting(name, default=default) or default
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} is {value!r}: write 1 for on or 0 for off. See docs/operations.md.")
    return value == "1"


def listed(name, *, default=""):
    """A setting that holds several values with commas between them."""
    return [part.strip() for part in setting(name, default=default).split(",") if part.strip()]


def malformed(name, advice):
    """The refusal of a setting that says nothing usable. Its value stays unsaid: an address may hold a password."""
    return ImproperlyConfigured(f"{name} cannot be used: {advice} See docs/operations.md.")


def database(address):
    """The database at an address. Only the two that the tests run on are taken."""
    advice = "write postgres://user:password@host:5432/name, with @ as %40 and / as %2F in a password."
    try:
        found = dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True)
    except ValueError as error:
        raise malformed("DATABASE_URL", advice) from error
    if found["ENGINE"] not in ("django.db.backends.postgresql", "django.db.backends.sqlite3") or not found["NAME"]:
        raise malformed("DATABASE_URL", advice)
    return found


def broker(address):
    """The address of Redis, or empty."""
    if address and not (address.startswith(("redis://", "rediss://")) and urlsplit(address).hostname):
        raise malformed("REDIS_URL", "write redis://host:6379/0.")
    return address


def tile_host(address):
    """The origin that the content security policy must allow for map tiles: ``https://host``."""
    parts = urlsplit(address.replace("{s}.", "*."))
    if parts.scheme != "https" or not parts.netloc or not all(part in address for part in ("{z}", "{x}", "{y}")):
        raise ImproperlyConfigured(
            f"MAP_TILES_URL is {address!r}: write a full https address with {{z}}, {{x}} and {{y}}. "
            "See docs/operations.md."
        )
    return f"{parts.scheme}://{parts.netloc}"


DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "data")
DEBUG = switch("DEBUG", default="0")
HTTPS = switch("HTTPS", default="1")
SECRET_KEY = setting("SECRET_KEY", why="a long random text, at least 50 characters, that signs cookies and forms.")
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", default="127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "mapping.staticfiles_storage.PublishedStaticFiles",
    "django.contrib.humanize",
    "django_filters",
    "django_htmx",
    "leaflet",
    "csp",
    "curation",
    "municipalities",
    "initiatives",
    "collaborations",
    "mapping",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "mapping.urls"
WSGI_APPLICATION = "mapping.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASE_URL = setting("DATABASE_URL", default="")
if DATABASE_URL:
    DATABASES = {"default": database(DATABASE_URL)}
else:
    # Not written as an address, because a folder may hold any character.
    DATABASES = {
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA_DIR / "kustlijn.sqlite3")},
    }
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    # Without these a writer that waits for another gets "database is locked" at once.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    # Seconds. A page must not wait for ever for a database that does not answer.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "curation.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or DATA_DIR / "static")
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "mapping.staticfiles_storage.HashedStaticFilesStorage",
    },
}

REDIS_URL = broker(setting("REDIS_URL", default=""))
DATA_LICENCE = setting("DATA_LICENCE", default="CC BY 4.0")
CONTACT_ADDRESS = setting("CONTACT_ADDRESS", default="")
PDOK_URL = setting("PDOK_URL", default="https://api.pdok.nl/cbs/gebiedsindelingen/ogc/v1")
MAP_TILES_URL = setting("MAP_TILES_URL", default="")
MAP_TILES_CREDIT = setting("MAP_TILES_CREDIT", default="")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([tile_host(MAP_TILES_URL)] if MAP_TILES_URL else [])],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SESSION_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS and not DEBUG:
    SECURE_SSL_REDIRECT = True
    # A health check comes from the same machine, over plain HTTP.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True

LOG_LEVEL = setting("LOG_LEVEL", default="WARNING") or "WARNING"
if LOG_LEVEL not in ("DEBUG", "INFO", "WARNING", "ERROR"):
    raise malformed("LOG_LEVEL", "write DEBUG, INFO, WARNING or ERROR.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {"django": {"handlers": [], "level": LOG_LEVEL, "propagate": True}},
}

# The worker and the scheduler; mapping/celery.py says what runs when. Times are in seconds.
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    "visibility_timeout": 3600,
}
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
# A job may run twice and has one effect, so a job whose worker died is handed out again.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SOFT_TIME_LIMIT = 300
CELERY_TASK_TIME_LIMIT = 360
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE

"""Every setting, from the environment; what is not set is safe. docs/settings.md lists them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from claimtrack import __version__
from claimtrack.environment import (
    choice,
    database_address,
    env,
    networks,
    number,
    origins,
    switch,
)
from claimtrack.secret_key import kept_secret_key

BASE_DIR = Path(__file__).resolve().parents[1]

# Where everything that is written goes: database, secret key, captures, static files.
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).expanduser().resolve()
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(
        f"DATA_DIR is {DATA_DIR}, which cannot be made ({error.strerror}): "
        "set it to a folder that can be written."
    ) from error

# Safety

DEBUG = switch("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret_key(DATA_DIR / "secret_key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

HTTPS = switch("HTTPS", True)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = number("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
X_FRAME_OPTIONS = "DENY"

# A header that a proxy sets and clients cannot: without such a proxy anybody could claim HTTPS.
PROXY_SSL_HEADER = env.str("PROXY_SSL_HEADER", "")
if PROXY_SSL_HEADER:
    SECURE_PROXY_SSL_HEADER = ("HTTP_" + PROXY_SSL_HEADER.upper().replace("-", "_"), "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the documentation page draws its icons as data
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# Apps

INSTALLED_APPS = [
    "claimtrack.accounts",
    "claimtrack.db",
    "sources",
    "claims",
    "simple_history",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "corsheaders",
    "csp",
    "claimtrack.apps.ClaimtrackAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "claimtrack.apps.ClaimtrackStaticFilesConfig",
]

# Scripts of other sites may read the API from these; none of them with a session.
CORS_ORIGINS = origins("CORS_ORIGINS")
CORS_ALLOW_ALL_ORIGINS = CORS_ORIGINS == ["*"]
CORS_ALLOWED_ORIGINS = [] if CORS_ALLOW_ALL_ORIGINS else CORS_ORIGINS
CORS_ALLOW_CREDENTIALS = False
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST"]
CORS_ALLOW_HEADERS = [
    "accept", "authorization", "content-type", "if-match", "if-none-match", "x-change-reason",
]  # fmt: skip
CORS_EXPOSE_HEADERS = ["etag", "location", "retry-after", "x-changed-since"]

MIDDLEWARE = [
    *(["corsheaders.middleware.CorsMiddleware"] if CORS_ORIGINS else []),
    "django.middleware.security.SecurityMiddleware",
    "claimtrack.rest.body_limit.limit_bodies",
    "claimtrack.of_pages.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "claimtrack.of_pages.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "claimtrack.urls"
WSGI_APPLICATION = "claimtrack.wsgi.application"
ASGI_APPLICATION = "claimtrack.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "claimtrack" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database

SQLITE_SYNCHRONOUS = choice("SQLITE_SYNCHRONOUS", "FULL", among=("NORMAL", "FULL", "EXTRA"))


def database() -> dict[str, Any]:
    """Give the one database: DATABASE_URL's, else an SQLite file in DATA_DIR."""
    if env.str("DATABASE_URL", ""):
        config = database_address("DATABASE_URL")
    else:
        # Not by way of an address, in which a space or # in the folder's name would go wrong.
        config = {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA_DIR / "claimtrack.sqlite3"),
        }
    config["CONN_MAX_AGE"] = number("CONN_MAX_AGE", None)
    match config["ENGINE"]:
        case "django.db.backends.sqlite3":
            config["OPTIONS"] = sqlite_options() | config.get("OPTIONS", {})
        case "django.db.backends.postgresql":
            config["CONN_HEALTH_CHECKS"] = True
        case engine:
            raise ImproperlyConfigured(
                f"DATABASE_URL names the engine {engine}: "
                "it must begin with postgres:// or sqlite:///."
            )
    return config


def sqlite_options() -> dict[str, Any]:
    """Give the options with which readers never wait, and writers wait their turn, not fail."""
    pragmas = {
        "journal_mode": "WAL",
        "synchronous": SQLITE_SYNCHRONOUS,
        "temp_store": "MEMORY",
        "cache_size": -64 * 1024,  # negative: KiB instead of pages
        "mmap_size": 1024**3,  # bytes
    }
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds
        "init_command": " ".join(f"PRAGMA {name}={value};" for name, value in pragmas.items()),
    }


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and programs

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

KNOX_TOKEN_MODEL = "accounts.Token"
REST_KNOX = {
    "TOKEN_TTL": timedelta(days=number("TOKEN_DAYS", 90, least=1)),
    "TOKEN_PREFIX": "ct_",
}

# Limits: 0 is none

TRUSTED_PROXIES = networks("TRUSTED_PROXIES")
WORKERS = number("WEB_CONCURRENCY", 1, least=1)  # gunicorn's own name for it
REQUESTS_PER_MINUTE = number("REQUESTS_PER_MINUTE", 3_000)
LOGINS_PER_ACCOUNT = number("LOGINS_PER_ACCOUNT", 10)
LOGINS_PER_ADDRESS = number("LOGINS_PER_ADDRESS", 50)

# REST

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "claimtrack.accounts.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["claimtrack.rest.access.AsDeclared"],
    "DEFAULT_THROTTLE_CLASSES": ["claimtrack.rest.throttling.RequestThrottle"],
    "DEFAULT_METADATA_CLASS": "claimtrack.rest.methods.Methods",
    "DEFAULT_RENDERER_CLASSES": ["claimtrack.rest.rendering.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["claimtrack.rest.parsing.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "claimtrack.rest.pagination.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "claimtrack.rest.describing.Schema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "URL_FORMAT_OVERRIDE": None,  # there is one format, and ?format= is as unknown as any other
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "TEST_REQUEST_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
}

DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "claimtrack.rest.errors.ExceptionHandler",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "claimtrack",
    "DESCRIPTION": "Who said what, where, in which exact words, on whose behalf, and is it so.",
    "VERSION": __version__,
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "/favicon.ico",
    "OAS_VERSION": "3.1.0",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "claimtrack.rest.describing_refusals.add_refusals",
    ],
    "ENUM_NAME_OVERRIDES": {
        "SourceKindEnum": "sources.models.Source.Kind",
        "SourceStatusEnum": "sources.models.Source.Status",
        "SpeakerKindEnum": "claims.models.Speaker.Kind",
        "QuoteKindEnum": "claims.models.Quote.Kind",
        "ClaimKindEnum": "claims.models.Claim.Kind",
        "QuoteRelationKindEnum": "claims.models.QuoteRelation.Kind",
        "ClaimRelationKindEnum": "claims.models.ClaimRelation.Kind",
        "LinkRoleEnum": "claims.models.Attribution.Role",
        "RecordStatusEnum": "claims.models.Quote.Status",
        "PublishedEnum": ["published"],
        "WithdrawnEnum": ["withdrawn"],
        "PublishedOrWithdrawnEnum": ["published", "withdrawn"],
        "FaultKindEnum": "claimtrack.rest.describing_refusals.KINDS",
    },
}

# What a form may send. A text has up to 5,000,000 code points, each up to 12 bytes in a form.
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024**2  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # of which a row of parts takes three

# Files

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "claimtrack" / "static"]
WHITENOISE_ROOT = BASE_DIR / "claimtrack" / "public"  # what browsers ask for by its name
MEDIA_ROOT = DATA_DIR / "captures"  # never served: there is no address for it
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "claimtrack.staticfiles.StaticStorage"},
}

# Language, time, log

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

LOG_LEVEL = choice("LOG_LEVEL", "INFO", among=("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    # Django's own handlers would write to the console in DEBUG only, and send e-mail.
    "loggers": {"django": {"handlers": [], "level": LOG_LEVEL, "propagate": True}},
}

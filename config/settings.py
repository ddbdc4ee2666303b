"""All settings, in the order of Django's own documentation.

AKTIONSKASSE_MODE chooses between three ways of running:
demo        SQLite and a folder as message broker, only for this machine (the default)
test        the servers that the test run has started
production  PostgreSQL and Redis, secrets from files, unsafe values refused
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config.database import parse_database_url, with_password
from config.env import StartRefused, env_bool, env_int, env_list, env_secret, env_text, make_folders
from config.logs import logging_settings
from config.production import SAMPLE_KEY, refuse_unsafe

BASE_DIR = Path(__file__).resolve().parent.parent
MODE = env_text("AKTIONSKASSE_MODE", "demo", choices=("demo", "test", "production"))
IS_DEMO = MODE == "demo"
IS_TEST = MODE == "test"
IS_PRODUCTION = MODE == "production"
# Which commit of the program this is, for the procedure documentation; nobody has to say it.
RELEASE_COMMIT = env_text("AKTIONSKASSE_COMMIT", "")

# Where everything that is written at run time lives: files, the demo's database, its broker.
DATA_DIR = Path(env_text("AKTIONSKASSE_DATA_DIR", str(BASE_DIR / "data" / MODE))).resolve()
NODE_MODULES = Path(env_text("AKTIONSKASSE_NODE_MODULES", str(BASE_DIR / "node_modules")))
if IS_DEMO:
    make_folders(DATA_DIR, DATA_DIR / "broker" / "messages", DATA_DIR / "broker" / "control")

# --- Core ------------------------------------------------------------------------------------------------

DEBUG = env_bool("AKTIONSKASSE_DEBUG", False)
SECRET_KEY = env_secret("SECRET_KEY", None if IS_PRODUCTION else SAMPLE_KEY)
# The first line seals, the others only open: see docker/README.md for how a key is changed.
IBAN_KEYS = env_secret("IBAN_KEY", None if IS_PRODUCTION else SAMPLE_KEY).split()
SECRET_KEY_FALLBACKS = [key for key in [env_secret("SECRET_KEY_OLD", "")] if key]
ALLOWED_HOSTS = env_list(
    "ALLOWED_HOSTS", [] if IS_PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
PUBLIC_URL = env_text("PUBLIC_URL", "" if IS_PRODUCTION else "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", [PUBLIC_URL] if IS_PRODUCTION and PUBLIC_URL else [])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_fsm",
    "foundation.languages",
    "foundation.audit",
    "foundation.outbox",
    "foundation.files",
    "foundation.accounts",
    "applicants",
    "grants",
    "quarter",
    "reports",
    "config",
]

MIDDLEWARE = [
    "config.security.SecurityHeadersMiddleware",
    "config.gate.GateMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "foundation.languages.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "applicants.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.installation",
                "config.navigation.office_navigation",
                "quarter.context.help_box",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.insert(0, "django.forms")

# --- Database --------------------------------------------------------------------------------------------

DATABASES = {
    "default": parse_database_url(
        env_text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'aktionskasse.sqlite3'}" if IS_DEMO else None),
        password=env_secret("DATABASE_PASSWORD", ""),
    )
}

# --- E-mail: written to the outbox first; only production sends ------------------------------------------

EMAIL_BACKEND = "django.core.mail.backends.{}.EmailBackend".format(
    {"demo": "dummy", "test": "locmem", "production": "smtp"}[MODE]
)
EMAIL_HOST = env_text("EMAIL_HOST", "")
EMAIL_PORT = env_int("EMAIL_PORT", 465, minimum=1, maximum=65535)
EMAIL_HOST_USER = env_text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env_secret("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = True  # never STARTTLS: when that fails, mail may go out in clear text
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env_text("DEFAULT_FROM_EMAIL", "aktionskasse@localhost")

# --- Language, time --------------------------------------------------------------------------------------

LANGUAGE_CODE = "de"
# Each by its own name, as the menu shows it. German is the source; the others are catalogues in locale/.
LANGUAGES = [("de", "Deutsch"), ("en", "English"), ("uk", "Українська"), ("ru", "Русский"), ("ar", "العربية")]
# What the menu shows: every sentence of these is translated. The others can be reached by their address.
OFFERED_LANGUAGES = ("de", "uk", "ru", "ar")
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

# --- Files -----------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
# The demo and the tests serve straight from the sources: no collecting before the first page.
STATIC_ROOT = (
    env_text("AKTIONSKASSE_STATIC_ROOT", str(BASE_DIR / "static_collected")) if IS_PRODUCTION else None
)
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [
    BASE_DIR / "static",
    ("kern", NODE_MODULES / "@kern-ux" / "native" / "dist"),
    ("htmx", NODE_MODULES / "htmx.org" / "dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IS_PRODUCTION
WHITENOISE_AUTOREFRESH = IS_TEST

MEDIA_ROOT = DATA_DIR / "files"  # outside the web root: downloads ask for the permission first
FILE_UPLOAD_HANDLERS = [
    "foundation.files.upload_handlers.HashOnly",
    "foundation.files.upload_handlers.StopKeepingAtLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

_NOTO = NODE_MODULES / "@expo-google-fonts" / "noto-sans"
_NOTO_ARABIC = NODE_MODULES / "@expo-google-fonts" / "noto-sans-arabic"
PDF_FONTS = {
    "regular": _NOTO / "400Regular" / "NotoSans_400Regular.ttf",
    "italic": _NOTO / "400Regular_Italic" / "NotoSans_400Regular_Italic.ttf",
    "bold": _NOTO / "700Bold" / "NotoSans_700Bold.ttf",
    "bold_italic": _NOTO / "700Bold_Italic" / "NotoSans_700Bold_Italic.ttf",
    "arabic": _NOTO_ARABIC / "400Regular" / "NotoSansArabic_400Regular.ttf",
    "arabic_bold": _NOTO_ARABIC / "700Bold" / "NotoSansArabic_700Bold.ttf",
}

# --- People ----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/anmelden/"
LOGIN_REDIRECT_URL = "/buero/"
LOGOUT_REDIRECT_URL = "/"
# Of every invented person; shown on the page of demo sign-ins.
DEMO_PASSWORD = "vorfuehrung-im-quartier"  # noqa: S105  shown to everybody; the demo holds nothing real
OTP_TOTP_ISSUER = "Aktionskasse"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},  # NIST SP 800-63B-4 for a password that may be the only factor
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if IS_TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; no real password here

# --- Cookies, transport ----------------------------------------------------------------------------------

# Browsers share cookies between the ports of one machine: two demos side by side need names of their own.
_PREFIX = "__Host-" if IS_PRODUCTION else ""
_SUFFIX = f"-{urlsplit(PUBLIC_URL).port}" if IS_DEMO else ""
SESSION_COOKIE_NAME = f"{_PREFIX}aktionskasse-sitzung{_SUFFIX}"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_SECURE = IS_PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would sign people out who follow the link in their mail
CSRF_COOKIE_NAME = f"{_PREFIX}aktionskasse-csrf{_SUFFIX}"
CSRF_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "grants.views.resident_resume.csrf_failure"
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin"  # config.security says why
SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^gesundheit/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
BEHIND_PROXY = env_bool("AKTIONSKASSE_BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # X-Frame-Options is set by config.security for every answer
    "security.W021",  # the browsers' preload list is the operator's own decision
]

# --- Celery ----------------------------------------------------------------------------------------------

_BROKER_FOLDER = DATA_DIR / "broker"
CELERY_BROKER_URL = (
    "folder://localhost"
    if IS_DEMO
    else with_password(env_secret("REDIS_URL"), env_secret("REDIS_PASSWORD", ""))
)
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {
        "data_folder_in": str(_BROKER_FOLDER / "messages"),
        "data_folder_out": str(_BROKER_FOLDER / "messages"),
        "control_folder": str(_BROKER_FOLDER / "control"),
        "polling_interval": 0.1,
    }
    if IS_DEMO
    # Longer than the longest task; no task is ever queued for later, so nothing else can exceed it.
    else {"visibility_timeout": 900, "unacked_restore_throttle": 1, "unacked_restore_interval": 10}
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
# The folder broker looks for finished tasks only every two seconds once its window is full: keep it wide.
CELERY_WORKER_PREFETCH_MULTIPLIER = 16 if IS_DEMO else 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
# Intervals, not times of day: every run asks "what is due?", so a clock change loses and doubles nothing.
CELERY_BEAT_SCHEDULE = {
    "outbox.sweep": {"task": "outbox.sweep", "schedule": 5.0 if IS_DEMO else 15.0},
    "outbox.heartbeat": {"task": "outbox.heartbeat", "schedule": 10.0 if IS_DEMO else 30.0},
    "grants.daily": {"task": "grants.daily", "schedule": 60.0 if IS_DEMO else 3600.0},
    "reports.subscriptions": {"task": "reports.subscriptions", "schedule": 60.0 if IS_DEMO else 600.0},
    "files.clean": {"task": "files.clean", "schedule": 6 * 3600.0},
    "accounts.clean": {"task": "accounts.clean", "schedule": 3600.0},
}

# --- Logs ------------------------------------------------------------------------------------------------

LOGGING = logging_settings(
    env_text(
        "AKTIONSKASSE_LOG_LEVEL",
        "INFO" if IS_PRODUCTION else "WARNING",
        choices=("DEBUG", "INFO", "WARNING", "ERROR"),
    )
)

if IS_PRODUCTION:
    refuse_unsafe(globals())
elif DEBUG and not IS_DEMO:
    raise StartRefused("AKTIONSKASSE_DEBUG gibt es nur in der Demo.")

"""Settings: everything an installation may say about itself comes from the environment."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

ROOMS = [
    "kit", "people", "journal", "clients", "roles", "sources", "leads", "tenders", "briefs", "deals", "projects",
    "work", "acceptance", "money", "growth", "team", "bonus", "pulse", "portal", "site",
]  # fmt: skip

BASE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("SVYAZKA_HOME", Path.home() / ".svyazka"))
FILES_DIR = Path(os.environ.get("SVYAZKA_FILES", HOME / "files"))
SECRET_KEY = os.environ.get("SVYAZKA_SECRET_KEY", "not-for-use-outside-of-tests")
DEBUG = os.environ.get("SVYAZKA_DEBUG") == "1"
DEMO = os.environ.get("SVYAZKA_DEMO") == "1"
SITE_ADDRESS = os.environ.get("SVYAZKA_ADDRESS", "http://127.0.0.1:8000")  # in the links of letters
EMBEDDED_WORKER = os.environ.get("SVYAZKA_WORKER") == "inline"
ALLOWED_HOSTS = os.environ.get("SVYAZKA_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("SVYAZKA_ORIGINS", "").split(",") if origin]


def _pool() -> dict:
    """Return how many connections a process keeps open; tests and commands open their own."""
    most = int(os.environ.get("SVYAZKA_POOL", "0"))
    return {"pool": {"min_size": 1, "max_size": most, "timeout": 20}} if most else {}


def _database(url: str) -> dict:
    told = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(told.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(told.path.lstrip("/")),
        "USER": unquote(told.username or "") or query.pop("user", ""),
        "PASSWORD": unquote(told.password or ""),
        "HOST": unquote(told.hostname or "") or query.pop("host", ""),  # a query is decoded already
        "PORT": str(told.port or query.pop("port", "")),
        "CONN_MAX_AGE": 0,  # each request has its own thread: a connection kept by a thread would never be used again
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: value for key, value in query.items() if key not in ("user", "host", "port")} | _pool(),
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgresql:///svyazka"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django_htmx",
    "ninja",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "pgtrigger",
    "procrastinate.contrib.django",
    *(f"svyazka.{room}" for room in ROOMS),
]

MIDDLEWARE = [
    "svyazka.site.refusals.ProblemsOfTheApi",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "svyazka.kit.http.NoStore",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "svyazka.kit.memo.RequestMemory",
    "svyazka.people.middleware.Reader",
    "svyazka.kit.http.Readable",
    "svyazka.kit.idempotency.Idempotency",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "svyazka.site.accounts.Sessions",
    "svyazka.kit.http.SeenVersion",
    "svyazka.site.refusals.WrongMethodPage",
    "svyazka.site.refusals.RefusalPage",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "svyazka.site.urls"
ASGI_APPLICATION = "svyazka.site.asgi.application"
AUTH_USER_MODEL = "people.Person"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [BASE / "templates", *(BASE.parent / room / "templates" for room in ROOMS)],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "svyazka.kit.jinja.environment",
            "context_processors": [*_CONTEXT, "svyazka.site.shell.shell"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "DIRS": [BASE / "allauth_templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": [*_CONTEXT, "svyazka.site.shell.shell", "svyazka.site.shell.built"]},
    },
]
FORM_RENDERER = "svyazka.kit.selects.Renderer"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if os.environ.get("SVYAZKA_TEST") == "1":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "svyazka.site.accounts.Accounts"
ACCOUNT_FORMS = {"reset_password": "svyazka.site.accounts.ResetForm", "user_token": "svyazka.site.accounts.ResetKeyForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Svyazka"
MFA_TOTP_TOLERANCE = 1  # a phone whose clock is half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SITE_ADDRESS.startswith("https://")  # passkeys on localhost
USERSESSIONS_TRACK_ACTIVITY = True
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_ENABLED = os.environ.get("SVYAZKA_AXES", "1") == "1"
AXES_VERBOSE = False

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_COOKIES = os.environ.get("SVYAZKA_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000  # an estimate of five hundred lines, eleven fields each, and what is passed on

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [BASE.parent / room / "locale" for room in ROOMS]

STATIC_URL = "/static/"
STATIC_ROOT = None
STATICFILES_DIRS = []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

EMAIL_BACKEND = "svyazka.kit.post.Outbox"  # letters are kept with the act and sent by the queue
EMAIL_HOST = os.environ.get("SVYAZKA_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("SVYAZKA_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SVYAZKA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SVYAZKA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SVYAZKA_SMTP_TLS") == "1"
EMAIL_TIMEOUT = 30
MAIL_READY = bool(EMAIL_HOST) and not DEMO
MAIL_DOMAIN = os.environ.get("SVYAZKA_MAIL_DOMAIN", "svyazka.localhost")  # in the Message-ID of our letters
MAILBOXES = os.environ.get("SVYAZKA_MAILBOXES", "").split()  # imaps://name:password@host/INBOX?source=search, read each minute
DEFAULT_FROM_EMAIL = os.environ.get("SVYAZKA_FROM", "svyazka@localhost")

PGTRIGGER_MIGRATIONS = True
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # every room's jobs are found before the queue is made

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("SVYAZKA_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["models.W042", "auth.W004"]
TEST_RUNNER = "django.test.runner.DiscoverRunner"

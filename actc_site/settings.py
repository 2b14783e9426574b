"""Settings of the site. One file: the defaults run everything on one machine, the environment overrides.

FLEDGE_PRODUCTION=1 switches every safety on and refuses to start without FLEDGE_SECRET_KEY and FLEDGE_HOSTS.
"""

from __future__ import annotations

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

PRODUCTION: bool = env.bool("FLEDGE_PRODUCTION", default=False)
# Debug pages show what a family typed; no setting can bring them into production.
DEBUG: bool = not PRODUCTION and env.bool("FLEDGE_DEBUG", default=True)

# The development key protects nothing but a developer's own machine; production has no default.
SECRET_KEY: str = env.str("FLEDGE_SECRET_KEY", default="" if PRODUCTION else "only-for-development-" + "x" * 40)
ALLOWED_HOSTS: list[str] = env.list("FLEDGE_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
if PRODUCTION and not (SECRET_KEY and ALLOWED_HOSTS):
    raise ImproperlyConfigured("Production needs FLEDGE_SECRET_KEY and FLEDGE_HOSTS (comma-separated host names).")
if PRODUCTION and "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("FLEDGE_HOSTS names the hosts of the site; * would let anybody choose one.")
CSRF_TRUSTED_ORIGINS: list[str] = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS] if PRODUCTION else []

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "formtools",
    "django_countries",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "interview",
]

MIDDLEWARE = [
    # The headers come first, so that files and refusals carry them too.
    "csp.middleware.CSPMiddleware",
    "actc_site.headers.strict_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # After the files, which are compressed already. It adds random bytes, so that lengths tell nothing.
    "django.middleware.gzip.GZipMiddleware",
    "actc_site.plain_forms.plain_forms_only",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "actc_site.languages.LanguageInAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "interview.figures.refused_attempts.RefusalsAreKept",
    "interview.advising.accounts.second_factor.SecondFactorFirst",
    "interview.drafts.sample_mark.name_sample_files",
    # No page mixes two revisions of a year's figures.
    "interview.years.one_moment.one_moment_a_request",
]

ROOT_URLCONF = "actc_site.urls"
WSGI_APPLICATION = "actc_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "actc_site.languages.other_languages",
            ],
        },
    },
]
# Form fields are drawn by our own templates/django/forms/*, for labels, hints and messages in our order.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("FLEDGE_CONN_MAX_AGE", default=600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Advisors and admins sign in; an admin makes their accounts. Families need none.
ACCOUNT_ADAPTER = "interview.advising.accounts.sign_in.StaffAccounts"
ACCOUNT_FORMS = {
    "login": "interview.advising.accounts.sign_in.SignInForm",
    "change_password": "interview.advising.accounts.sign_in.PasswordForm",
    "reauthenticate": "interview.advising.accounts.second_factor.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "wrong_share_code": "10/10m/ip",
    "send_code": "10/h/ip,20/d/key",
    "start_draft": "200/h/ip",
    "make_report": "40/h/ip,10/10m/key",
    "make_link": "100/h/ip",
    "invite_staff": "60/h/user",
    "invite_family": "60/h/user",
}
# A second factor for staff: passkeys and security keys, an authenticator app, recovery codes.
REQUIRE_STAFF_MFA: bool = env.bool("FLEDGE_REQUIRE_STAFF_MFA", default=PRODUCTION)
MFA_ADAPTER = "interview.advising.accounts.second_factor.SecondFactors"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Fledge"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# Nobody signs up: an admin has typed the address of an account, and no mail confirms it.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "interview.advising.accounts.second_factor.CodeAtSignInForm",
    "reauthenticate": "interview.advising.accounts.second_factor.CodeAgainForm",
    "activate_totp": "interview.advising.accounts.second_factor.AppForm",
    "add_webauthn": "interview.advising.accounts.second_factor.NewKeyForm",
    "edit_webauthn": "interview.advising.accounts.second_factor.RenameKeyForm",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "advising:drafts"
LOGOUT_REDIRECT_URL = "home"

# Whoever edited figures cannot publish them, unless there is nobody else.
ONE_PERSON_PUBLISHES: bool = env.bool("FLEDGE_ONE_PERSON_PUBLISHES", default=False)

# The largest file that an office may send, in bytes: a table of clients, or households on lines.
LARGEST_UPLOAD = 21 * 1024 * 1024

# Work that can wait is kept in the database and done by `manage.py work`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# How long a worker that was killed keeps what it was at, in seconds; then another one takes it over.
JOB_CLAIM_SECONDS: float = env.float("FLEDGE_JOB_CLAIM_SECONDS", default=60)

# Limits on guessing are counted here. Several server processes must count together, so production keeps the counts in
# the database; migration 0003 makes the table.
CACHES = {
    "default": env.cache_url("FLEDGE_CACHE_URL", default="dbcache://fledge_cache" if PRODUCTION else "locmemcache://")
}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache":
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 50_000}

# Mail: real by SMTP where FLEDGE_EMAIL_URL says so. Otherwise each mail becomes a file that a developer can read.
MAIL_FOLDER = BASE_DIR / ".local" / "mails"
if PRODUCTION or "FLEDGE_EMAIL_URL" in env.ENVIRON:
    vars().update(env.email_url("FLEDGE_EMAIL_URL", default="smtp://localhost:25"))
else:
    EMAIL_BACKEND = "actc_site.mail_files.MailFiles"
    EMAIL_FILE_PATH = str(MAIL_FOLDER)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL: str = env.str("FLEDGE_EMAIL_FROM", default="Fledge <fledge@localhost>")
# Where links in mails lead. Never to the host of a request: whoever asks for a mail could choose it.
SITE_URL: str = env.str(
    "FLEDGE_SITE_URL", default=f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if PRODUCTION else "http://127.0.0.1:8000"
).rstrip("/")
# The key under which e-mail addresses and codes are hashed. With a key of its own, FLEDGE_SECRET_KEY can be changed
# without families losing the way back to their drafts.
ADDRESS_KEY: str = env.str("FLEDGE_ADDRESS_KEY", default=SECRET_KEY)

# How long drafts are kept, in days; `manage.py tidy_drafts` wipes them.
KEEP_DELETED_DRAFTS: int = env.int("FLEDGE_KEEP_DELETED_DRAFTS", default=7)
KEEP_EMPTY_DRAFTS: int = env.int("FLEDGE_KEEP_EMPTY_DRAFTS", default=2)
KEEP_BROWSER_DRAFTS: int = env.int("FLEDGE_KEEP_BROWSER_DRAFTS", default=400)
KEEP_CONFIRMED_DRAFTS: int = env.int("FLEDGE_KEEP_CONFIRMED_DRAFTS", default=548)
REMIND_OF_OPEN_ANSWERS: int = env.int("FLEDGE_REMIND_OF_OPEN_ANSWERS", default=3)
REMIND_OF_REFUND_DATE: int = env.int("FLEDGE_REMIND_OF_REFUND_DATE", default=30)

LANGUAGE_CODE = "en"
# Each in its own name. A language is chosen by the address, and remembered in a cookie.
LANGUAGES = [("en", "English"), ("es", "Español")]
LANGUAGE_COOKIE_NAME = "fledge_language"
LANGUAGE_COOKIE_AGE = 400 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = False
# Our own words come before those of Django and of the libraries, also where the English is the same.
LOCALE_PATHS = [BASE_DIR / "interview" / "locale"]
FORMAT_MODULE_PATH = ["actc_site.formats"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.str("FLEDGE_STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
if PRODUCTION:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

# Sessions belong to staff: families are known by a cookie of their own (interview/drafts/access.py).
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "interview.wizard.refused.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    # The prefix makes browsers refuse these cookies from a subdomain or over plain HTTP.
    SESSION_COOKIE_NAME = "__Host-fledge_staff"
    CSRF_COOKIE_NAME = "__Host-fledge_csrf"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_NAME = "__Host-fledge_language"
    LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("FLEDGE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if env.bool("FLEDGE_BEHIND_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        ALLAUTH_TRUSTED_PROXY_COUNT = 1

# Nothing is allowed that is not named; no inline script or style anywhere, the admin included.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# What people type never reaches a log: no request bodies, no SQL with its values, no variables of a crashed function.
DEFAULT_EXCEPTION_REPORTER_FILTER = "actc_site.error_reports.NothingTyped"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "actc_site.log_lines.WithoutIdentityNumbers",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("FLEDGE_LOG_LEVEL", default="INFO")},
    "loggers": {
        # Without Django's own handlers: one of them mails the whole request to the admins.
        "django": {"handlers": [], "level": "INFO"},
        "django.db.backends": {"level": "INFO"},
        "weasyprint": {"level": "ERROR"},
        # It tells each step of cutting a font to size, for each report.
        "fontTools": {"level": "WARNING"},
        # A developer's server names every address, and that of a shared result is its key.
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}

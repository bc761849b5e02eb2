"""Defines the settings that all environments share; `environment.py` reads those that differ."""

from pathlib import Path

from csp.constants import NONE, SELF

from . import environment
from .files import *  # noqa: F403
from .sign_in import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent.parent

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, whose classes it extends
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "procrastinate.contrib.django",
    "web",
    "jobs",
    "localization",
    "content",
    "backoffice",
    "glossary",
    "accounts",
    "assessments",
    "kpis",
    "translations",
    "authoring",
    "demo",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "simple_history",
    "pgtrigger",
]

MIDDLEWARE = [
    "web.views.health.HealthChecks",  # before anything that asks for the host
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "web.middleware.RejectMalformedSessionCookie",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "web.middleware.AvailableLocaleMiddleware",
    "web.refusals.RefusedByServer",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "web.refusals.LimitBodySize",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "backoffice.middleware.RequireStaffTwoFactor",
    "backoffice.middleware.RejectNulCharacters",
    "web.kept_middleware.KeepSubmissions",
    "assessments.middleware.KeepGuestKey",
    "web.middleware.RedirectUnavailableLanguages",
    "accounts.middleware.RememberLanguage",
    "accounts.middleware.NoteActivity",
    "accounts.middleware.RememberDevice",
    "web.middleware.ResetTimeZone",
    "web.middleware.NoStoreMiddleware",
    "web.middleware.ThemeCookie",
    "web.middleware.PreserveInputMiddleware",
    "web.middleware.MethodNotAllowedPage",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "web.context_processors.page",
                "accounts.context_processors.company",
                "assessments.context_processors.claim_offer",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {
    "default": {
        **environment.database(),
        "CONN_MAX_AGE": environment.number("CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
        # A pooler in transaction mode, such as PgBouncer, gives each transaction another connection
        # of the server, on which a cursor of the transaction before does not exist (decision 0015).
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
# A cache that all workers share, so that they count sign-in attempts together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # a full cache drops counts of sign-in attempts
    },
}
if REDIS_URL := environment.redis():
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }

# Each language is a column of the content, so languages are not read from the environment.
# See CONTRIBUTING, «To add a language».
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("it", "Italiano"),
    ("fr", "Français"),
    ("es", "Español"),
    ("de", "Deutsch"),
    ("pt-br", "Português (Brasil)"),
]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en",)
JQUERY_UI_URL = "vendor/jquery-ui/jquery-ui.min.js"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["localization.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# The path of the site where a host has several, such as /maturity; see README, «Under a path».
PATH_PREFIX = environment.path_prefix()
FORCE_SCRIPT_NAME = PATH_PREFIX or None
COOKIE_PATH = f"{PATH_PREFIX}/"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = LANGUAGE_COOKIE_PATH = COOKIE_PATH

STATIC_URL = f"{PATH_PREFIX}/static/"

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "accounts.validators.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {
        "NAME": "accounts.validators.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "accounts.validators.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.validators.NamesValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "assessments:list"
ACCOUNT_ADAPTER = "accounts.adapter.account.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "signup": "accounts.forms.sign_in.SignupForm",
    "login": "accounts.forms.sign_in.LoginForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "add_email": "accounts.forms.sign_in.AddEmailForm",
    "set_password": "accounts.forms.sign_in.SetPasswordForm",
    "reset_password": "accounts.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.sign_in.ResetPasswordKeyForm",
    "reauthenticate": "accounts.forms.sign_in.ReauthenticateForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# How long links in mails are valid, which the mails say, in whole days.
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 7
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24 * 3  # in seconds
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True  # each user has one address; a confirmed new one replaces it
# Who has confirmed the password or second factor within this time may change how one signs in.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 10
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = True  # our form asks, and session_idle_time_set says how long it lasts
# Whether the admin requires a second factor.
STAFF_TWO_FACTOR = environment.flag("STAFF_TWO_FACTOR", default=False)
# Assessments without an account are deleted after 30 days; the session that owns one lasts longer.
UNCLAIMED_DAYS = 30
SESSION_COOKIE_AGE = 60 * 60 * 24 * (UNCLAIMED_DAYS + 1)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "web.views.errors.csrf_failure"

# Mail: put into the queue by the request that causes it, and sent by the worker
# (`manage.py procrastinate worker`) with the backend EMAIL_DELIVERY_BACKEND.
EMAIL_BACKEND = "jobs.backends.QueueBackend"
DEFAULT_FROM_EMAIL = environment.optional(
    "DEFAULT_FROM_EMAIL", default="MSP Maturity <noreply@localhost>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
SUPPORT_EMAIL = environment.optional("SUPPORT_EMAIL")  # mails name it where it is set

# A job that succeeded is deleted: what it was about is nobody's business any more.
# While one job prepares an export, which can take minutes, others send emails.
PROCRASTINATE_WORKER_DEFAULTS = {
    "concurrency": 4,
    "delete_jobs": "successful",
    "shutdown_graceful_timeout": 20,
}

# Pages load nothing from other hosts and contain no inline scripts or styles.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The longest form is that of staff: 40 rows in every language, each field with its initial value.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Every record is masked by web.log_secrets; so are the reports of errors.
DEFAULT_EXCEPTION_REPORTER = "web.log_secrets.MaskingExceptionReporter"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # What procrastinate registers at every start says nothing; what its jobs do, and that they fail, does.
    "loggers": {
        "procrastinate.periodic": {"level": "WARNING"},
        "procrastinate.blueprints": {"level": "WARNING"},
        "fido2": {"level": "WARNING"},  # what was added and used is logged as a security event
    },
}

PRODUCT_NAME = "MSP Maturity"
SOURCE_URL = environment.optional("SOURCE_URL", default="")
# Who is responsible for the data, and whom to ask: the privacy page names them where they are set.
PRIVACY_CONTROLLER = environment.optional("PRIVACY_CONTROLLER")
PRIVACY_CONTACT = environment.optional("PRIVACY_CONTACT")

# The commands of a release, in this order. Each can run again without harm.
RELEASE_COMMANDS = [
    ["move_first_tables"],
    ["migrate", "--noinput"],
    ["createcachetable"],
    ["encrypt_second_factors"],
    ["load_glossary"],
    ["load_questionnaire"],
    ["load_kpis"],
    ["offer_languages"],
    ["make_groups"],
    ["load_trade_terms"],
    ["refresh_translation_states"],
    ["delete_old_data"],
]

"""All settings, in one file. Every value that differs between installations is an environment variable (see README)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from situs.env import read_bool, read_int, read_list, read_path, read_text

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = read_bool("DEBUG")
DATA_DIR = read_path("DATA_DIR", BASE_DIR / "data")  # the embedded database, photos, files made of documents

SECRET_KEY = read_text("SECRET_KEY", "kunci-untuk-mencoba-saja-jangan-dipakai-di-luar-komputer-sendiri" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY belum diisi. Isi dengan teks acak panjang, atau DEBUG=1 untuk mencoba.")
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]") if DEBUG else ())
CSRF_TRUSTED_ORIGINS = read_list("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "auditlog",
    "bootstrap",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "situs",
    "organisasi",
    "renstra",
    "anggaran",
    "perjanjian",
    "survei",
    "evaluasi",
    "lakip",
    "buku_kerja",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "situs.csp.CspMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
]

ROOT_URLCONF = "situs.urls"
WSGI_APPLICATION = "situs.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# ------------------------------------------------------------------------------------------------------------ database

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        read_text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'basisdata.sqlite3'}"), conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # One writer at a time, taken at once, readers undisturbed; Django itself turns foreign keys on.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ------------------------------------------------------------------------------------------------------------ accounts

AUTH_USER_MODEL = "organisasi.Pengguna"
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "masuk", "beranda", "masuk"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{nama}"}
    for nama in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --------------------------------------------------------------------------------------------------------------- audit

# Every change of every row of ours: who, when, before, after.
AUDITLOG_INCLUDE_TRACKING_MODELS: tuple[Any, ...] = (
    "renstra",
    "anggaran",
    "perjanjian",
    "survei",
    "evaluasi",
    *(
        {"model": f"organisasi.{nama}"}
        for nama in (
            "DasarHukum", "DataWilayah", "Instansi", "Jabatan", "Kabupaten", "KebutuhanPegawai", "Pejabat", "Peran",
            "RekapPegawai", "Sarana", "UnitKerja",
        )
    ),
    {"model": "organisasi.Pengguna", "exclude_fields": ["password", "last_login"]},
    *({"model": f"lakip.{nama}"} for nama in ("Laporan", "Narasi", "FotoLaporan")),
)  # fmt: skip

# ------------------------------------------------------------------------------------------------- language and numbers

LANGUAGE_CODE = "id"
TIME_ZONE = read_text("TIME_ZONE", "Asia/Jakarta")
USE_I18N = USE_TZ = True

# --------------------------------------------------------------------------------------------------------------- files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = read_path("STATIC_ROOT", BASE_DIR / "static_terkumpul")
MEDIA_ROOT = DATA_DIR / "unggahan"  # never served as it is: photos go into documents
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a quarter's grid, a plan's targets
TERBITAN_LANGSUNG = read_bool("TERBITAN_LANGSUNG")  # make files in the request itself, not in the background

# ------------------------------------------------------------------------------------------------------------ security

CSP = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
HTTPS = read_bool("HTTPS", not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = read_int("HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if read_bool("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"baris": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"layar": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {"handlers": ["layar"], "level": read_text("LOG_LEVEL", "WARNING")},
}

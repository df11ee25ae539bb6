"""Settings: one file for every environment. What differs between machines is read from environment variables.

README.md lists each variable (a test compares). A variable that cannot be read stops with a sentence
(:mod:`situs.env`); a combination that is readable but wrong is reported by the system checks in :mod:`situs.checks`.
Outside DEBUG nothing has an insecure default: SECRET_KEY and SITE_URL must be given.
"""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.messages import constants as messages

from situs.env import Env

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent

# ---------------------------------------------------------------- the machine

DEBUG = env.read_bool("DEBUG", False)
SECRET_KEY = env.read_str("SECRET_KEY", "hanya-untuk-pengembangan-" * 3 if DEBUG else "")
SITE_URL = env.read_url("SITE_URL") or ("http://localhost:8000" if DEBUG else "")
ALLOWED_HOSTS = [
    *filter(None, [urlsplit(SITE_URL).hostname]),
    *(["localhost", "127.0.0.1", "[::1]"] if DEBUG else []),
    *env.read_list("ALLOWED_HOSTS"),
]
BEHIND_PROXY = env.read_bool("BEHIND_PROXY", False)

# Everything the site writes: the SQLite database, uploaded photos, collected static files.
DATA_DIR = env.read_path("DATA_DIR", BASE_DIR / "var")

# openpyxl takes lxml where it is installed (Word files need it), which follows entities in a user's workbook; without
# it openpyxl reads through defusedxml. It looks at this once, when it is imported.
os.environ["OPENPYXL_LXML"] = "False"

# ---------------------------------------------------------------- applications

INSTALLED_APPS = [
    "situs.apps.SitusConfig",
    # Ours, in the order of their layers (tests/test_arsitektur.py): an app imports only from those above it.
    "buku_kerja",
    "organisasi",
    "tandatangan",
    "renstra",
    "anggaran",
    "perjanjian",
    "survei",
    "evaluasi",
    "renja",
    "sipd",
    "lakip",
    "ruang",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "auditlog",
    "axes",
    "bootstrap",  # django-bootstrap-static: the files only
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "situs.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "organisasi.middleware.MasukDahuluMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "situs.galat.SalahCaraMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "organisasi.middleware.GantiSandiMiddleware",
    "organisasi.jejak.JejakMiddleware",
    "axes.middleware.AxesMiddleware",  # the last: it answers for a sign-in that was refused
]

ROOT_URLCONF = "situs.urls"
WSGI_APPLICATION = "situs.wsgi.application"

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
                "organisasi.konteks.tunjuk_kelola",
            ],
        },
    },
]
MESSAGE_TAGS = {messages.ERROR: "danger"}  # Bootstrap's word for it
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# ---------------------------------------------------------------- database

DATABASES = {"default": env.read_database("DATABASE_URL", DATA_DIR / "basis-data.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---------------------------------------------------------------- people

AUTH_USER_MODEL = "organisasi.Pengguna"
LOGIN_URL = "masuk"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "masuk"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Five wrong passwords for a name from one address: that pair waits. By the pair, so that nobody can shut a colleague out
# from elsewhere, and an office behind one address is not shut out by one forgetful person.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "registration/tertahan.html"
AXES_CLIENT_IP_CALLABLE = "organisasi.sesi.read_alamat"
AXES_DISABLE_ACCESS_LOG = True  # organisasi.SesiMasuk tells it better
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# ---------------------------------------------------------------- e-mail

# Only for forgotten passwords. Without it the page says to ask the admin of the kabupaten.
SUREL = env.read_surel("EMAIL_URL")
SUREL_AKTIF = SUREL is not None
EMAIL_TIMEOUT = 20
if SUREL:
    EMAIL_HOST, EMAIL_PORT = SUREL.host, SUREL.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = SUREL.pengguna, SUREL.sandi
    EMAIL_USE_TLS, EMAIL_USE_SSL = SUREL.tls == "starttls", SUREL.tls == "ssl"
    DEFAULT_FROM_EMAIL = SUREL.dari or f"tidak-dibalas@{urlsplit(SITE_URL).hostname or 'localhost'}"

# ---------------------------------------------------------------- signatures

# Who signs: the installation's own authority, or BSrE's e-sign client service.
TANDA_TANGAN = env.read_choice("TANDA_TANGAN", "lokal", ("lokal", "bsre"))
BSRE_URL = env.read_url("BSRE_URL")
BSRE_PENGGUNA = env.read_str("BSRE_PENGGUNA")
BSRE_SANDI = env.read_str("BSRE_SANDI")
BSRE_AKAR = env.read_berkas("BSRE_AKAR")  # PEM: the roots that its certificates lead to
BSRE_TUNGGU = (5, 60)  # seconds to connect, and to wait for the answer

# ---------------------------------------------------------------- audit

# Every change of every row of ours leaves who, when, before, after.
AUDITLOG_INCLUDE_TRACKING_MODELS = (
    "renstra",
    {"model": "renstra.Renstra", "m2m_fields": {"misi_didukung"}},
    "anggaran",
    "perjanjian",
    "survei",
    "evaluasi",
    "renja",
    *(
        {"model": f"organisasi.{nama}"}
        for nama in (
            "DasarHukum", "DataWilayah", "Instansi", "Jabatan", "Kabupaten", "KebutuhanPegawai", "Pejabat", "Peran",
            "Periode", "Perpanjangan", "RekapPegawai", "RiwayatStatus", "Sarana", "Skala", "KelasSkala", "UnitKerja",
        )
    ),
    {"model": "organisasi.Pengguna", "exclude_fields": ["password", "last_login", "kunjungan_lalu"]},
    "tandatangan.DokumenTertanda",
    {"model": "tandatangan.Sertifikat", "exclude_fields": ["berkas", "pem"]},
    *({"model": f"sipd.{nama}"} for nama in ("PemetaanTajuk", "PemetaanUnit", "PemetaanKode")),
    {"model": "sipd.ImporBerkas", "exclude_fields": ["ringkasan"]},
    *({"model": f"lakip.{nama}"} for nama in ("Laporan", "Narasi", "FotoLaporan")),
)  # fmt: skip

# ---------------------------------------------------------------- language and time

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
TIME_ZONE = env.read_choice(
    "TIME_ZONE", "Asia/Jakarta", ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")
)
USE_I18N = True
USE_TZ = True

# ---------------------------------------------------------------- files

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "statik"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Source maps are read by developers only and make up most of Bootstrap.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("jpg", "jpeg", "png", "webp", "gif", "zip", "gz", "br", "woff", "woff2", "map")
# Uploads have no public address: a view that has checked the permission hands them out.
MEDIA_ROOT = DATA_DIR / "unggahan"
MEDIA_URL = "/unggahan/"
FILE_UPLOAD_PERMISSIONS = 0o640
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# A form with the targets of a whole plan has more fields than Django's default allows.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# Long work (files of documents, large imports) is done by a thread in the background; tests do it in the request.
TERBITAN_LANGSUNG = False

# ---------------------------------------------------------------- security

# SITE_URL says whether the site is reached by https; only a demo or an office machine (localhost) may do without.
HTTPS = not DEBUG and not SITE_URL.startswith("http://")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.read_int("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day: nobody is signed out in the middle of a form
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# HSTS for the subdomains and in browsers' own lists is the decision of who owns the kabupaten's domain, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# ---------------------------------------------------------------- log

LOG_LEVEL = env.read_choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"baris": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "axes": {"level": "WARNING"},  # it tells of every single attempt
        "urllib3": {"level": "ERROR"},  # it names addresses, which hold a signer's NIK
        # They tell of everything that is odd in a file that somebody has checked.
        "pyhanko": {"level": "CRITICAL"},
        "pyhanko_certvalidator": {"level": "CRITICAL"},
        # A PDF run reports every glyph it subsets.
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}

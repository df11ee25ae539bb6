"""Entry of the web server. It refuses to start with settings that the system checks call wrong."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "situs.settings")

application = get_wsgi_application()


def stop_on_galat() -> None:
    from django.core.checks import run_checks

    galat = [satu for satu in run_checks(tags=["situs"]) if satu.is_serious()]
    if galat:
        raise SystemExit("\n".join(str(satu) for satu in galat))


stop_on_galat()

#!/usr/bin/env python
"""Django's command line. A mistake in the environment ends in one sentence, not a traceback."""

import os
import sys
from pathlib import Path

LINGKUNGAN_DEMO = Path(__file__).resolve().parent / "var" / "demo" / "lingkungan"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "situs.settings")
    from django.core.management import execute_from_command_line

    from situs.env import EnvError, use_lingkungan

    if use_lingkungan(LINGKUNGAN_DEMO, os.environ) and sys.stderr.isatty():
        sys.stderr.write("Memakai situs demo (var/demo); untuk situs lain isi variabel lingkungannya.\n")
    try:
        execute_from_command_line(sys.argv)
    except EnvError as galat:
        sys.exit(f"GALAT: {galat}")


if __name__ == "__main__":
    main()

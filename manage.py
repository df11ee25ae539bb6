#!/usr/bin/env python
"""Django's command line. A mistake in the environment ends in one sentence, not a traceback."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "situs.settings")
    from django.core.management import execute_from_command_line

    from situs.env import EnvError

    try:
        execute_from_command_line(sys.argv)
    except EnvError as galat:
        sys.exit(f"GALAT: {galat}")


if __name__ == "__main__":
    main()

"""Management commands that say what is wrong in one Indonesian sentence on stderr and end with status 1."""

from __future__ import annotations

import re
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError

# What argparse says, and how we say it. Groups are the names and values inside.
_KALIMAT = (
    (r"the following arguments are required: (.+)", "Belum disebutkan: {0}."),
    (r"argument (.+?): invalid int value: '(.*)'", "{0} harus bilangan bulat, bukan “{1}”."),
    (r"argument (.+?): invalid \w+ value: '(.*)'", "{0} tidak dapat dibaca: “{1}”."),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)", "{0} tidak mengenal “{1}”. Pilih: {2}."),
    (r"argument (.+?): expected one argument", "{0} harus diikuti isinya."),
    (r"argument (.+?): expected at least one argument", "{0} harus diikuti sedikitnya satu isi."),
    (r"unrecognized arguments: (.+)", "Tidak dikenal: {0}."),
)


def translate_argparse(pesan: str) -> str:
    """Return argparse's message as a sentence for our users; an unknown one as it is."""
    for pola, kalimat in _KALIMAT:
        if cocok := re.fullmatch(pola, pesan, re.DOTALL):
            return kalimat.format(*(g.replace("'", "") for g in cocok.groups()))
    return pesan


class Perintah(BaseCommand):
    """A command whose mistakes in typing, and a database that is not ready, are told like all other errors."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)

        def tolak(message: str) -> NoReturn:
            kalimat = f"{translate_argparse(message)} Lihat: manage.py {subcommand} --help"
            if parser.called_from_command_line:
                self.stderr.write(kalimat)
                sys.exit(1)
            raise CommandError(kalimat)

        parser.error = tolak  # type: ignore[method-assign]
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except (OperationalError, ProgrammingError) as galat:
            raise CommandError(f"Basis data belum siap. Jalankan dahulu: manage.py migrate ({galat})") from galat

"""A row once more, for someone or some year else."""

from __future__ import annotations

from typing import Any


def make_kembar(baris: Any, **ganti: Any) -> Any:
    """Store a new row with the values of this one, some of them replaced, and return it."""
    isi = {f.name: getattr(baris, f.name) for f in baris._meta.concrete_fields if not f.primary_key}
    kembar = type(baris)(**{**isi, **ganti})
    kembar.save()
    return kembar

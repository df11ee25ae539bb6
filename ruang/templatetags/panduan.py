"""The link from a screen to its help."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from ruang.panduan import find_bantuan

register = template.Library()


@register.simple_tag(takes_context=True)
def alamat_panduan(context: dict[str, Any]) -> str:
    """Return the address of the help for the page that is shown; of all help where it has none."""
    cocok = getattr(context.get("request"), "resolver_match", None)
    halaman = find_bantuan(cocok.url_name or "") if cocok else None
    return reverse("lihat_panduan", args=[halaman.slug]) if halaman else reverse("panduan")

"""Parts of addresses: a year is a year, not any number."""

from django.urls import register_converter


class TahunConverter:
    regex = "20[0-9]{2}|2100"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(TahunConverter, "tahun")

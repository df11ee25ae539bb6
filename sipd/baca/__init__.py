"""From the bytes of a file of others to rows: no model, no database, nothing remembered."""

from sipd.baca.baca import baca_berkas
from sipd.baca.hasil import Bacaan, Baris, Bentuk, BerkasDitolak, JumlahBerkas, Temuan
from sipd.baca.judul import NAMA_KOLOM

__all__ = ["NAMA_KOLOM", "Bacaan", "Baris", "Bentuk", "BerkasDitolak", "JumlahBerkas", "Temuan", "baca_berkas"]

"""The table editor: simple tables of the domain as pages that work like a spreadsheet.

An app declares its tables in ``<app>/daftar_isian.py`` as subclasses of :class:`TabelIsian` in a tuple ``TABEL``; the engine
gathers them (:func:`list_tabel`) and knows nothing of any app. Rows are saved one by one by ``static/situs/kisi.js``
(protocol: :mod:`organisasi.kisi`), or all at once by a plain form.

========  =====================================================================================
tabel     what a table is: its model, columns, scope, what is computed, what is copied to a new year
lembaran  a table opened for an instansi and year: its rows, their forms
anak      columns that are rows of a child model
formulir  the form of a row: typed figures, sentences at the right field, two people on one row
ubah      saving, deleting and restoring, moving rows
salin     copying from another year
tulis     stored values in words
tampilan  what the template draws
kepala    the form of what concerns a table as a whole
berkas    the table as .xlsx
views     the pages
========  =====================================================================================
"""

from organisasi.tabel_isian.salin import salin_semua
from organisasi.tabel_isian.tabel import (
    Hitungan,
    Kepala,
    Kosong,
    Lingkup,
    TabelIsian,
    TabelTahunan,
    TabelTetap,
    find_tabel,
    list_tabel,
)

__all__ = [
    "Hitungan",
    "Kepala",
    "Kosong",
    "Lingkup",
    "TabelIsian",
    "TabelTahunan",
    "TabelTetap",
    "find_tabel",
    "list_tabel",
    "salin_semua",
]

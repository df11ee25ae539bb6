"""The row of a spending line with its four quarters."""

from __future__ import annotations

from typing import Any

from anggaran.isian import explain_tutup_sub
from organisasi.tabel_isian.anak import AnakForm


class BelanjaForm(AnakForm):
    """``tw1`` … ``tw4`` are rows of RealisasiBelanja. A setoran may be negative."""

    def clean(self) -> dict[str, Any]:
        """Refuse what would change a quarter that is being examined or is closed."""
        isi = super().clean()
        ubah = {n for nama, n in self.kolom_anak.items() if nama in self.changed_data}
        for triwulan, alasan in explain_tutup_sub(self.instance.sub_kegiatan, ubah).items():
            self.add_error(f"tw{triwulan}", alasan)
        return isi

"""The row of a spending line with its four quarters."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from anggaran.isian import explain_tutup_sub
from anggaran.models import RealisasiBelanja
from organisasi.ketikan import UangKetikan
from organisasi.tabel_isian.formulir import BarisForm


class BelanjaForm(BarisForm):
    """``tw1`` … ``tw4`` are rows of RealisasiBelanja; an emptied cell takes its row away. A setoran may be negative."""

    tw1 = UangKetikan(label="Realisasi TW I", required=False)
    tw2 = UangKetikan(label="Realisasi TW II", required=False)
    tw3 = UangKetikan(label="Realisasi TW III", required=False)
    tw4 = UangKetikan(label="Realisasi TW IV", required=False)

    def __init__(self, *args: Any, instance: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        lama = {} if instance.pk is None else {f"tw{r.triwulan}": r.nilai for r in instance.realisasi.all()}
        super().__init__(*args, instance=instance, initial={**lama, **(initial or {})}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse what would change a quarter that is being examined or is closed."""
        isi = super().clean()
        ubah = {int(n[2]) for n in self.changed_data if n in ("tw1", "tw2", "tw3", "tw4")}
        for triwulan, alasan in explain_tutup_sub(self.instance.sub_kegiatan, ubah).items():
            self.add_error(f"tw{triwulan}", alasan)
        return isi

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        belanja = super().save(commit)
        ada = {r.triwulan: r for r in belanja.realisasi.all()}
        for triwulan in range(1, 5):
            nilai, baris = self.cleaned_data.get(f"tw{triwulan}"), ada.get(triwulan)
            if baris is not None and nilai is None:
                baris.delete()
            elif nilai is not None and (baris is None or baris.nilai != nilai):
                baris = baris or RealisasiBelanja(belanja=belanja, triwulan=triwulan)
                baris.nilai = nilai
                baris.save()
        return belanja

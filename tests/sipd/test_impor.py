"""A file becomes the quarterly report: preview, application, the same file again, undoing."""

from __future__ import annotations

from anggaran.models import RealisasiTriwulan
from sipd.models import ImporBerkas
from tests.sipd.dasar import DasarImpor, read_uang
from tests.sipd.pembuat import tabel_tangan, to_xlsx


class ImporTanganTest(DasarImpor):
    """A table kept by hand, of the kecamatan itself."""

    def unggah_tangan(self) -> ImporBerkas:
        return self.unggah(to_xlsx(("Realisasi", tabel_tangan())), bagian="0")

    def test_leads_to_the_quarters_of_the_sample(self) -> None:
        impor = self.unggah_tangan()
        self.assertEqual(set(read_uang(self.instansi).values()), {None})  # nothing is changed by looking
        jawaban = self.terapkan(impor)
        self.assertEqual(jawaban.status_code, 302)
        kecamatan = {k: v for k, v in self.harus.items() if k[0] is None}
        didapat = {k: v for k, v in read_uang(self.instansi).items() if k[0] is None}
        self.assertEqual(didapat, kecamatan)

    def test_undoing_restores_what_was_there(self) -> None:
        sebelum = list(RealisasiTriwulan.objects.order_by("pk").values())
        impor = self.unggah_tangan()
        self.terapkan(impor)
        self.batalkan(impor)
        self.assertEqual(list(RealisasiTriwulan.objects.order_by("pk").values()), sebelum)

"""Is a file genuine? Every way in which it is not gets its own sentence, and no file makes the check fall over."""

from __future__ import annotations

import datetime
import random
import re
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pytest_django import DjangoAssertNumQueries, Settings

from organisasi.models import Instansi, Pengguna
from tandatangan import periksa as pemeriksa
from tandatangan import saring
from tandatangan import sertifikat as lemari
from tandatangan.layanan import Pihak, baca_pdf, batalkan, gantikan, tanda_tangani
from tandatangan.models import DokumenTertanda, Otoritas, Sertifikat
from tandatangan.otoritas import get_otoritas, issue_sertifikat, to_pem
from tandatangan.periksa import BERUBAH, BUKAN_PDF, TANPA_TANDA, periksa
from tests.tandatangan.pabrik import (
    SANDI,
    buat_dokumen,
    buat_p12,
    buat_pdf,
    buat_sertifikat_luar,
    rahasia,
    tanda_tangan_luar,
)

pytestmark = [pytest.mark.django_db, pytest.mark.satu_basis_data]
SATU = (Pihak(1, "Camat Contoh", "Camat Satu", ("ttd-1",)),)


@pytest.fixture
def lengkap(instansi: Instansi, camat: Pengguna, bupati: Pengguna) -> DokumenTertanda:
    dokumen = buat_dokumen(instansi)
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    tanda_tangani(dokumen, 2, bupati, rahasia=rahasia())
    return dokumen


@pytest.fixture
def tunggal(instansi: Instansi, camat: Pengguna) -> DokumenTertanda:
    dokumen = buat_dokumen(instansi, SATU)
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    return dokumen


@pytest.fixture
def saring_di_sini(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests with many files: try them out in this process, which starts no other."""
    monkeypatch.setattr(pemeriksa, "_saring", saring.saring)


# ------------------------------------------------------------------------------------------------------------ genuine


def test_genuine_file_says_who_signed_what_and_when(lengkap: DokumenTertanda) -> None:
    hasil = periksa(baca_pdf(lengkap))
    assert (hasil.sah, hasil.berlaku, hasil.dokumen, hasil.alasan) == (True, True, lengkap, ())
    assert hasil.kesimpulan == "Berkas ini asli, tidak berubah, dan berlaku."
    assert [(t.nama, t.jabatan, t.sah) for t in hasil.tanda_tangan] == [
        ("Camat Contoh", "Camat Satu", True),
        ("Bupati Contoh", "Bupati Contoh", True),
    ]
    catatan = lengkap.tanda_tangan.values_list("waktu", flat=True)
    assert [t.waktu for t in hasil.tanda_tangan] == list(catatan)  # by the stamp inside, not by our row


def test_old_authority_is_trusted_after_a_new_secret_key(
    tunggal: DokumenTertanda, settings: Settings, bupati: Pengguna
) -> None:
    settings.SECRET_KEY = "kunci-lain-" * 6
    lemari.issue_sendiri(bupati, SANDI)
    assert Otoritas.objects.count() == 2
    assert periksa(baca_pdf(tunggal)).berlaku


def test_uploaded_certificate_counts_for_the_signature_made_with_it(instansi: Instansi, camat: Pengguna) -> None:
    lemari.upload(camat, buat_p12(*buat_sertifikat_luar(), "frasa-p12"), "frasa-p12")
    dokumen = buat_dokumen(instansi, SATU)
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia(frasa="frasa-p12"))
    assert periksa(baca_pdf(dokumen)).berlaku


def test_revoking_later_leaves_what_was_signed_before(tunggal: DokumenTertanda) -> None:
    lemari.revoke(Sertifikat.objects.get(), "Pindah jabatan")
    assert periksa(baca_pdf(tunggal)).berlaku


# ------------------------------------------------------------------------------------------- genuine, but not in force


def test_only_the_first_party_so_far(instansi: Instansi, camat: Pengguna) -> None:
    dokumen = buat_dokumen(instansi)
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    hasil = periksa(baca_pdf(dokumen))
    assert hasil.sah and not hasil.berlaku
    assert "baru 1 dari 2 pihak" in hasil.kesimpulan


def test_the_file_from_before_the_last_signature(lengkap: DokumenTertanda) -> None:
    hasil = periksa(baca_pdf(lengkap, 1))
    assert hasil.sah and not hasil.berlaku
    assert "sebelum semua pihak" in hasil.kesimpulan


def test_replaced_and_withdrawn_documents_are_genuine_but_no_longer_in_force(
    instansi: Instansi, lengkap: DokumenTertanda, tunggal: DokumenTertanda
) -> None:
    gantikan(lengkap, buat_dokumen(instansi))
    batalkan(tunggal, "Alasan dalam kantor")
    for dokumen, kata in ((lengkap, "sudah digantikan"), (tunggal, "dibatalkan")):
        hasil = periksa(baca_pdf(dokumen))
        assert hasil.sah and not hasil.berlaku
        assert "tidak berlaku lagi" in hasil.kesimpulan and kata in hasil.kesimpulan
        assert "Alasan dalam kantor" not in hasil.kesimpulan


def test_another_document_is_not_this_one(lengkap: DokumenTertanda, tunggal: DokumenTertanda) -> None:
    hasil = periksa(baca_pdf(tunggal), lengkap)
    assert not hasil.sah and hasil.dokumen == tunggal
    assert "bukan dokumen di halaman ini" in hasil.kesimpulan
    assert periksa(baca_pdf(lengkap), lengkap).berlaku


# -------------------------------------------------------------------------------------------------------- not genuine


def test_one_changed_byte_anywhere_is_found(lengkap: DokumenTertanda, saring_di_sini: None) -> None:
    pdf = baca_pdf(lengkap)
    for letak in [*range(0, len(pdf), len(pdf) // 25), len(pdf) - 2]:
        berubah = bytearray(pdf)
        berubah[letak] ^= 1
        hasil = periksa(bytes(berubah))
        assert not hasil.sah and not hasil.berlaku, letak
        assert hasil.kesimpulan == BERUBAH and hasil.dokumen == lengkap, (letak, hasil.kesimpulan)


def test_a_changed_byte_that_makes_the_signature_unreadable_is_found(lengkap: DokumenTertanda) -> None:
    """The tag of the signed attribute "message digest": what pyHanko reads of such a signature raises."""
    pdf = baca_pdf(lengkap)
    atribut = re.compile(b"06(?=092a864886f70d010904)", re.IGNORECASE)
    assert atribut.search(pdf)
    hasil = periksa(atribut.sub(b"07", pdf))
    assert (hasil.sah, hasil.kesimpulan, hasil.dokumen) == (False, BERUBAH, lengkap)
    assert {t.alasan for t in hasil.tanda_tangan} == {"tanda tangannya rusak atau memakai cara yang tidak dikenal."}


def test_a_changed_byte_that_hides_the_signatures_is_found(lengkap: DokumenTertanda) -> None:
    """The fields are still in the file, but its catalogue no longer names them: no reader sees a signature."""
    hasil = periksa(baca_pdf(lengkap).replace(b"/AcroForm", b"/AcroFosm"))
    assert (hasil.sah, hasil.kesimpulan, hasil.dokumen, hasil.tanda_tangan) == (False, BERUBAH, lengkap, ())


def test_a_changed_byte_of_the_text_breaks_the_signatures_themselves(lengkap: DokumenTertanda) -> None:
    pdf = bytearray(baca_pdf(lengkap))
    letak = pdf.index(b"/Title") + 8
    pdf[letak] ^= 1
    hasil = periksa(bytes(pdf))
    assert [t.alasan for t in hasil.tanda_tangan] == ["isi yang ditandatangani berubah sesudahnya."] * 2


def test_a_signature_added_by_someone_else(lengkap: DokumenTertanda) -> None:
    hasil = periksa(tanda_tangan_luar(baca_pdf(lengkap), *buat_sertifikat_luar("Orang Luar")))
    assert not hasil.sah and hasil.dokumen == lengkap
    assert hasil.kesimpulan.startswith("Ada tanda tangan yang ditambahkan orang lain")
    assert hasil.tanda_tangan[-1].nama == "Orang Luar"
    assert "penerbit sertifikatnya tidak dikenal" in hasil.tanda_tangan[-1].alasan


def test_a_second_party_who_signed_elsewhere(lengkap: DokumenTertanda) -> None:
    hasil = periksa(tanda_tangan_luar(baca_pdf(lengkap, 1), *buat_sertifikat_luar("Bupati Contoh")))
    assert not hasil.sah and "ditambahkan orang lain" in hasil.kesimpulan


def test_a_signature_added_with_a_certificate_of_ours(lengkap: DokumenTertanda, camat: Pengguna) -> None:
    """Who has a certificate of ours and signs outside of the site has not signed here."""
    terbuka = lemari.issue_sendiri(camat, SANDI)
    hasil = periksa(tanda_tangan_luar(baca_pdf(lengkap), terbuka.sertifikat, terbuka.kunci))
    assert not hasil.sah and "ditambahkan orang lain" in hasil.kesimpulan


def test_pages_changed_after_signing(lengkap: DokumenTertanda) -> None:
    penulis = IncrementalPdfFileWriter(BytesIO(baca_pdf(lengkap)))
    acuan, _ = penulis.find_page_for_modification(0)
    acuan.get_object()["/Rotate"] = generic.NumberObject(180)
    penulis.mark_update(acuan)
    keluaran = BytesIO()
    penulis.write(keluaran)
    hasil = periksa(keluaran.getvalue())
    assert not hasil.sah and hasil.kesimpulan.startswith("Berkas ini ditambahi sesudah ditandatangani")


def test_unknown_issuer() -> None:
    hasil = periksa(tanda_tangan_luar(buat_pdf(), *buat_sertifikat_luar("Orang Luar")))
    assert not hasil.sah and hasil.dokumen is None
    assert hasil.kesimpulan == "Orang Luar: penerbit sertifikatnya tidak dikenal."


def test_a_file_signed_with_a_certificate_of_ours_but_never_here(camat: Pengguna) -> None:
    terbuka = lemari.issue_sendiri(camat, SANDI)
    hasil = periksa(tanda_tangan_luar(buat_pdf(), terbuka.sertifikat, terbuka.kunci))
    assert not hasil.sah
    assert hasil.kesimpulan == pemeriksa.TIDAK_TERCATAT or "penerbit" in hasil.kesimpulan


def test_nothing_but_ours_is_trusted(tunggal: DokumenTertanda) -> None:
    """Without our root even a stored file is not genuine: the check does not rest on the fingerprint alone."""
    pem, _ = buat_sertifikat_luar("Akar Lain")
    Otoritas.objects.update(pem=to_pem(pem))
    hasil = periksa(baca_pdf(tunggal))
    assert not hasil.sah and "penerbit sertifikatnya tidak dikenal" in hasil.kesimpulan


def _sign_with(
    monkeypatch: pytest.MonkeyPatch, orang: Pengguna, instansi: Instansi, mulai: datetime.datetime
) -> DokumenTertanda:
    """Sign with a certificate of ours that was valid for a year from a day, whatever the site would say to it."""
    terbuka = lemari.issue_sendiri(orang, SANDI)
    selesai = mulai + datetime.timedelta(days=365)
    sertifikat = issue_sertifikat(get_otoritas(), "Camat Contoh", terbuka.kunci, mulai=mulai, selesai=selesai)
    Sertifikat.objects.update(sidik=lemari.fingerprint(sertifikat))
    terbuka.baris.refresh_from_db()
    paksa = lemari.Terbuka(terbuka.baris, sertifikat, terbuka.kunci, ())
    monkeypatch.setattr("tandatangan.penyedia.lokal.open_untuk_tanda_tangan", lambda *a: paksa)
    monkeypatch.setattr("tandatangan.layanan.find_cacat", lambda *a: "")
    dokumen = buat_dokumen(instansi, SATU)
    tanda_tangani(dokumen, 1, orang, rahasia=rahasia())
    return dokumen


@pytest.mark.parametrize(("hari", "kata"), [(-800, "sudah habis"), (10, "belum berlaku")])
def test_certificate_not_valid_at_the_time(
    monkeypatch: pytest.MonkeyPatch, instansi: Instansi, camat: Pengguna, hari: int, kata: str
) -> None:
    mulai = timezone.now().replace(microsecond=0) + datetime.timedelta(days=hari)
    hasil = periksa(baca_pdf(_sign_with(monkeypatch, camat, instansi, mulai)))
    assert not hasil.sah and not hasil.berlaku
    assert kata in hasil.kesimpulan and "saat menandatangani" in hasil.kesimpulan


def test_certificate_revoked_at_the_time(tunggal: DokumenTertanda) -> None:
    Sertifikat.objects.update(dicabut=timezone.now() - datetime.timedelta(days=1), dipakai=False)
    hasil = periksa(baca_pdf(tunggal))
    assert not hasil.sah and "sudah dicabut" in hasil.kesimpulan


def test_certificate_is_not_the_recorded_one(tunggal: DokumenTertanda) -> None:
    tunggal.tanda_tangan.update(sidik_sertifikat="0" * 64)
    assert "bukan yang tercatat" in periksa(baca_pdf(tunggal)).kesimpulan


def test_signature_that_is_not_recorded(lengkap: DokumenTertanda) -> None:
    pdf = baca_pdf(lengkap)
    lengkap.tanda_tangan.filter(urut=1)._raw_delete(using="default")
    assert "tidak sama dengan yang tercatat" in periksa(pdf).kesimpulan


# ------------------------------------------------------------------------------------------------- not even a document


@pytest.mark.parametrize("isi", [b"", b"halo", b"%PDF-1.7\n%%EOF", b"\x00" * 5000, b"PK\x03\x04" + b"x" * 100])
def test_what_is_no_pdf(isi: bytes) -> None:
    assert periksa(isi).kesimpulan == BUKAN_PDF


def test_unsigned_files(instansi: Instansi) -> None:
    assert periksa(buat_pdf()).kesimpulan == TANPA_TANDA
    dokumen = buat_dokumen(instansi)
    hasil = periksa(buat_pdf())
    assert hasil.dokumen == dokumen and "sebelum ditandatangani" in hasil.kesimpulan


def test_too_big_a_file_is_not_even_read(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert "lebih besar dari 20 MB" in periksa(b"x" * (20 * 1024**2 + 1)).kesimpulan


def test_mangled_files_never_raise(lengkap: DokumenTertanda, saring_di_sini: None) -> None:
    acak, pdf = random.Random(5), baca_pdf(lengkap)
    for _ in range(40):
        isi = bytearray(pdf[: acak.randrange(len(pdf))] if acak.random() < 0.4 else pdf)
        for _ in range(acak.choice((1, 10, 300))):
            letak = acak.randrange(len(isi) or 1)
            isi[letak : letak + acak.choice((0, 1, 1, 20))] = acak.randbytes(acak.choice((0, 1, 5)))
        assert not periksa(bytes(isi)).sah


# ------------------------------------------------------------------------------------------------------------ command


def test_command_says_the_same(lengkap: DokumenTertanda, tmp_path: Path) -> None:
    berkas = tmp_path / "pk.pdf"
    berkas.write_bytes(baca_pdf(lengkap))
    keluar = StringIO()
    call_command("verifikasi", str(berkas), stdout=keluar)
    assert "Berkas ini asli, tidak berubah, dan berlaku." in keluar.getvalue()
    assert re.search(r"- Camat Contoh, Camat Satu, \d\d-\d\d-\d{4} \d\d\.\d\d WIB\n", keluar.getvalue())
    berkas.write_bytes(baca_pdf(lengkap)[:-1])
    with pytest.raises(CommandError, match=re.escape(BERUBAH)):
        call_command("verifikasi", str(berkas), stdout=StringIO())
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("verifikasi", str(tmp_path / "tidak-ada.pdf"))


def test_authority_command_can_be_repeated(db: None, settings: Settings) -> None:
    kata = []
    for kunci in ("a", "a", "b"):
        settings.SECRET_KEY = f"kunci-uji-{kunci}" * 6
        keluar = StringIO()
        call_command("siapkan_otoritas", stdout=keluar)
        kata.append(keluar.getvalue())
    assert "dibuat" in kata[0] and "sudah siap" in kata[1] and "SECRET_KEY berganti" in kata[2]
    assert Otoritas.objects.count() == 2

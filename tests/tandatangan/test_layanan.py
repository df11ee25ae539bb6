"""Having a document signed: order, passwords, certificates, two at once, what is stored."""

from __future__ import annotations

import datetime
import io
import re
import stat
import subprocess
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from auditlog.models import LogEntry
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth.hashers import check_password
from django.core.cache import cache
from django.db import IntegrityError, connection
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import Settings

from organisasi.models import Instansi, Pengguna
from organisasi.simpanan import BerkasRusak
from tandatangan import sertifikat as lemari
from tandatangan.berkas import path_berkas
from tandatangan.layanan import (
    Pihak,
    Rahasia,
    TandaTanganDitolak,
    baca_pdf,
    batalkan,
    check_sandi,
    find_dokumen,
    gantikan,
    siapkan,
    tanda_tangani,
    tautan_periksa,
)
from tandatangan.models import HURUF_KODE, DokumenTertanda, Otoritas, Sertifikat, TandaTangan, TertandaBeku
from tandatangan.otoritas import to_pem
from tests.conftest import lewati
from tests.tandatangan.pabrik import (
    PIHAK,
    SANDI,
    buat_dokumen,
    buat_orang,
    buat_p12,
    buat_pdf,
    buat_sertifikat_luar,
    buat_sertifikat_milik,
    cari_program,
    rahasia,
)

pytestmark = pytest.mark.django_db
MM = 72 / 25.4


@pytest.fixture
def dokumen(instansi: Instansi) -> DokumenTertanda:
    return buat_dokumen(instansi)


@pytest.fixture
def lengkap(dokumen: DokumenTertanda, camat: Pengguna, bupati: Pengguna) -> DokumenTertanda:
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    tanda_tangani(dokumen, 2, bupati, rahasia=rahasia())
    return dokumen


# --------------------------------------------------------------------------------------------------- the signed file


def test_other_eyes_find_both_signatures_valid(lengkap: DokumenTertanda, tmp_path: Path) -> None:
    program = cari_program("pdfsig")
    if program is None:
        lewati("pdfsig tidak terpasang (apt-get install poppler-utils)")
    berkas = tmp_path / "ditandatangani.pdf"
    berkas.write_bytes(baca_pdf(lengkap))
    hasil = subprocess.run([program, str(berkas)], capture_output=True, text=True, timeout=60)
    assert hasil.stdout.count("Signature is Valid.") == 2, hasil.stdout
    assert hasil.stdout.count("ETSI.CAdES.detached") == 2
    assert hasil.stdout.count("Total document signed") == 1  # the second covers the first and all before it
    assert "Camat Contoh" in hasil.stdout and "Bupati Contoh" in hasil.stdout


def test_each_signature_only_appends(lengkap: DokumenTertanda) -> None:
    awal, satu, dua = (baca_pdf(lengkap, n) for n in range(3))
    assert awal == buat_pdf()
    assert satu.startswith(awal) and dua.startswith(satu)
    assert baca_pdf(lengkap) == dua


def test_blocks_stand_where_the_document_says(lengkap: DokumenTertanda) -> None:
    pembaca = PdfReader(io.BytesIO(baca_pdf(lengkap)))
    for halaman, nama in ((0, "ttd-1"), (1, "ttd-2")):
        (kotak,) = (a.get_object() for a in pembaca.pages[halaman]["/Annots"])
        tujuan = pembaca.named_destinations[nama]
        kiri, bawah, kanan, atas = (float(x) for x in kotak["/Rect"])
        assert kiri == pytest.approx(float(tujuan.left), abs=1)
        assert atas == pytest.approx(float(tujuan.top), abs=1.5)
        assert kanan - kiri == pytest.approx(62 * MM, abs=1)
        assert atas - bawah == pytest.approx(24 * MM, abs=1)
        assert kotak["/FT"] == "/Sig"


def test_blocks_can_be_read(lengkap: DokumenTertanda, tmp_path: Path) -> None:
    program = cari_program("pdftotext")
    if program is None:
        lewati("pdftotext tidak terpasang (apt-get install poppler-utils)")
    berkas = tmp_path / "ditandatangani.pdf"
    berkas.write_bytes(baca_pdf(lengkap))
    hasil = subprocess.run([program, "-layout", str(berkas), "-"], capture_output=True, text=True, timeout=60)
    satu, dua = hasil.stdout.split("\f")[:2]
    for teks, pihak in ((satu, PIHAK[0]), (dua, PIHAK[1])):
        assert "Ditandatangani secara elektronik oleh" in teks
        assert pihak.nama in teks and pihak.jabatan in teks
        assert re.search(r"\d\d-\d\d-\d{4} \d\d\.\d\d WIB", teks)


def test_no_font_of_the_blocks_is_left_out(lengkap: DokumenTertanda) -> None:
    for huruf in _list_huruf(PdfReader(io.BytesIO(baca_pdf(lengkap)))):
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(huruf), huruf


def _list_huruf(pembaca: PdfReader) -> list[Any]:
    objek = (pembaca.get_object(n) for n in range(1, pembaca.trailer["/Size"]))
    hasil = [o for o in objek if isinstance(o, dict) and o.get("/Type") == "/FontDescriptor"]
    assert hasil
    return hasil


def test_without_a_place_the_block_stands_at_the_foot_of_the_last_page(instansi: Instansi, camat: Pengguna) -> None:
    dokumen = buat_dokumen(instansi, (Pihak(1, "Camat Contoh", "Camat", ("tidak-ada",)),))
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    pembaca = PdfReader(io.BytesIO(baca_pdf(dokumen)))
    assert "/Annots" not in pembaca.pages[0]
    (kotak,) = (a.get_object() for a in pembaca.pages[1]["/Annots"])
    assert float(kotak["/Rect"][1]) < 40


# ------------------------------------------------------------------------------------------------------- what is kept


def test_kode_cannot_be_guessed_and_leads_to_the_page(dokumen: DokumenTertanda) -> None:
    assert len(dokumen.kode) == 16 and set(dokumen.kode) <= set(HURUF_KODE)
    assert not {"0", "O", "1", "I"} & set(HURUF_KODE)
    assert tautan_periksa(dokumen) == f"http://localhost/verifikasi/{dokumen.kode}/"


def test_status_follows_the_signatures(dokumen: DokumenTertanda, camat: Pengguna, bupati: Pengguna) -> None:
    assert dokumen.status == "disiapkan"
    tanda = tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    assert dokumen.status == "sebagian"
    assert (tanda.nama, tanda.jabatan, tanda.penyedia) == ("Camat Contoh", "Camat Satu", "lokal")
    tanda_tangani(dokumen, 2, bupati, rahasia=rahasia())
    dokumen.refresh_from_db()
    assert dokumen.status == "lengkap"


def test_what_was_signed_cannot_be_changed(lengkap: DokumenTertanda) -> None:
    tanda = lengkap.tanda_tangan.get(urut=1)
    for ubah in (tanda.save, tanda.delete, lengkap.delete):
        with pytest.raises(TertandaBeku):
            ubah()
    for dari in (lengkap, DokumenTertanda.objects.get(pk=lengkap.pk)):
        dari.judul = "Lain"
        with pytest.raises(TertandaBeku):
            dari.save()
    berkas = path_berkas(lengkap, 2)
    assert stat.S_IMODE(berkas.stat().st_mode) == 0o440
    assert [b.name for b in sorted(berkas.parent.iterdir())] == ["0.pdf", "1.pdf", "2.pdf"]


def test_a_changed_or_missing_file_is_not_given(lengkap: DokumenTertanda) -> None:
    berkas = path_berkas(lengkap, 2)
    berkas.chmod(0o600)
    berkas.write_bytes(berkas.read_bytes()[:-1] + b"x")
    with pytest.raises(BerkasRusak, match="tidak lagi sama"):
        baca_pdf(lengkap)
    berkas.unlink()
    with pytest.raises(BerkasRusak, match="tidak ditemukan"):
        baca_pdf(lengkap)


def test_find_dokumen_is_the_latest_that_stands(instansi: Instansi) -> None:
    assert find_dokumen(instansi) is None
    lama, baru = buat_dokumen(instansi), buat_dokumen(instansi)
    assert find_dokumen(instansi) == baru
    batalkan(baru, "Salah tahun")
    assert baru.alasan == "Salah tahun"
    assert find_dokumen(instansi) == lama


def test_replaced_or_withdrawn_is_final(lengkap: DokumenTertanda, instansi: Instansi, camat: Pengguna) -> None:
    baru = buat_dokumen(instansi)
    gantikan(lengkap, baru)
    assert lengkap.status == "digantikan" and lengkap.digantikan_oleh == baru
    with pytest.raises(TandaTanganDitolak, match="sudah digantikan"):
        batalkan(lengkap, "Terlambat")
    batalkan(baru, "Salah")
    with pytest.raises(TandaTanganDitolak, match="dibatalkan"):
        tanda_tangani(baru, 1, camat, rahasia=rahasia())
    assert not baru.tanda_tangan.exists()


def test_parties_are_numbered_from_one(instansi: Instansi) -> None:
    for pihak in ((), (PIHAK[1],), (PIHAK[1], PIHAK[0])):
        with pytest.raises(ValueError, match="berurut"):
            siapkan(instansi, instansi=instansi, tahun=2023, jenis="pk", judul="x", sidik="a", pdf=b"x", pihak=pihak)
    assert not DokumenTertanda.objects.exists()


# ----------------------------------------------------------------------------------------------------------- refusals


def test_second_party_waits_for_the_first(dokumen: DokumenTertanda, bupati: Pengguna) -> None:
    with pytest.raises(TandaTanganDitolak, match=r"Tunggu Camat Contoh \(Camat Satu\)"):
        tanda_tangani(dokumen, 2, bupati, rahasia=rahasia())
    assert not TandaTangan.objects.exists()


@pytest.mark.parametrize("urut", [0, 3, -1])
def test_nobody_signs_as_a_party_that_is_not_there(dokumen: DokumenTertanda, camat: Pengguna, urut: int) -> None:
    with pytest.raises(TandaTanganDitolak, match="tidak menunggu"):
        tanda_tangani(dokumen, urut, camat, rahasia=rahasia())


def test_nobody_signs_twice(dokumen: DokumenTertanda, camat: Pengguna) -> None:
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    with pytest.raises(TandaTanganDitolak, match="sudah menandatangani"):
        tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    assert TandaTangan.objects.count() == 1


def test_wrong_password_signs_nothing_and_five_make_wait(dokumen: DokumenTertanda, camat: Pengguna) -> None:
    for sisa in (4, 3, 2, 1):
        with pytest.raises(TandaTanganDitolak, match=f"tidak cocok. Sisa {sisa} kali"):
            tanda_tangani(dokumen, 1, camat, rahasia=Rahasia("keliru"))
    with pytest.raises(TandaTanganDitolak, match="Tunggu 15 menit"):
        tanda_tangani(dokumen, 1, camat, rahasia=Rahasia("keliru"))
    with pytest.raises(TandaTanganDitolak, match="Tunggu 15 menit"):
        tanda_tangani(dokumen, 1, camat, rahasia=rahasia())  # even with the right one
    assert not TandaTangan.objects.exists() and not Sertifikat.objects.exists()


def test_guesses_are_counted_for_all_processes_and_the_wait_begins_with_the_last(
    dokumen: DokumenTertanda, camat: Pengguna, bupati: Pengguna
) -> None:
    for _ in range(5):
        cache.clear()  # another process has none of what this one remembers
        with pytest.raises(TandaTanganDitolak):
            check_sandi(camat, "keliru")
    with pytest.raises(TandaTanganDitolak, match="Tunggu 15 menit"):
        check_sandi(camat, SANDI)
    check_sandi(bupati, SANDI)  # nobody else waits for it
    kini = timezone.now()
    for menit, boleh in ((14, False), (16, True)):
        with patch("tandatangan.sandi.timezone.now", return_value=kini + timedelta(minutes=menit)):
            if boleh:
                check_sandi(camat, SANDI)
                continue
            with pytest.raises(TandaTanganDitolak, match="salah 5 kali"):  # asking meanwhile does not make it longer
                check_sandi(camat, SANDI)


@pytest.mark.django_db(transaction=True)
def test_guesses_that_come_at_once_do_not_slip_past_one_another() -> None:
    orang = buat_orang("camat")
    bertemu = threading.Barrier(12, timeout=60)
    jawaban: list[str] = []

    def coba() -> None:
        bertemu.wait()
        try:
            check_sandi(orang, "keliru")
        except TandaTanganDitolak as galat:
            jawaban.append(str(galat))
        finally:
            connection.close()

    utas = [threading.Thread(target=coba) for _ in range(12)]
    for u in utas:
        u.start()
    for u in utas:
        u.join(120)
    assert len(jawaban) == 12
    assert sum("tidak cocok" in j for j in jawaban) == 5  # only so many were looked at


def test_right_password_forgives_the_wrong_ones(dokumen: DokumenTertanda, camat: Pengguna) -> None:
    for sandi in ("keliru",) * 4:
        with pytest.raises(TandaTanganDitolak):
            tanda_tangani(dokumen, 1, camat, rahasia=Rahasia(sandi))
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    with pytest.raises(TandaTanganDitolak, match="Sisa 4 kali"):
        tanda_tangani(dokumen, 1, camat, rahasia=Rahasia("keliru"))


def test_a_secret_is_not_printed() -> None:
    assert "kunci-rumah" not in f"{Rahasia('kunci-rumah', frasa='kunci-rumah')!r} {Rahasia('kunci-rumah')}"


def test_a_changed_file_is_not_signed_further(dokumen: DokumenTertanda, camat: Pengguna, bupati: Pengguna) -> None:
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    berkas = path_berkas(dokumen, 1)
    berkas.chmod(0o600)
    berkas.write_bytes(berkas.read_bytes() + b"x")
    with pytest.raises(TandaTanganDitolak, match="tidak lagi sama"):
        tanda_tangani(dokumen, 2, bupati, rahasia=rahasia())


def test_a_file_that_cannot_be_written_leaves_no_signature(
    dokumen: DokumenTertanda, camat: Pengguna, monkeypatch: pytest.MonkeyPatch
) -> None:
    def penuh(*args: object) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr("tandatangan.layanan.write_berkas", penuh)
    with pytest.raises(OSError, match="disk penuh"):
        tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    dokumen.refresh_from_db()
    assert dokumen.status == "disiapkan" and not TandaTangan.objects.exists()


def test_a_certificate_revoked_while_signing_signs_nothing(
    dokumen: DokumenTertanda, camat: Pengguna, monkeypatch: pytest.MonkeyPatch
) -> None:
    asli = lemari._open

    def cabut(baris: Sertifikat, frasa: bytes) -> lemari.Terbuka:
        terbuka = asli(baris, frasa)
        Sertifikat.objects.update(dicabut=timezone.now() - datetime.timedelta(seconds=2), dipakai=False)
        return terbuka

    lemari.issue_sendiri(camat, SANDI)
    monkeypatch.setattr(lemari, "_open", cabut)
    with pytest.raises(TandaTanganDitolak, match=r"belum ditandatangani.*sudah dicabut"):
        tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    dokumen.refresh_from_db()
    assert dokumen.status == "disiapkan" and not TandaTangan.objects.exists()
    assert not path_berkas(dokumen, 1).exists()


def test_a_certificate_that_never_verifies_signs_nothing(dokumen: DokumenTertanda, camat: Pengguna) -> None:
    """As one that came in before short keys were refused."""
    pendek = rsa.generate_private_key(65537, 1024)
    sertifikat, kunci = buat_sertifikat_luar(kunci=pendek)
    isi = {"pem": to_pem(sertifikat), "sidik": lemari.fingerprint(sertifikat)}
    buat_sertifikat_milik(camat, dipakai=True, berkas=buat_p12(sertifikat, kunci, "frasa-uji"), **isi)
    with pytest.raises(TandaTanganDitolak, match="Pilih sertifikat lain di halaman Sertifikat saya"):
        tanda_tangani(dokumen, 1, camat, rahasia=rahasia(frasa="frasa-uji"))
    assert not TandaTangan.objects.exists()


# ---------------------------------------------------------------------------------- what the caller has to say to it


def test_the_callers_own_change_is_part_of_it(dokumen: DokumenTertanda, camat: Pengguna) -> None:
    terlihat: list[tuple[str, bool]] = []

    def sesudah(tanda: TandaTangan) -> None:
        terlihat.append((DokumenTertanda.objects.get(pk=dokumen.pk).status, path_berkas(dokumen, 1).exists()))
        Pengguna.objects.filter(pk=camat.pk).update(last_name=f"menandatangani {tanda.dokumen.status}")

    tanda_tangani(dokumen, 1, camat, rahasia=rahasia(), sesudah=sesudah)
    camat.refresh_from_db()
    assert terlihat == [("sebagian", False)] and camat.last_name == "menandatangani sebagian"
    assert path_berkas(dokumen, 1).exists()


@pytest.mark.parametrize("galat", [ValueError("status berubah"), IntegrityError("kembar")])
def test_what_the_caller_refuses_leaves_nothing(dokumen: DokumenTertanda, camat: Pengguna, galat: Exception) -> None:
    def sesudah(tanda: TandaTangan) -> None:
        Pengguna.objects.filter(pk=camat.pk).update(last_name="berubah")
        raise galat

    with pytest.raises(type(galat), match=str(galat)):
        tanda_tangani(dokumen, 1, camat, rahasia=rahasia(), sesudah=sesudah)
    camat.refresh_from_db()
    assert camat.last_name == "" and dokumen.status == "disiapkan"
    dokumen.refresh_from_db()
    assert dokumen.status == "disiapkan" and not TandaTangan.objects.exists()
    assert not path_berkas(dokumen, 1).exists()
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())


@pytest.mark.django_db(transaction=True)
def test_two_who_sign_at_once_leave_one_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.tandatangan.pabrik import buat_instansi

    dokumen = buat_dokumen(buat_instansi())
    orang = [buat_orang("camat"), buat_orang("wakil")]
    for satu in orang:
        lemari.issue_sendiri(satu, SANDI)
    bertemu = threading.Barrier(2, timeout=60)
    asli = lemari._open
    monkeypatch.setattr(lemari, "_open", lambda *a: (bertemu.wait(), asli(*a))[1])
    hasil: list[str] = []

    def jalan(siapa: Pengguna) -> None:
        try:
            tanda_tangani(DokumenTertanda.objects.get(pk=dokumen.pk), 1, siapa, rahasia=rahasia())
            hasil.append("jadi")
        except TandaTanganDitolak as galat:
            hasil.append(str(galat))
        finally:
            connection.close()

    utas = [threading.Thread(target=jalan, args=(o,)) for o in orang]
    for u in utas:
        u.start()
    for u in utas:
        u.join(120)
    assert sorted(h == "jadi" for h in hasil) == [False, True], hasil
    assert any("Muat ulang halaman" in h for h in hasil)
    tanda = TandaTangan.objects.get()
    assert len(baca_pdf(dokumen, 1)) == tanda.ukuran  # the file is the winner's


# ------------------------------------------------------------------------------------------------------- certificates


def test_first_signature_issues_a_certificate_for_two_years(dokumen: DokumenTertanda, camat: Pengguna) -> None:
    tanda = tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    sertifikat = Sertifikat.objects.get()
    assert tanda.sertifikat == sertifikat and tanda.sidik_sertifikat == sertifikat.sidik
    assert sertifikat.dipakai and sertifikat.otoritas == Otoritas.objects.get()
    assert sertifikat.nama == "Camat Contoh"
    assert sertifikat.selesai - sertifikat.mulai == datetime.timedelta(days=730)


def test_the_same_certificate_signs_the_next_document(instansi: Instansi, camat: Pengguna) -> None:
    for _ in range(2):
        tanda_tangani(buat_dokumen(instansi), 1, camat, rahasia=rahasia())
    assert Sertifikat.objects.count() == 1


def test_a_new_password_gets_a_new_certificate(instansi: Instansi, camat: Pengguna) -> None:
    tanda_tangani(buat_dokumen(instansi), 1, camat, rahasia=rahasia())
    camat.set_password("sandi-baru-456")
    camat.save()
    tanda_tangani(buat_dokumen(instansi), 1, camat, rahasia=Rahasia("sandi-baru-456"))
    baru, lama = Sertifikat.objects.all()
    assert lama.dicabut and "Kata sandi akun diganti" in lama.alasan and not lama.dipakai
    assert baru.dipakai and not baru.dicabut


def test_an_expired_certificate_is_issued_anew(instansi: Instansi, camat: Pengguna) -> None:
    tanda_tangani(buat_dokumen(instansi), 1, camat, rahasia=rahasia())
    lampau = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    Sertifikat.objects.update(selesai=lampau)
    tanda_tangani(buat_dokumen(instansi), 1, camat, rahasia=rahasia())
    baru, lama = Sertifikat.objects.all()
    assert lama.alasan == "Masa berlakunya habis." and baru.dipakai


def test_an_uploaded_certificate_signs_with_its_own_passphrase(dokumen: DokumenTertanda, camat: Pengguna) -> None:
    luar = lemari.upload(camat, buat_p12(*buat_sertifikat_luar(), "frasa-p12"), "frasa-p12")
    with pytest.raises(TandaTanganDitolak, match="Isi frasa sandi"):
        tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    with pytest.raises(TandaTanganDitolak, match="Frasa sandi sertifikat tidak cocok"):
        tanda_tangani(dokumen, 1, camat, rahasia=rahasia(frasa="keliru"))
    assert tanda_tangani(dokumen, 1, camat, rahasia=rahasia(frasa="frasa-p12")).sertifikat == luar


def test_an_uploaded_certificate_that_has_expired_signs_no_more(dokumen: DokumenTertanda, camat: Pengguna) -> None:
    lemari.upload(camat, buat_p12(*buat_sertifikat_luar(), "frasa-p12"), "frasa-p12")
    Sertifikat.objects.update(selesai=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    with pytest.raises(TandaTanganDitolak, match="habis masa berlakunya"):
        tanda_tangani(dokumen, 1, camat, rahasia=rahasia(frasa="frasa-p12"))


def test_no_password_opens_another_ones_certificate(dokumen: DokumenTertanda, camat: Pengguna) -> None:
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    with pytest.raises(ValueError):
        lemari._open(Sertifikat.objects.get(), SANDI.encode())  # the password itself is not the passphrase


def test_no_secret_is_stored_or_logged(
    dokumen: DokumenTertanda, camat: Pengguna, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    lemari.upload(camat, buat_p12(*buat_sertifikat_luar(), "frasa-sangat-rahasia"), "frasa-sangat-rahasia")
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia(frasa="frasa-sangat-rahasia"))
    isi = caplog.text + "".join(
        str(list(m.objects.values())) for m in (LogEntry, Sertifikat, TandaTangan, DokumenTertanda)
    )
    assert "frasa-sangat-rahasia" not in isi and SANDI not in isi
    assert check_password(SANDI, camat.password)


# ---------------------------------------------------------------------------------------------------------- authority


def test_authority_is_made_once(camat: Pengguna, bupati: Pengguna) -> None:
    for orang in (camat, bupati):
        lemari.issue_sendiri(orang, SANDI)
    otoritas = Otoritas.objects.get()
    assert "ENCRYPTED PRIVATE KEY" in otoritas.kunci and "ENCRYPTED PRIVATE KEY" in otoritas.kunci_waktu


def test_another_secret_key_makes_another_authority(camat: Pengguna, settings: Settings) -> None:
    lemari.issue_sendiri(camat, SANDI)
    settings.SECRET_KEY = "kunci-lain-" * 6
    lemari.issue_sendiri(camat, SANDI)
    assert Otoritas.objects.count() == 2

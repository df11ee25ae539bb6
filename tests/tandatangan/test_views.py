"""The public pages that check a document, and one's own certificates."""

from __future__ import annotations

import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from organisasi.models import Instansi, Pengguna
from tandatangan import forms
from tandatangan.layanan import baca_pdf, batalkan, gantikan, tanda_tangani
from tandatangan.models import DokumenTertanda, Sertifikat
from tests.tandatangan.pabrik import (
    buat_dokumen,
    buat_orang,
    buat_p12,
    buat_sertifikat_luar,
    buat_sertifikat_milik,
    rahasia,
)

pytestmark = pytest.mark.django_db
FRASA = "frasa-p12"


@pytest.fixture
def lengkap(instansi: Instansi, camat: Pengguna, bupati: Pengguna) -> DokumenTertanda:
    dokumen = buat_dokumen(instansi)
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    tanda_tangani(dokumen, 2, bupati, rahasia=rahasia())
    return dokumen


def kirim(client: Client, alamat: str, isi: bytes, nama: str = "pk.pdf", **lain: Any) -> Any:
    return client.post(alamat, {"berkas": SimpleUploadedFile(nama, isi), **lain})


# ------------------------------------------------------------------------------------------------------- verification


def test_anyone_reads_what_a_document_is(client: Client, lengkap: DokumenTertanda, camat: Pengguna) -> None:
    jawaban = client.get(f"/verifikasi/{lengkap.kode}/")
    isi = jawaban.content.decode()
    for kata in ("Perjanjian Kinerja", "Kecamatan Satu", "Camat Contoh", "Camat Satu", "Berlaku", lengkap.kode_terbaca):
        assert kata in isi
    assert camat.username not in isi.replace("Kecamatan", "")  # name and post, nothing of the account


def test_kode_can_be_typed_as_it_is_read(client: Client, lengkap: DokumenTertanda) -> None:
    assert client.get(f"/verifikasi/{lengkap.kode_terbaca.lower()}/").status_code == 200


@pytest.mark.parametrize("kode", ["TIDAKADA", "2" * 16, "%00", "'or"])
def test_unknown_kode_says_what_to_do(client: Client, kode: str) -> None:
    jawaban = client.get(f"/verifikasi/{kode}/")
    assert jawaban.status_code == 404
    assert "Kode dokumen tidak dikenal" in jawaban.content.decode()


def test_says_who_has_not_signed_yet(client: Client, instansi: Instansi, camat: Pengguna) -> None:
    dokumen = buat_dokumen(instansi)
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    isi = client.get(f"/verifikasi/{dokumen.kode}/").content.decode()
    assert isi.count("belum menandatangani") == 1 and "Baru sebagian" in isi


def test_says_what_is_no_longer_in_force(client: Client, instansi: Instansi) -> None:
    lama, baru, batal = (buat_dokumen(instansi, judul=f"Perjanjian {n}") for n in "ABC")
    gantikan(lama, baru)
    batalkan(batal, "Urusan dalam kantor")
    isi = client.get(f"/verifikasi/{lama.kode}/").content.decode()
    assert "tidak berlaku lagi" in isi and f"/verifikasi/{baru.kode}/" in isi
    isi = client.get(f"/verifikasi/{batal.kode}/").content.decode()
    assert "dibatalkan dan tidak berlaku" in isi and "Urusan dalam kantor" not in isi


def test_an_uploaded_file_is_judged(client: Client, lengkap: DokumenTertanda) -> None:
    pdf = baca_pdf(lengkap)
    for alamat in ("/verifikasi/", f"/verifikasi/{lengkap.kode}/"):
        jawaban = kirim(client, alamat, pdf)
        assert jawaban.status_code == 200
        assert "alert-success" in jawaban.content.decode()
        jawaban = kirim(client, alamat, pdf[:-1] + b"x")
        assert "alert-danger" in jawaban.content.decode() and "berubah sesudah" in jawaban.content.decode()


@pytest.mark.parametrize(
    ("depan", "belakang", "kata"),
    [
        ("Wakil", "Lain", "sertifikat atas nama Wakil Lain"),
        ("camat", "CONTOH", ""),  # the printed name, written otherwise
        ("", "", ""),  # the certificate names the account, which concerns nobody
    ],
)
def test_says_whom_the_certificate_names(
    client: Client, instansi: Instansi, depan: str, belakang: str, kata: str, tmp_path: Path
) -> None:
    orang = buat_orang("akun.sembilan")
    orang.first_name, orang.last_name = depan, belakang
    orang.save()
    dokumen = buat_dokumen(instansi)
    tanda_tangani(dokumen, 1, orang, rahasia=rahasia())
    berkas, keluar = tmp_path / "pk.pdf", StringIO()
    berkas.write_bytes(baca_pdf(dokumen))
    call_command("verifikasi", str(berkas), stdout=keluar)
    halaman = client.get(f"/verifikasi/{dokumen.kode}/").content.decode()
    unggahan = kirim(client, "/verifikasi/", baca_pdf(dokumen)).content.decode()
    for isi in (halaman, unggahan, keluar.getvalue()):
        assert "Camat Contoh" in isi and "akun.sembilan" not in isi
        assert kata in isi if kata else "sertifikat atas nama" not in isi


def test_an_account_named_later_does_not_reveal_its_user_name(client: Client, instansi: Instansi) -> None:
    orang = buat_orang("akun.sembilan")
    Pengguna.objects.filter(pk=orang.pk).update(first_name="")
    orang.refresh_from_db()
    dokumen = buat_dokumen(instansi)
    tanda_tangani(dokumen, 1, orang, rahasia=rahasia())
    Pengguna.objects.filter(pk=orang.pk).update(first_name="Camat Contoh")
    for isi in (client.get(f"/verifikasi/{dokumen.kode}/"), kirim(client, "/verifikasi/", baca_pdf(dokumen))):
        assert "akun.sembilan" not in isi.content.decode()


def test_only_this_document_is_this_document(client: Client, lengkap: DokumenTertanda, instansi: Instansi) -> None:
    lain = buat_dokumen(instansi, judul="Dokumen lain")
    jawaban = kirim(client, f"/verifikasi/{lain.kode}/", baca_pdf(lengkap))
    assert "alert-danger" in jawaban.content.decode() and "melainkan “Perjanjian Kinerja”" in jawaban.content.decode()


def test_an_incomplete_upload_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.post("/verifikasi/").status_code == 422
    assert kirim(client, "/verifikasi/", b"").status_code == 422
    monkeypatch.setattr(forms, "UKURAN_TERBESAR", 10)
    assert kirim(client, "/verifikasi/", b"x" * 11).status_code == 422


def test_file_names_are_written_safely(client: Client) -> None:
    assert "<b>x" not in kirim(client, "/verifikasi/", b"bukan pdf", "<b>x.pdf").content.decode()


# ------------------------------------------------------------------------------------------------------- certificates


def test_bringing_a_certificate_along(client: Client, camat: Pengguna) -> None:
    client.force_login(camat)
    assert "Belum ada" in client.get("/akun/sertifikat/").content.decode()
    p12 = buat_p12(*buat_sertifikat_luar("Camat Contoh"), FRASA)
    jawaban = kirim(client, "/akun/sertifikat/", p12, "saya.p12", frasa=FRASA)
    assert jawaban.status_code == 302
    sertifikat = Sertifikat.objects.get()
    assert sertifikat.dipakai and sertifikat.pengguna == camat and bytes(sertifikat.berkas) == p12
    assert "Camat Contoh" in client.get("/akun/sertifikat/").content.decode()
    jawaban = kirim(client, "/akun/sertifikat/", p12, "saya.p12", frasa=FRASA)
    assert jawaban.status_code == 422 and "sudah pernah diunggah" in jawaban.content.decode()


def _habis() -> bytes:
    return buat_p12(*buat_sertifikat_luar(mulai=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)), FRASA)


def _nanti() -> bytes:
    mulai = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=9)
    return buat_p12(*buat_sertifikat_luar(mulai=mulai), FRASA)


def _tanpa_kunci() -> bytes:
    return buat_p12(buat_sertifikat_luar()[0], None, FRASA)


def _bukan_tanda() -> bytes:
    return buat_p12(*buat_sertifikat_luar(tanda=False), FRASA)


def _pendek() -> bytes:
    return buat_p12(*buat_sertifikat_luar(kunci=rsa.generate_private_key(65537, 1024)), FRASA)


@pytest.mark.parametrize(
    ("buat", "frasa", "kata"),
    [
        (_habis, FRASA, "habis masa berlakunya"),
        (_nanti, FRASA, "baru berlaku mulai"),
        (_tanpa_kunci, FRASA, "tidak memuat sertifikat bersama kunci pribadinya"),
        (_bukan_tanda, FRASA, "bukan untuk tanda tangan dokumen"),
        (_pendek, FRASA, "hanya 1024 bit; paling sedikit 2048 bit"),
        (lambda: buat_p12(*buat_sertifikat_luar(), FRASA), "keliru", "Frasa sandi tidak membuka"),
        (lambda: b"bukan p12", FRASA, "Berkas ini bukan sertifikat"),
        (lambda: b"x" * 100_001, FRASA, "terlalu besar"),
    ],
)
def test_what_cannot_sign_is_refused_in_words(
    client: Client, camat: Pengguna, buat: Any, frasa: str, kata: str
) -> None:
    client.force_login(camat)
    jawaban = kirim(client, "/akun/sertifikat/", buat(), "saya.p12", frasa=frasa)
    assert jawaban.status_code == 422 and kata in jawaban.content.decode()
    assert frasa not in jawaban.content.decode()
    assert not Sertifikat.objects.exists()


def test_choosing_which_one_signs(client: Client, camat: Pengguna) -> None:
    client.force_login(camat)
    satu, dua = (buat_sertifikat_milik(camat) for _ in range(2))
    for pilihan in (satu, dua):
        client.post(f"/akun/sertifikat/{pilihan.pk}/pakai/")
        assert Sertifikat.objects.get(dipakai=True) == pilihan
    client.post(f"/akun/sertifikat/{dua.pk}/lepas/")
    assert not Sertifikat.objects.filter(dipakai=True).exists()


def test_revoking_needs_a_reason_and_is_final(client: Client, camat: Pengguna) -> None:
    client.force_login(camat)
    sertifikat = buat_sertifikat_milik(camat, dipakai=True)
    alamat = f"/akun/sertifikat/{sertifikat.pk}"
    assert client.post(f"{alamat}/cabut/", {"alasan": ""}).status_code == 422
    assert client.post(f"{alamat}/cabut/", {"alasan": "Komputer hilang"}).status_code == 302
    sertifikat.refresh_from_db()
    assert sertifikat.dicabut and not sertifikat.dipakai and sertifikat.alasan == "Komputer hilang"
    jawaban = client.post(f"{alamat}/cabut/", {"alasan": "Lagi"}, follow=True)
    assert "sudah dicabut" in jawaban.content.decode()
    jawaban = client.post(f"{alamat}/pakai/", follow=True)
    assert "tidak dapat dipakai" in jawaban.content.decode()
    sertifikat.refresh_from_db()
    assert sertifikat.alasan == "Komputer hilang" and not sertifikat.dipakai


def test_with_bsre_the_page_says_that_these_are_not_used(client: Client, camat: Pengguna, settings: Settings) -> None:
    client.force_login(camat)
    assert "lewat BSrE" not in client.get("/akun/sertifikat/").content.decode()
    settings.TANDA_TANGAN = "bsre"
    assert "lewat BSrE" in client.get("/akun/sertifikat/").content.decode()


def test_account_page_leads_to_the_certificates(client: Client, camat: Pengguna) -> None:
    client.force_login(camat)
    assert 'href="/akun/sertifikat/"' in client.get("/akun/").content.decode()


def test_verification_is_no_name_for_an_instansi() -> None:
    from organisasi.alamat import list_kata_pertama

    assert "verifikasi" in list_kata_pertama()

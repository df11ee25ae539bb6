"""Signing by BSrE, against a local server that behaves as its published interface does."""

from __future__ import annotations

import datetime
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from auditlog.models import LogEntry
from pypdf import PdfReader, PdfWriter
from pytest_django import Settings

from organisasi.models import Instansi, Pengguna
from tandatangan.berkas import path_berkas
from tandatangan.layanan import Rahasia, TandaTanganDitolak, baca_pdf, tanda_tangani, tautan_periksa
from tandatangan.models import DokumenTertanda, Sertifikat, TandaTangan
from tandatangan.otoritas import to_pem
from tandatangan.penyedia import bsre
from tandatangan.periksa import periksa
from tests.tandatangan.layanan_bsre import AKUN, NIK, PASSPHRASE, LayananBsre
from tests.tandatangan.pabrik import SANDI, buat_dokumen, buat_pdf, buat_sertifikat_luar, tanda_tangan_luar

pytestmark = pytest.mark.django_db


@pytest.fixture
def layanan(settings: Settings, tmp_path: Path) -> Iterator[LayananBsre]:
    server = LayananBsre(*buat_sertifikat_luar("Penanda BSrE"))
    utas = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    utas.start()
    akar = tmp_path / "bsre.pem"
    akar.write_text(to_pem(server.sertifikat))
    settings.TANDA_TANGAN, settings.BSRE_URL = "bsre", server.alamat
    settings.BSRE_PENGGUNA, settings.BSRE_SANDI = AKUN
    settings.BSRE_AKAR, settings.BSRE_TUNGGU = akar, (2, 20)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def dokumen(instansi: Instansi) -> DokumenTertanda:
    return buat_dokumen(instansi)


def rahasia(nik: str = NIK, frasa: str = PASSPHRASE) -> Rahasia:
    return Rahasia(SANDI, frasa=frasa, nik=nik)


def ditolak(dokumen: DokumenTertanda, orang: Pengguna, isi: Rahasia | None = None) -> str:
    with pytest.raises(TandaTanganDitolak) as galat:
        tanda_tangani(dokumen, 1, orang, rahasia=isi or rahasia())
    dokumen.refresh_from_db()
    assert dokumen.status == "disiapkan" and not TandaTangan.objects.exists()
    return str(galat.value)


def test_both_parties_sign_and_the_result_verifies(
    layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna, bupati: Pengguna
) -> None:
    for urut, orang in ((1, camat), (2, bupati)):
        tanda = tanda_tangani(dokumen, urut, orang, rahasia=rahasia())
        assert (tanda.penyedia, tanda.sertifikat) == ("bsre", None)
    hasil = periksa(baca_pdf(dokumen))
    assert hasil.sah and hasil.berlaku, hasil
    assert not Sertifikat.objects.exists()


def test_sends_what_the_interface_asks_for(layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna) -> None:
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    assert layanan.diterima == [f"/api/user/status/{NIK}", "/api/sign/pdf"]
    tujuan = PdfReader(io.BytesIO(buat_pdf())).named_destinations["ttd-1"]
    isian = dict(layanan.isian)
    assert int(isian.pop("xAxis")) == pytest.approx(float(tujuan.left), abs=1)
    assert int(isian.pop("yAxis")) == pytest.approx(float(tujuan.top) - 24 * 72 / 25.4, abs=1)
    assert isian == {
        "nik": NIK,
        "passphrase": PASSPHRASE,
        "tampilan": "visible",
        "image": "false",
        "linkQR": tautan_periksa(dokumen),
        "page": "1",
        "width": "176",
        "height": "68",
    }


def test_no_secret_is_stored_or_logged(
    layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    pesan = ditolak(dokumen, camat, rahasia(frasa="Passphrase-Keliru-88"))
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    baris = "".join(str(list(m.objects.values())) for m in (LogEntry, Sertifikat, TandaTangan, DokumenTertanda))
    isi = caplog.text + baris + pesan + str(baca_pdf(dokumen))
    for kata in (NIK, PASSPHRASE, "Passphrase-Keliru-88", AKUN[1]):
        assert kata not in isi


def test_wrong_passphrase(layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna) -> None:
    assert "Passphrase BSrE tidak cocok" in ditolak(dokumen, camat, rahasia(frasa="keliru"))


@pytest.mark.parametrize(
    ("kode", "isi", "kata"),
    [
        (200, {"status_code": 2011, "message": "User belum terdaftar"}, "belum terdaftar"),
        (404, {"status_code": 2011, "error": "User belum terdaftar"}, "belum terdaftar"),
        (200, {"status_code": 2021, "status": "EXPIRED"}, "Sertifikat Anda di BSrE"),
        (200, {"status_code": 1112, "status": "EXPIRED"}, "habis masa berlakunya"),
        (200, {"status_code": 1113, "status": "SUSPEND"}, "ditangguhkan"),
        (200, {"status_code": 9999, "status": "LAIN"}, "kode 9999"),
        (500, {"error": "rusak"}, "sedang terganggu"),
        (503, {}, "sedang terganggu"),
    ],
)
def test_who_cannot_sign_is_told_before_anything_is_sent(
    layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna, kode: int, isi: dict[str, object], kata: str
) -> None:
    layanan.status = (kode, isi)
    assert kata in ditolak(dokumen, camat)
    assert layanan.diterima == [f"/api/user/status/{NIK}"]


def test_the_sites_own_account_is_refused(
    layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna, settings: Settings
) -> None:
    settings.BSRE_SANDI = "keliru"
    assert "BSRE_PENGGUNA" in ditolak(dokumen, camat)


@pytest.mark.parametrize(
    ("jawab", "kata"),
    [
        ((200, "text/html", b"<html>gerbang</html>"), "bukan dokumen ini"),
        ((200, "application/pdf", b"bukan pdf"), "bukan dokumen ini"),
        ((200, "application/json", b'{"status_code": 2031}'), "Passphrase BSrE tidak cocok"),
        ((302, "text/html", b""), "bukan dokumen ini"),
        ((400, "application/json", b"[1]"), "menolak"),
        ((500, "text/html", b"galat"), "sedang terganggu"),
    ],
)
def test_odd_answers(
    layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna, jawab: tuple[int, str, bytes], kata: str
) -> None:
    layanan.jawab = jawab
    assert kata in ditolak(dokumen, camat)


def test_an_answer_that_is_not_our_document(layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna) -> None:
    orang = layanan.sertifikat, layanan.kunci
    satu = tanda_tangan_luar(buat_pdf(), *orang, "A")
    pendek = PdfWriter()
    pendek.add_page(PdfReader(io.BytesIO(buat_pdf())).pages[0])
    lain = io.BytesIO()
    pendek.write(lain)
    rusak = bytearray(satu)
    rusak[satu.index(b"/Title") + 8] ^= 1
    for isi in (
        buat_pdf(),  # unsigned
        tanda_tangan_luar(satu, *orang, "B"),  # two signatures more
        tanda_tangan_luar(lain.getvalue(), *orang, "A"),  # other pages
        bytes(rusak),  # not what its signature says
        satu + satu[len(buat_pdf()) :],  # something after the signature
    ):
        layanan.jawab = (200, "application/pdf", isi)
        assert ditolak(dokumen, camat) == bsre.ANEH


def test_an_answer_that_loses_the_first_signature(
    layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna, bupati: Pengguna
) -> None:
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    orang = layanan.sertifikat, layanan.kunci
    layanan.jawab = (200, "application/pdf", tanda_tangan_luar(tanda_tangan_luar(buat_pdf(), *orang, "A"), *orang, "B"))
    with pytest.raises(TandaTanganDitolak, match="bukan dokumen ini"):
        tanda_tangani(dokumen, 2, bupati, rahasia=rahasia())
    assert TandaTangan.objects.count() == 1


def test_silence_ends_at_the_limit(
    layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna, settings: Settings
) -> None:
    settings.BSRE_TUNGGU, layanan.tunda = (1, 0.3), 1.5
    mulai = datetime.datetime.now()
    assert ditolak(dokumen, camat) == bsre.LAMBAT
    assert datetime.datetime.now() - mulai < datetime.timedelta(seconds=20)


def test_nobody_answers(layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna, settings: Settings) -> None:
    settings.BSRE_URL = "http://127.0.0.1:9"
    assert ditolak(dokumen, camat) == bsre.PUTUS


@pytest.mark.parametrize("nik", ["", "123", "12345678901234567", "../../../../etc/x", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦"])
def test_what_is_no_nik_is_not_sent(layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna, nik: str) -> None:
    assert ditolak(dokumen, camat, rahasia(nik=nik)) == "NIK harus 16 angka."
    assert layanan.diterima == []


def test_passphrase_is_needed(layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna) -> None:
    assert "Isi passphrase" in ditolak(dokumen, camat, rahasia(frasa=""))
    assert layanan.diterima == []


def test_account_password_comes_first(layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna) -> None:
    assert "Kata sandi akun Anda tidak cocok" in ditolak(dokumen, camat, Rahasia("keliru", PASSPHRASE, NIK))
    assert layanan.diterima == []


def test_without_roots_nothing_is_asked_for(
    layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna, settings: Settings
) -> None:
    settings.BSRE_AKAR = None
    assert "perlu mengisi BSRE_AKAR" in ditolak(dokumen, camat)
    assert layanan.diterima == []


def test_what_the_roots_do_not_vouch_for_is_not_stored(
    layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna, settings: Settings
) -> None:
    settings.BSRE_AKAR.write_text(to_pem(buat_sertifikat_luar("Akar Lain")[0]))
    pesan = ditolak(dokumen, camat)
    assert "penerbit sertifikatnya tidak dikenal" in pesan and "perlu melengkapi BSRE_AKAR" in pesan
    assert not path_berkas(dokumen, 1).exists()


def test_without_its_roots_the_issuer_is_unknown(
    layanan: LayananBsre, dokumen: DokumenTertanda, camat: Pengguna, settings: Settings
) -> None:
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    settings.BSRE_AKAR = None
    assert "penerbit sertifikatnya tidak dikenal" in periksa(baca_pdf(dokumen)).kesimpulan

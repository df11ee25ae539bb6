"""The JSON contract of rancangan.md §5."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

from lakip.render.json import render_json
from tests.lakip.render.contoh_dokumen import build_dokumen, build_kecil, tabel_jahat, tabel_kinerja


def test_has_the_keys_of_the_contract() -> None:
    isi = json.loads(render_json(build_dokumen()))
    assert set(isi) == {"jenis", "instansi", "tahun", "judul", "bab", "tabel", "sampul", "kelengkapan", "sidik"}
    assert (isi["jenis"], isi["instansi"], isi["tahun"]) == ("lkj", "contoh", 2023)
    for tabel in isi["tabel"]:
        assert {"kunci", "nomor", "judul", "kolom", "baris"} <= set(tabel)
        assert all(isinstance(k, str) for k in tabel["kolom"])
        for sel in (s for baris in tabel["baris"] for s in baris):
            assert set(sel) == {"teks", "nilai", "asal"}
            assert sel["nilai"] is None or format(Decimal(sel["nilai"]), "f") == sel["nilai"]


def test_figures_are_plain_decimals_and_texts_null() -> None:
    baris = json.loads(render_json(build_kecil(tabel_kinerja("a"))))["tabel"][0]["baris"]
    assert baris[0][6] == {"teks": "95,00", "nilai": "95.00", "asal": "Realisasi ÷ target × 100"}
    assert baris[0][1]["nilai"] is None
    assert baris[2][5] == {"teks": "–", "nilai": None, "asal": "belum diisi"}


def test_fingerprint_is_of_all_the_rest() -> None:
    isi = json.loads(render_json(build_kecil(tabel_jahat())))
    sidik = isi.pop("sidik")
    kanonik = json.dumps(isi, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(kanonik.encode()).hexdigest() == sidik


def test_is_utf8_and_always_the_same() -> None:
    mentah = render_json(build_kecil(tabel_kinerja("a")))
    assert "÷".encode() in mentah
    assert mentah == render_json(build_kecil(tabel_kinerja("a")))
    assert mentah != render_json(build_kecil(tabel_kinerja("b")))

"""Signing with a certificate kept here: PAdES, with a time stamp of our own clock."""

from __future__ import annotations

import datetime
import io

from django.utils import timezone
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1 as to_asn1
from pyhanko.keys.internal import translate_pyca_cryptography_key_to_asn1 as to_asn1_kunci
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tandatangan.kotak import IsiKotak, print_kotak
from tandatangan.letak import find_letak
from tandatangan.otoritas import get_otoritas, load_pem, open_kunci
from tandatangan.penyedia import Hasil, Permintaan
from tandatangan.putaran import run_terpisah
from tandatangan.sertifikat import Terbuka, open_untuk_tanda_tangan


def buat() -> Lokal:
    return Lokal()


class Lokal:
    def sign(self, permintaan: Permintaan) -> Hasil:
        terbuka = open_untuk_tanda_tangan(permintaan.pengguna, permintaan.rahasia)
        waktu = timezone.now().replace(microsecond=0)  # after a certificate that was issued just now
        return Hasil(sign_pdf(permintaan, terbuka, waktu), waktu, terbuka.baris.sidik, terbuka.baris)


def sign_pdf(permintaan: Permintaan, terbuka: Terbuka, waktu: datetime.datetime) -> bytes:
    """Append one signature with its visible block; what was there stays byte for byte."""
    penulis = IncrementalPdfFileWriter(io.BytesIO(permintaan.pdf))
    pihak = permintaan.pihak
    letak = find_letak(penulis.prev, pihak.jangkar, pihak.urut)
    penanda = signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=permintaan.nama_medan,
            md_algorithm="sha256",
            name=pihak.nama,
            reason=f"{pihak.jabatan}. Periksa di {permintaan.tautan}",
            subfilter=fields.SigSeedSubFilter.PADES,
        ),
        signer=_build_penanda(terbuka),
        timestamper=build_jam(waktu),
        stamp_style=StaticStampStyle(
            border_width=0,
            background=IsiKotak(print_kotak(pihak.nama, pihak.jabatan, waktu, permintaan.tautan)),
            background_layout=SimpleBoxLayoutRule(
                x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins.uniform(0)
            ),
        ),
        new_field_spec=fields.SigFieldSpec(
            permintaan.nama_medan,
            on_page=letak.halaman,
            box=letak.kotak,
            readable_field_name=f"Tanda tangan {pihak.nama}, {pihak.jabatan}",
        ),
    )
    keluaran = io.BytesIO()
    run_terpisah(lambda: penanda.sign_pdf(penulis, output=keluaran))
    return keluaran.getvalue()


def build_jam(waktu: datetime.datetime) -> DummyTimeStamper:
    """Our own clock: what an outside time-stamping authority would do, in this process."""
    otoritas = get_otoritas()
    gudang = SimpleCertificateStore()
    gudang.register(to_asn1(load_pem(otoritas.pem)))
    return DummyTimeStamper(
        tsa_cert=to_asn1(load_pem(otoritas.pem_waktu)),
        tsa_key=to_asn1_kunci(open_kunci(otoritas, otoritas.kunci_waktu)),
        certs_to_embed=gudang,
        fixed_dt=waktu,
    )


def _build_penanda(terbuka: Terbuka) -> signers.SimpleSigner:
    gudang = SimpleCertificateStore()
    gudang.register_multiple([to_asn1(s) for s in terbuka.rantai])
    if terbuka.baris.otoritas is not None:
        gudang.register(to_asn1(load_pem(terbuka.baris.otoritas.pem)))
    return signers.SimpleSigner(
        signing_cert=to_asn1(terbuka.sertifikat), signing_key=to_asn1_kunci(terbuka.kunci), cert_registry=gudang
    )

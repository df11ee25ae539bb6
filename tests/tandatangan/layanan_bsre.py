"""A local server that behaves as BSrE's e-sign client service does, with its refusals."""

from __future__ import annotations

import base64
import json
import time
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.tandatangan.pabrik import tanda_tangan_luar

NIK, PASSPHRASE = "1234567890123456", "Passphrase-Uji-77"
AKUN = ("aplikasi", "sandi-aplikasi")


class LayananBsre(ThreadingHTTPServer):
    """``status``, ``jawab``: what a test wants to be answered instead of the usual; ``tunda``: seconds of silence."""

    daemon_threads = True

    def __init__(self, sertifikat: Any, kunci: Any) -> None:
        super().__init__(("127.0.0.1", 0), _Penjawab)
        self.sertifikat, self.kunci = sertifikat, kunci
        self.status: tuple[int, dict[str, Any]] = (200, {"status_code": 1111, "status": "ISSUE", "message": "ok"})
        self.jawab: tuple[int, str, bytes] | None = None
        self.tunda = 0.0
        self.isian: dict[str, str] = {}
        self.diterima: list[str] = []

    def handle_error(self, *args: Any) -> None:
        """Nothing: a caller who no longer waits is what a test wants."""

    @property
    def alamat(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Penjawab(BaseHTTPRequestHandler):
    server: LayananBsre

    def do_GET(self) -> None:
        self.server.diterima.append(self.path)
        if self._is_dikenal():
            kode, isi = self.server.status
            self._json(kode, isi | {"nik": self.path.rpartition("/")[2]})

    def do_POST(self) -> None:
        self.server.diterima.append(self.path)
        badan = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._is_dikenal():
            return
        time.sleep(self.server.tunda)
        bagian = _read_multipart(self.headers["Content-Type"], badan)
        pdf = bagian.pop("file")
        self.server.isian = {nama: isi.decode() for nama, isi in bagian.items()}
        if self.server.jawab:
            self._send(*self.server.jawab)
        elif self.server.isian["passphrase"] != PASSPHRASE:
            self._json(400, {"status_code": 2031, "error": f"Passphrase anda salah ({self.server.isian['nik']})"})
        else:
            isi = tanda_tangan_luar(pdf, self.server.sertifikat, self.server.kunci, f"BSRE{len(pdf)}")
            self._send(200, "application/pdf", isi)

    def _is_dikenal(self) -> bool:
        minta = self.headers.get("Authorization", "")
        if minta == "Basic " + base64.b64encode(":".join(AKUN).encode()).decode():
            return True
        self._json(401, {"error": "Unauthorized"})
        return False

    def _json(self, kode: int, isi: dict[str, Any]) -> None:
        self._send(kode, "application/json", json.dumps(isi).encode())

    def _send(self, kode: int, jenis: str, isi: bytes) -> None:
        self.send_response(kode)
        self.send_header("Content-Type", jenis)
        self.send_header("Content-Length", str(len(isi)))
        self.send_header("id_dokumen", "uji-1")
        self.end_headers()
        self.wfile.write(isi)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the address holds a NIK."""


def _read_multipart(jenis: str, badan: bytes) -> dict[str, bytes]:
    surat = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {jenis}\r\n\r\n".encode() + badan)
    return {
        str(b.get_param("name", header="content-disposition")): b.get_payload(decode=True) for b in surat.iter_parts()
    }

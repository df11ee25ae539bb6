// The editor of a report's section: marks, live figures, and saving by itself. What the server answers is described in
// organisasi/kisi.py. Without this script the page is a form with one button and a list of codes to type.
(() => {
  "use strict";
  const form = document.getElementById("penyunting");
  if (!form) return;
  for (const e of document.querySelectorAll("[data-naskah]")) e.hidden = false;

  const area = [...form.querySelectorAll("textarea")];
  const bisa = area.some((a) => !a.readOnly);
  const angka = new Map();
  let aktif = area[0];
  for (const a of area) a.addEventListener("focus", () => { aktif = a; });

  // ---- writing into the text, so that Undo still knows it
  function sisip(a, teks, mulai, akhir) {
    a.focus();
    a.setSelectionRange(mulai, akhir);
    if (!document.execCommand("insertText", false, teks)) {
      a.setRangeText(teks, mulai, akhir, "end");
      a.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  for (const alat of form.querySelectorAll(".alat")) {
    const a = document.getElementById(alat.dataset.untuk);
    if (a.readOnly) { alat.hidden = true; continue; }
    alat.addEventListener("click", (kejadian) => {
      const tombol = kejadian.target.closest("button, a");
      if (!tombol) return;
      aktif = a;
      const { selectionStart: mulai, selectionEnd: akhir, value: isi } = a;
      if (tombol.dataset.tanda) {
        const t = tombol.dataset.tanda;
        sisip(a, t + isi.slice(mulai, akhir) + t, mulai, akhir);
        if (mulai === akhir) a.setSelectionRange(mulai + t.length, mulai + t.length);
      } else if (tombol.dataset.awal) {
        const awal = isi.lastIndexOf("\n", mulai - 1) + 1;
        const baris = isi.slice(awal, akhir).split("\n");
        const nomor = tombol.dataset.awal.startsWith("1");
        sisip(a, baris.map((b, n) => (nomor ? `${n + 1}. ` : "- ") + b).join("\n"), awal, akhir);
      } else {
        kejadian.preventDefault();
        document.getElementById("angka-hidup").open = true;
        document.getElementById("cari-angka").focus();
      }
    });
  }

  for (const t of document.querySelectorAll("[data-salin]")) {
    t.addEventListener("click", (kejadian) => {
      kejadian.preventDefault();
      const a = document.getElementById(t.dataset.ke);
      const isi = document.querySelector(t.dataset.salin).textContent;
      const induk = a.closest("details");
      if (induk) induk.open = true;
      sisip(a, (a.value.trim() ? "\n\n" : "") + isi, a.value.length, a.value.length);
    });
  }

  // ---- live figures: the list, its search, and the text as it will read
  for (const li of document.querySelectorAll("[data-angka]")) {
    angka.set(li.dataset.angka.toLowerCase(), li.dataset);
    if (!bisa) continue;
    const tombol = document.createElement("button");
    tombol.type = "button";
    tombol.append(...li.childNodes);
    li.append(tombol);
    tombol.addEventListener("click", () => sisip(aktif, `[[${li.dataset.angka}]]`, aktif.selectionStart, aktif.selectionEnd));
  }
  const cari = document.getElementById("cari-angka");
  cari.addEventListener("input", () => {
    const kata = cari.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const bagian of document.querySelectorAll("[data-kelompok]")) {
      let ada = false;
      for (const li of bagian.querySelectorAll("[data-angka]")) {
        const isi = `${li.dataset.angka} ${li.dataset.label}`.toLowerCase();
        li.hidden = !kata.every((k) => isi.includes(k));
        ada = ada || !li.hidden;
      }
      bagian.hidden = !ada;
    }
  });

  function baca(a) {
    const tempat = form.querySelector(`[data-terbaca="${a.id}"]`);
    const alinea = a.value.split(/\n\s*\n/).filter((p) => /\[\[[^\]]+\]\]/.test(p));
    tempat.hidden = !alinea.length;
    tempat.replaceChildren();
    for (const potong of alinea.join("\n\n").split(/(\[\[[^\[\]\n]+\]\])/)) {
      if (!potong.startsWith("[[")) { tempat.append(potong.replaceAll("**", "")); continue; }
      const kunci = potong.slice(2, -2).trim();
      const a = angka.get(kunci.toLowerCase());
      const chip = document.createElement("span");
      chip.className = a ? "chip" : "chip asing";
      chip.textContent = a ? a.teks : `${kunci}: tidak dikenal`;
      if (a) chip.title = a.label;
      tempat.append(chip);
    }
  }
  area.forEach(baca);
  if (!bisa) return;

  // ---- saving by itself
  const sidik = form.elements.sidik;
  const kunci = `narasi:${form.dataset.penyunting}`;
  const keadaan = form.querySelector("[data-keadaan]");
  const peringatan = form.querySelector("[data-peringatan]");
  const panel = form.querySelector("section[data-bentrok]");
  let tunda = 0;
  let mengirim = false;
  let bentrok = false;
  let tersimpan = isi();

  function isi() { return JSON.stringify(area.map((a) => a.value)); }
  function kata(teks, gagal) { keadaan.textContent = teks; keadaan.classList.toggle("gagal", Boolean(gagal)); }
  function ingat() {
    try {
      localStorage.setItem(kunci, JSON.stringify({ sidik: sidik.value, isi: area.map((a) => a.value) }));
      return true;
    } catch {
      return false; // full or forbidden: the form still holds it
    }
  }
  function lupakan() { try { localStorage.removeItem(kunci); } catch { /* as above */ } }

  function berubah(a) {
    baca(a);
    if (isi() === tersimpan) return;
    ingat();
    if (!bentrok) { kata("Belum tersimpan…"); jadwalkan(2500); }
  }
  function jadwalkan(jeda) { clearTimeout(tunda); tunda = setTimeout(kirim, jeda); }

  async function kirim() {
    if (mengirim || bentrok || isi() === tersimpan) return;
    mengirim = true;
    const dikirim = isi();
    kata("Menyimpan…");
    try {
      const jawaban = await fetch(form.action, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin",
      });
      if (!(jawaban.headers.get("Content-Type") || "").startsWith("application/json")) {
        throw new Error(jawaban.redirected || jawaban.status === 403 ? "keluar" : "gagal");
      }
      terima(jawaban.status, await jawaban.json(), dikirim);
    } catch (galat) {
      ingat();
      kata(galat.message === "keluar"
        ? "Anda sudah keluar. Muat ulang halaman dan masuk lagi; tulisan disimpan di peramban ini."
        : "Sambungan terputus. Tulisan disimpan di peramban ini dan dikirim nanti.", true);
      jadwalkan(10000);
    } finally {
      mengirim = false;
      if (!bentrok && keadaan.textContent === "Menyimpan…") jadwalkan(500);
    }
  }

  function terima(status, hasil, dikirim) {
    if (hasil.status === "tersimpan") {
      tersimpan = dikirim;
      sidik.value = hasil.sidik;
      peringatan.replaceChildren(...hasil.peringatan.map((p) => butir(p.pesan)));
      if (isi() === tersimpan) { lupakan(); kata(`tersimpan ${hasil.jam}`); } else { ingat(); kata("Belum tersimpan…"); jadwalkan(1500); }
      document.body.dispatchEvent(new CustomEvent("narasi-tersimpan"));
    } else if (hasil.status === "bentrok") {
      tampilkanBentrok(hasil);
    } else {
      const pesan = hasil.pesan ? [hasil.pesan] : Object.values(hasil.galat || {}).flat();
      peringatan.replaceChildren(...pesan.map(butir));
      kata("Belum tersimpan.", true);
    }
  }

  function butir(teks) { const li = document.createElement("li"); li.textContent = teks; return li; }
  function buat(nama, teks) { const e = document.createElement(nama); e.textContent = teks; return e; }

  // Someone else has written here since: both texts are shown, the writer chooses.
  function tampilkanBentrok(hasil) {
    bentrok = true;
    kata("Belum tersimpan: ada tulisan rekan.", true);
    panel.hidden = false;
    panel.replaceChildren(buat("h2", `${hasil.oleh} sudah mengubah bagian ini${hasil.jam ? ` pukul ${hasil.jam}` : ""}`));
    panel.append(buat("p", "Tulisan Anda masih ada di atas. Ini tulisan rekan Anda:"));
    for (const { label, nilai } of Object.values(hasil.kini)) {
      if (nilai) panel.append(buat("h3", label), buat("pre", nilai));
    }
    const milikku = buat("button", "Pakai tulisan saya");
    const miliknya = buat("button", "Pakai tulisan rekan");
    for (const t of [milikku, miliknya]) { t.type = "button"; t.className = "btn btn-outline-primary me-2"; }
    milikku.addEventListener("click", () => { selesai(hasil.sidik); kirim(); });
    miliknya.addEventListener("click", () => {
      for (const a of area) { a.value = hasil.kini[a.name].nilai; baca(a); }
      tersimpan = isi();
      lupakan();
      selesai(hasil.sidik);
      kata("Memakai tulisan rekan.");
      document.body.dispatchEvent(new CustomEvent("narasi-tersimpan"));
    });
    panel.append(milikku, miliknya);
    panel.scrollIntoView({ block: "nearest" });
  }
  function selesai(baru) { sidik.value = baru; bentrok = false; panel.hidden = true; }

  // What was typed when the connection or the browser went away comes back.
  function pulihkan() {
    let lama = null;
    try { lama = JSON.parse(localStorage.getItem(kunci)); } catch { lama = null; }
    if (!lama || "kembali" in form.dataset || JSON.stringify(lama.isi) === tersimpan) { if (!("kembali" in form.dataset)) lupakan(); return; }
    area.forEach((a, n) => { a.value = lama.isi[n]; baca(a); });
    sidik.value = lama.sidik;
    const ganti = form.querySelector("details");
    if (area[2].value) ganti.open = true;
    kata("Tulisan yang belum terkirim dikembalikan.");
    jadwalkan(500);
  }

  for (const a of area) a.addEventListener("input", () => berubah(a));
  form.addEventListener("submit", (kejadian) => {
    kejadian.preventDefault();
    clearTimeout(tunda);
    if (isi() === tersimpan && !bentrok) kata("Sudah tersimpan.");
    kirim();
  });
  addEventListener("online", kirim);
  addEventListener("beforeunload", (kejadian) => { if (isi() !== tersimpan && !ingat()) kejadian.preventDefault(); });
  // A form that came back or holds a copied text differs from what is stored: it may be sent as it stands.
  if ("kembali" in form.dataset || location.search.includes("salin")) tersimpan = "";
  pulihkan();
})();

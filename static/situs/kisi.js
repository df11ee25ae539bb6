/* A grid of inputs that works like a spreadsheet and saves row by row. Protocol: organisasi/kisi.py.
   No figures are computed here; what a text means is decided by the server, this only writes dots into plain digits. */
(() => {
  "use strict";

  const JEDA = 2500;
  const MUNDUR = [3, 5, 10, 20, 40, 60]; // seconds between attempts while the connection is gone
  const SUNTING = "input:not([type=hidden]):not([type=file]):not([type=submit]):not([type=button]), select, textarea";

  const buat = (nama, kelas, teks, isi = {}) => Object.assign(document.createElement(nama), { className: kelas, textContent: teks }, isi);
  const tombol = (teks, klik, kelas = "btn btn-sm btn-outline-primary") => buat("button", kelas, teks, { type: "button", onclick: klik });
  const tampak = (el) => (el.checkVisibility ? el.checkVisibility() : el.offsetParent !== null);
  const baca = (el) => (el.type === "checkbox" || el.type === "radio" ? (el.checked ? el.value : "") : el.value);
  const tulis = (el, nilai) => { if (el.type === "checkbox" || el.type === "radio") el.checked = Boolean(nilai); else el.value = nilai; };
  const rapat = (teks) => teks.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const titik = (digit) => digit.replace(/\B(?=(\d{3})+$)/g, ".");

  /* ---- figures: only plain digits get their dots; anything else is left as it was typed */

  const ditulis = new WeakMap(); // input → the text this script wrote there

  function rapikan(el) {
    if (el.dataset.jenis !== "uang" || !/^-?(0|[1-9]\d{0,14})$/.test(el.value.trim())) return;
    const teks = el.value.trim();
    el.value = teks[0] === "-" ? "-" + titik(teks.slice(1)) : titik(teks);
    ditulis.set(el, el.value);
  }

  function ketik(el, e) {
    if (el.dataset.jenis !== "uang") return;
    const satu = /^delete/.test(e.inputType || "") || (e.inputType === "insertText" && /^\d$/.test(e.data || ""));
    const kini = el.value, dulu = ditulis.get(el);
    const kita = dulu !== undefined && /^[\d.]+$/.test(kini) && kini.split(".").length <= dulu.split(".").length;
    ditulis.delete(el);
    if (!satu || !/^[1-9]/.test(kini) || !(kita || /^\d+$/.test(kini))) return; // a dot of his own: his to finish
    const kanan = kini.slice(el.selectionStart).replace(/\./g, "").length;
    el.value = titik(kini.replace(/\./g, ""));
    ditulis.set(el, el.value);
    let letak = el.value.length;
    for (let n = kanan; n > 0 && letak > 0; letak--) if (el.value[letak - 1] !== ".") n--;
    if (el.value[letak - 1] === ".") letak--; // or the next Backspace would only meet the dot again
    el.setSelectionRange(letak, letak);
  }

  function ingat(el) {
    if (el.dataset.jenis === "uang" && /^(?:[1-9]\d*|[1-9]\d{0,2}(?:\.\d{3})+)$/.test(el.value)) ditulis.set(el, el.value);
  }

  /* ---- a block copied from a spreadsheet: tabs between cells, quotes around what has line breaks */

  function urai(teks) {
    const baris = [[]];
    const pola = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/g;
    for (let m; (m = pola.exec(teks)); ) {
      baris[baris.length - 1].push((m[1] === undefined ? m[2] : m[1].replace(/""/g, '"')).trim());
      if (!m[3] || pola.lastIndex === teks.length && m[3] !== "\t") break;
      if (m[3] !== "\t") baris.push([]);
    }
    return baris;
  }

  // "Plt" is "Plt.", "Sub bagian" is "Subbagian"; but only where it cannot be another choice as well.
  function cocok(pilihan, nilai) {
    const tepat = pilihan.find((o) => o.text.trim().toLowerCase() === nilai.toLowerCase() || o.value === nilai);
    const mirip = pilihan.filter((o) => rapat(o.text) === rapat(nilai));
    return tepat || (mirip.length === 1 ? mirip[0] : null);
  }

  const dilewati = (nama) => `Tidak ada dalam pilihan, jadi dilewati: ${[...new Set(nama)].map((n) => `“${n}”`).join(", ")}.`;

  class Kisi {
    constructor(form) {
      this.form = form;
      this.kunci = `kisi:${form.dataset.pengguna || ""}:${form.dataset.kisi}:`;
      this.keadaan = new Map(); // row element → {versi, tersimpan, jeda, henti, lokal}
      this.antre = [];
      this.jalan = null;
      this.gagal = 0;
      this.nomor = 0;
      this.tempelan = null;
      this.menunggu = []; // pasted choices that may be the name of a row of the same block: [select, text]
      this.kabar = buat("div", "kisi-kabar", "");
      this.kabar.setAttribute("role", "status");
      this.spanduk = buat("div", "kisi-putus alert alert-warning", "", { hidden: true });
      this.spanduk.setAttribute("role", "alert");
      form.prepend(this.spanduk, this.kabar);
      form.classList.add("kisi-hidup");
      form.addEventListener("input", (e) => this.diubah(e.target, e));
      form.addEventListener("change", (e) => this.diubah(e.target));
      form.addEventListener("focusin", (e) => { ingat(e.target); this.pilihNol(e.target); });
      form.addEventListener("focusout", (e) => this.keluar(e));
      form.addEventListener("keydown", (e) => this.tombol(e));
      form.addEventListener("paste", (e) => this.tempel(e));
      form.addEventListener("click", (e) => this.klik(e));
      form.addEventListener("submit", (e) => {
        if (e.submitter && e.submitter.hasAttribute("formaction")) return;
        e.preventDefault();
        this.kuras();
      });
      addEventListener("online", () => { this.gagal = 0; this.pompa(); });
      addEventListener("pagehide", () => this.titip());
      addEventListener("beforeunload", (e) => { if (this.kotor().some((b) => !this.keadaan.get(b).lokal)) e.preventDefault(); });
      document.addEventListener("submit", (e) => this.tunda(e));
      this.pulihkan();
    }

    /* ---- rows and cells */

    baris(dalam = this.form) { return [...dalam.querySelectorAll("[data-baris]")].filter((b) => !b.hidden); }
    milik(el) { return el.closest && el.closest("[data-baris]"); }
    sel(baris) { return [...baris.querySelectorAll(SUNTING)].filter((el) => el.name && !el.disabled && !el.readOnly); }
    bidang(el) { const b = this.milik(el); return el.name.slice(b.dataset.baris.length + 1); }
    kolom(el) { return el.dataset.kolom || this.bidang(el); }
    lajur(el) { return el.dataset.lajur || this.kolom(el); }
    cari(baris, bidang) { return this.form.elements.namedItem(`${baris.dataset.baris}-${bidang}`); }
    lihat(baris) {
      if (!this.keadaan.has(baris)) this.keadaan.set(baris, { versi: 0, tersimpan: 0, jeda: 0, henti: false, lokal: true });
      return this.keadaan.get(baris);
    }
    kotor() { return [...this.keadaan].filter(([b, k]) => k.versi !== k.tersimpan && b.isConnected).map(([b]) => b); }

    status(baris, teks, kelas = "") {
      const el = baris.querySelector("[data-status]");
      if (el) { el.textContent = teks; el.dataset.status = kelas; }
    }

    /* ---- typing */

    pilihNol(el) {
      // Typed over as in a spreadsheet: beside a 0 that stays, 5.000 becomes 50.000.
      if (el.value === "0" && el.select && this.milik(el)) setTimeout(() => { if (el === document.activeElement && el.value === "0") el.select(); });
    }

    diubah(el, mengetik = null) {
      const baris = this.milik(el);
      if (!baris || !el.name || el.type === "file") return;
      if (mengetik) ketik(el, mengetik);
      const k = this.lihat(baris);
      k.versi++;
      k.henti = false;
      this.status(baris, "belum tersimpan", "belum");
      this.simpanLokal(baris);
      clearTimeout(k.jeda);
      k.jeda = setTimeout(() => this.kirim(baris), mengetik ? JEDA : 400);
    }

    keluar(e) {
      const baris = this.milik(e.target);
      if (!baris) return;
      rapikan(e.target);
      if (!(e.relatedTarget && baris.contains(e.relatedTarget))) this.kirim(baris);
    }

    tombol(e) {
      const el = e.target;
      if (!this.milik(el) || !el.matches(SUNTING) || e.altKey || e.isComposing) return;
      if ((e.ctrlKey || e.metaKey) && e.key === "z" && this.tempelan && this.tempelan.baru) { e.preventDefault(); return this.batal(); }
      if (e.ctrlKey || e.metaKey) return;
      const banyak = el.tagName === "TEXTAREA", teks = banyak || (el.tagName === "INPUT" && el.selectionStart !== null);
      const awal = !teks || (el.selectionStart === 0 && (el.selectionEnd === 0 || el.selectionEnd === el.value.length));
      const akhir = !teks || (el.selectionEnd === el.value.length && (el.selectionStart === 0 || el.selectionStart === el.selectionEnd));
      let ke;
      if (e.key === "Enter" && !banyak) { e.preventDefault(); ke = this.tegak(el, e.shiftKey ? -1 : 1); }
      else if (e.shiftKey || el.tagName === "SELECT") return;
      else if (e.key === "ArrowDown" && (!banyak || akhir)) ke = this.tegak(el, 1);
      else if (e.key === "ArrowUp" && (!banyak || awal)) ke = this.tegak(el, -1);
      else if (e.key === "ArrowRight" && akhir) ke = this.datar(el, 1);
      else if (e.key === "ArrowLeft" && awal) ke = this.datar(el, -1);
      if (!ke) return;
      e.preventDefault();
      ke.focus();
      if (ke.select) ke.select();
    }

    tegak(el, arah) {
      const lajur = this.lajur(el);
      const semua = this.baris().flatMap((b) => this.sel(b)).filter((x) => this.lajur(x) === lajur && tampak(x));
      return semua[semua.indexOf(el) + arah];
    }

    datar(el, arah) {
      const semua = this.sel(this.milik(el)).filter(tampak);
      return semua[semua.indexOf(el) + arah];
    }

    /* ---- pasting a block */

    susunan(tabel) {
      const urut = [];
      for (const baris of this.baris(tabel)) {
        let letak = 0;
        for (const el of this.sel(baris)) {
          const k = this.kolom(el), ada = urut.indexOf(k);
          if (ada < 0) urut.splice(letak++, 0, k); else letak = ada + 1;
        }
      }
      return urut;
    }

    tempel(e) {
      const el = e.target, asal = this.milik(el);
      const teks = ((e.clipboardData && e.clipboardData.getData("text/plain")) || "").replace(/(\r\n|\n|\r)$/, "");
      if (!asal || !el.matches(SUNTING) || !(teks.includes("\t") || (/[\r\n]/.test(teks) && el.tagName !== "TEXTAREA"))) return;
      e.preventDefault();
      const tabel = asal.closest("table") || this.form, kolom = this.susunan(tabel), k0 = kolom.indexOf(this.kolom(el)), isi = urai(teks);
      const semua = this.baris(tabel), mulai = semua.indexOf(asal);
      let terisi = 0, lewat = 0;
      const asing = [], lama = [], tambahan = [];
      isi.forEach((satu, i) => {
        let ini = semua[mulai + i];
        if (!ini && (ini = this.tambah(tabel.querySelector("template[data-baris-baru]")))) tambahan.push(ini);
        const sel = ini ? this.sel(ini) : [];
        satu.forEach((nilai, j) => {
          const ke = sel.find((x) => this.kolom(x) === kolom[k0 + j]);
          if (!ke || ke.type === "checkbox" || ke.type === "radio") { if (nilai) lewat++; return; }
          const dulu = ke.value, lipat = ke.closest("details");
          if (lipat && nilai) lipat.open = true;
          if (ke.tagName === "SELECT") {
            const pilih = cocok([...ke.options], nilai);
            if (!pilih && isi.some((lain) => lain !== satu && lain.some((x, n) => n !== j && rapat(x) === rapat(nilai)))) {
              this.menunggu.push([ke, nilai]); // its row is to be stored first
              return;
            }
            if (!pilih) { asing.push(nilai); return; }
            ke.value = pilih.value;
          } else { ke.value = nilai; rapikan(ke); }
          terisi++;
          lama.push([ke, dulu, ke.value]);
        });
        if (ini) this.diubah(sel[0] || el);
      });
      this.tempelan = { lama, tambahan, baru: true };
      const pesan = `${terisi} sel terisi dari tempelan.` + (lewat ? ` ${lewat} sel tidak muat di tabel ini dan dilewati.` : "")
        + (asing.length ? ` ${dilewati(asing)}` : "");
      this.umumkan(pesan, tombol("Batalkan tempel", () => this.batal()));
      this.form.addEventListener("input", () => { if (this.tempelan) this.tempelan.baru = false; }, { once: true });
    }

    // A choice that had to wait is there now that a row was stored.
    susulkan() {
      this.menunggu = this.menunggu.filter(([el, nilai]) => {
        const pilih = el.isConnected && !el.value ? cocok([...el.options], nilai) : null;
        if (!pilih) return el.isConnected && !el.value;
        el.value = pilih.value;
        if (this.tempelan) this.tempelan.lama.push([el, "", el.value]);
        this.diubah(el);
        return false;
      });
    }

    async batal() {
      const t = this.tempelan;
      if (!t) return;
      this.tempelan = null;
      this.menunggu = [];
      for (const [el, dulu, kini] of t.lama) {
        if (el.value !== kini || t.tambahan.includes(this.milik(el))) continue;
        el.value = dulu;
        ditulis.delete(el);
        this.diubah(el);
      }
      let utuh = true;
      for (const b of this.urutkanHapus(t.tambahan)) utuh = (await this.hapus(b)) && utuh;
      if (utuh) this.umumkan("Tempelan dibatalkan; isian kembali seperti semula.");
    }

    // The last row first; but one that another row points to goes after that one.
    urutkanHapus(semua) {
      const ditunjuk = (b, lain) => lain !== b && this.sel(lain).some((el) => el.tagName === "SELECT" && el.value === b.dataset.baris);
      const urut = [];
      for (let sisa = [...semua].reverse(); sisa.length; sisa = sisa.filter((b) => b !== urut[urut.length - 1]))
        urut.push(sisa.find((b) => !sisa.some((lain) => ditunjuk(b, lain))) || sisa[0]);
      return urut;
    }

    /* ---- adding and deleting rows */

    tambah(cetakan, fokus) {
      if (!cetakan) return null;
      const id = `baru-${++this.nomor}`;
      const wadah = document.createElement("template");
      wadah.innerHTML = cetakan.innerHTML.replace(/__prefix__/g, id);
      const baris = wadah.content.firstElementChild;
      baris.dataset.baris = id;
      baris.dataset.simpan = baris.dataset.simpan || cetakan.dataset.simpan;
      if (cetakan.id) baris.dataset.cetakan = cetakan.id;
      cetakan.before(baris);
      for (const kosong of document.querySelectorAll("[data-kosong]")) kosong.hidden = true;
      const el = this.sel(baris)[0];
      if (fokus && el) el.focus();
      return baris;
    }

    klik(e) {
      const t = e.target.closest("[data-tambah], [data-hapus]");
      if (!t || !this.form.contains(t)) return;
      e.preventDefault();
      if ("tambah" in t.dataset) {
        const pilih = t.dataset.tambah ? document.getElementById(t.dataset.tambah) : null;
        this.tambah(pilih || this.form.querySelector("template[data-baris-baru]"), true);
      } else this.hapus(this.milik(t));
    }

    async hapus(baris) {
      const k = this.lihat(baris), alat = baris.querySelector("[data-hapus]");
      clearTimeout(k.jeda);
      await this.jalan; // never between a row's saving and its answer
      if (/^baru-/.test(baris.dataset.baris)) { this.lupakan(baris); this.buang(baris); return true; }
      if (!alat || !alat.dataset.hapus) return false;
      baris.hidden = true;
      let j = null;
      try { j = await this.post(alat.dataset.hapus, this.isi(baris)); } catch (_) { /* told below */ }
      if (!j || j.kode !== 200) {
        baris.hidden = false;
        this.umumkan((j && j.isi && (j.isi.pesan || Object.values(j.isi.galat || {}).flat()[0])) || "Baris belum terhapus: sambungan terputus. Coba lagi nanti.");
        return false;
      }
      k.tersimpan = k.versi;
      this.lupakan(baris);
      this.hitung(j.isi.hitung);
      this.pilihan(j.isi.pilihan);
      const urung = j.isi.pulih && tombol("Urungkan", async () => {
        let p = null;
        try { p = await this.post(j.isi.pulih, new URLSearchParams()); } catch (_) { /* told below */ }
        if (!p || p.kode !== 200) return this.umumkan("Baris belum kembali. Muat ulang halaman, lalu coba lagi.");
        baris.hidden = false;
        this.terima(baris, p.isi);
        this.umumkan("Baris dikembalikan.");
      });
      this.umumkan("Baris dihapus.", urung);
      return true;
    }

    buang(baris) {
      this.keadaan.delete(baris);
      this.antre = this.antre.filter((b) => b !== baris);
      baris.remove();
    }

    /* ---- saving: one row at a time, in order */

    kirim(baris) {
      const k = this.lihat(baris);
      clearTimeout(k.jeda);
      if (k.versi === k.tersimpan || k.henti || !baris.isConnected) return;
      if (!this.antre.includes(baris)) this.antre.push(baris);
      this.pompa();
    }

    kuras() {
      for (const b of this.kotor()) { this.lihat(b).henti = false; this.kirim(b); }
      return this.jalan || Promise.resolve();
    }

    pompa() {
      if (this.jalan) return;
      clearTimeout(this.ulang);
      this.jalan = this.putar().finally(() => {
        this.jalan = null;
        if (this.antre.length && !this.gagal) this.pompa();
      });
    }

    async putar() {
      let ada = false;
      while (this.antre.length) {
        const baris = this.antre.shift(), k = this.lihat(baris), versi = k.versi;
        if (versi === k.tersimpan || k.henti || !baris.isConnected) continue;
        this.status(baris, "menyimpan…", "proses");
        let j = { kode: 0 };
        this.terbang = baris;
        try { j = await this.post(baris.dataset.simpan, this.isi(baris)); } catch (_) { /* no connection */ }
        this.terbang = null;
        if (!j.isi || j.kode >= 500) {
          if (!this.antre.includes(baris)) this.antre.unshift(baris);
          return this.putus(j.masuk ? "masuk" : j.kode >= 400 && j.kode < 500 ? "tolak" : "");
        }
        this.gagal = 0;
        this.spanduk.hidden = true;
        this.jawab(baris, j, versi);
        ada = ada || j.kode === 200;
      }
      if (!ada || this.kotor().length) return;
      if (!this.menunggu.length) return this.umumkan("Semua isian tersimpan.", null, true);
      this.umumkan(`Semua isian tersimpan. ${dilewati(this.menunggu.map(([, nilai]) => nilai))}`);
      this.menunggu = [];
    }

    isi(baris) {
      const p = new URLSearchParams([["baris", baris.dataset.baris]]);
      for (const el of baris.querySelectorAll("input, select, textarea")) {
        if (!el.name || el.disabled || el.type === "file" || ((el.type === "checkbox" || el.type === "radio") && !el.checked)) continue;
        p.append(el.name, el.value);
      }
      return p;
    }

    async post(alamat, isi) {
      const kue = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie); // newer than the form's after signing in again
      const medan = this.form.querySelector("[name=csrfmiddlewaretoken]");
      const henti = new AbortController(), batas = setTimeout(() => henti.abort(), 30000);
      try {
        const r = await fetch(alamat, {
          method: "POST", body: isi, redirect: "manual", credentials: "same-origin", keepalive: String(isi).length < 60000, signal: henti.signal,
          headers: { Accept: "application/json", "X-Kisi-Pengguna": this.form.dataset.pengguna || "", "X-CSRFToken": kue ? kue[1] : medan ? medan.value : "" },
        });
        const json = (r.headers.get("Content-Type") || "").startsWith("application/json");
        return { kode: r.status, masuk: r.type === "opaqueredirect", isi: json ? await r.json() : r.status === 404 ? { status: "hilang" } : null };
      } finally { clearTimeout(batas); }
    }

    jawab(baris, j, versi) {
      const k = this.lihat(baris), isi = j.isi;
      this.bersihkan(baris);
      if (j.kode === 200) {
        k.tersimpan = versi;
        this.terima(baris, isi, k.versi === versi);
        return;
      }
      k.henti = k.versi === versi;
      if (isi.status === "bentrok") return this.bentrok(baris, isi);
      if (isi.status === "galat") {
        this.status(baris, "belum tersimpan: perlu diperbaiki", "galat");
        for (const [bidang, pesan] of Object.entries(isi.galat)) this.pesan(baris, bidang, pesan.join(" "), "galat");
        return;
      }
      const hilang = "Baris ini tidak ada lagi di server; mungkin rekan Anda menghapusnya. Muat ulang halaman untuk melihat yang terbaru.";
      this.status(baris, "tidak tersimpan", "galat");
      this.pesan(baris, "", isi.pesan || hilang, "galat");
    }

    terima(baris, isi, utuh = true) {
      const lama = baris.dataset.baris;
      if (isi.baris && isi.baris !== lama) {
        this.lupakan(baris);
        for (const el of [baris, ...baris.querySelectorAll("*")]) for (const a of ["name", "id", "for", "aria-describedby", "aria-labelledby", "data-hitung", "form"]) {
          const v = el.getAttribute(a);
          if (v) el.setAttribute(a, v.split(lama + "-").join(isi.baris + "-"));
        }
        baris.dataset.baris = isi.baris;
      }
      if (isi.simpan) baris.dataset.simpan = isi.simpan;
      const alat = baris.querySelector("[data-hapus]");
      if (alat && isi.hapus) alat.dataset.hapus = isi.hapus;
      const sidik = this.cari(baris, "sidik");
      if (sidik && isi.sidik !== undefined) sidik.value = isi.sidik;
      if (utuh) for (const [bidang, nilai] of Object.entries(isi.isi || {})) {
        const el = this.cari(baris, bidang);
        if (el && el.nodeType && el !== document.activeElement && baca(el) !== nilai) tulis(el, nilai);
      }
      this.hitung(isi.hitung);
      this.pilihan(isi.pilihan);
      this.susulkan();
      for (const p of isi.peringatan || []) this.pesan(baris, p.bidang, p.pesan, "ingat");
      this.status(baris, utuh ? `tersimpan ${isi.jam || ""}`.trim() : "belum tersimpan", utuh ? "ya" : "belum");
      if (utuh) this.lupakan(baris); else this.simpanLokal(baris);
    }

    hitung(nilai) {
      for (const [kunci, teks] of Object.entries(nilai || {}))
        for (const el of document.querySelectorAll(`[data-hitung="${CSS.escape(kunci)}"]`)) el.textContent = teks;
    }

    pilihan(semua) {
      const cetakan = [...this.form.querySelectorAll("template[data-baris-baru]")].map((t) => t.content);
      for (const [bidang, daftar] of Object.entries(semua || {}))
        for (const tempat of [this.form, ...cetakan]) for (const el of tempat.querySelectorAll(`select[name$="-${CSS.escape(bidang)}"]`)) {
          const kini = el.value;
          el.replaceChildren(...daftar.map(([nilai, teks]) => new Option(teks, nilai, false, nilai === kini)));
        }
    }

    /* ---- sentences beside the cells */

    bersihkan(baris) {
      for (const el of baris.querySelectorAll(".kisi-pesan")) el.remove();
      for (const el of baris.querySelectorAll("[data-kisi-dirujuk]")) {
        el.removeAttribute("aria-invalid");
        if (el.dataset.kisiDirujuk) el.setAttribute("aria-describedby", el.dataset.kisiDirujuk); else el.removeAttribute("aria-describedby");
        delete el.dataset.kisiDirujuk;
      }
    }

    pesan(baris, bidang, teks, jenis) {
      let el = bidang ? this.cari(baris, bidang) : null;
      if (el && !el.nodeType) el = el[0];
      const id = `kisi-${baris.dataset.baris}-${bidang || "baris"}-${jenis}`;
      const p = buat("p", `kisi-pesan kisi-${jenis}`, teks, { id });
      if (!el || el.type === "hidden") {
        const tempat = baris.querySelector("[data-status]");
        if (tempat) tempat.after(p); else (baris.querySelector("td:last-child") || baris).append(p);
      } else {
        const lipat = el.closest("details");
        if (lipat && jenis === "galat") lipat.open = true;
        if (!("kisiDirujuk" in el.dataset)) el.dataset.kisiDirujuk = el.getAttribute("aria-describedby") || "";
        el.setAttribute("aria-describedby", `${el.getAttribute("aria-describedby") || ""} ${id}`.trim());
        if (jenis === "galat") el.setAttribute("aria-invalid", "true");
        el.after(p);
      }
      if (jenis === "galat") this.umumkan(`Belum tersimpan: ${teks}`);
    }

    umumkan(teks, alat, tetap) {
      if (tetap && this.kabar.querySelector("button")) return; // does not take away an undo
      this.kabar.replaceChildren(teks, ...(alat ? [" ", alat] : []));
    }

    bentrok(baris, isi) {
      this.status(baris, "belum tersimpan: ada dua isian", "galat");
      const kotak = buat("div", "kisi-pesan kisi-bentrok", "");
      kotak.setAttribute("role", "alert");
      kotak.append(buat("p", "", `${isi.oleh} mengubah baris ini pukul ${isi.jam}, sesudah halaman Anda dibuka. Pilih yang dipakai:`));
      const daftar = buat("ul", "", "");
      for (const [bidang, { label, nilai }] of Object.entries(isi.kini)) {
        const el = this.cari(baris, bidang);
        daftar.append(buat("li", "", `${label}: isian Anda “${(el && el.nodeType && baca(el)) || "kosong"}”, yang tersimpan “${nilai || "kosong"}”`));
      }
      const pakai = (milikku) => {
        // Removing the box takes the focus out of the row, which saves it: so everything is set before that.
        const sidik = this.cari(baris, "sidik"), k = this.lihat(baris);
        if (!milikku) {
          for (const [bidang, { nilai }] of Object.entries(isi.kini)) {
            const el = this.cari(baris, bidang);
            if (el && el.nodeType) tulis(el, isi.isi && bidang in isi.isi ? isi.isi[bidang] : nilai);
          }
          k.tersimpan = k.versi;
          this.lupakan(baris);
        }
        if (sidik) sidik.value = isi.sidik;
        k.henti = false;
        this.bersihkan(baris);
        if (!milikku) return this.status(baris, "memakai yang tersimpan", "ya");
        this.simpanLokal(baris);
        this.kirim(baris);
      };
      kotak.append(daftar, tombol("Pakai isian saya", () => pakai(true), "btn btn-sm btn-primary"), " ", tombol("Pakai yang tersimpan", () => pakai(false)));
      const tempat = baris.querySelector("[data-bentrok], [data-status]");
      if (tempat) tempat.after(kotak); else (baris.querySelector("td:last-child") || baris).append(kotak);
    }

    /* ---- the connection is gone */

    putus(sebab) {
      this.gagal++;
      for (const b of this.antre) this.status(b, this.lihat(b).lokal ? "disimpan di komputer ini" : "belum tersimpan", "lokal");
      const aman = this.kotor().every((b) => this.lihat(b).lokal);
      const simpan = aman ? "isian Anda disimpan di komputer ini dan dikirim begitu tersambung." : "jangan tutup halaman ini; isian dikirim begitu tersambung.";
      const teks = sebab === "masuk" ? `Anda perlu masuk lagi; ${simpan} ` : sebab === "tolak" ? `Server menolak kiriman; ${simpan} Bila tetap begini, muat ulang halaman. ` : `Sambungan terputus; ${simpan} `;
      this.spanduk.replaceChildren(teks);
      if (sebab === "masuk") {
        const ke = encodeURIComponent(location.pathname);
        this.spanduk.append(buat("a", "alert-link", "Masuk di tab baru", { href: `/masuk/?next=${ke}`, target: "_blank" }), " ");
      }
      this.spanduk.append(tombol("Coba sekarang", () => this.pompa()));
      this.spanduk.hidden = false;
      this.ulang = setTimeout(() => this.pompa(), MUNDUR[Math.min(this.gagal, MUNDUR.length) - 1] * 1000);
    }

    simpanLokal(baris) {
      const k = this.lihat(baris);
      const isi = this.sel(baris).map((el) => [this.bidang(el), baca(el)]), sidik = this.cari(baris, "sidik");
      try {
        localStorage.setItem(this.kunci + baris.dataset.baris, JSON.stringify({ isi, sidik: sidik ? sidik.value : "", cetakan: baris.dataset.cetakan || "" }));
        k.lokal = true;
      } catch (_) { k.lokal = false; } // full or forbidden: beforeunload warns
    }

    lupakan(baris) { try { localStorage.removeItem(this.kunci + baris.dataset.baris); } catch (_) { /* nothing kept */ } }

    pulihkan() {
      let kunci = [];
      try { kunci = Object.keys(localStorage).filter((k) => k.startsWith(this.kunci)).sort(); } catch (_) { return; }
      let pulih = 0;
      const yatim = [];
      for (const satu of kunci) {
        const id = satu.slice(this.kunci.length);
        let s;
        try { s = JSON.parse(localStorage.getItem(satu)); } catch (_) { continue; }
        let baris = this.form.querySelector(`[data-baris="${CSS.escape(id)}"]`);
        if (/^baru-/.test(id)) {
          localStorage.removeItem(satu);
          baris = this.tambah((s.cetakan && document.getElementById(s.cetakan)) || this.form.querySelector("template[data-baris-baru]"));
        }
        const sel = s.isi.map(([bidang, nilai]) => [baris && this.cari(baris, bidang), nilai, bidang]);
        if (!baris || !sel.every(([el]) => el)) { yatim.push([satu, s]); continue; }
        if (sel.every(([el, nilai]) => baca(el) === nilai)) { localStorage.removeItem(satu); continue; }
        sel.forEach(([el, nilai]) => tulis(el, nilai));
        const sidik = this.cari(baris, "sidik"); // the old one, so that a colleague's change since then is noticed
        if (sidik && s.sidik) sidik.value = s.sidik;
        pulih++;
        this.diubah(sel[0][0]);
      }
      if (pulih) this.umumkan(`${pulih} baris yang belum terkirim dipulihkan dari komputer ini dan sedang dikirim.`);
      if (!yatim.length) return;
      const kotak = buat("details", "kisi-yatim alert alert-warning", "");
      kotak.append(buat("summary", "", "Ada isian di komputer ini yang belum terkirim dan barisnya tidak dapat diisi lagi"));
      for (const [satu, s] of yatim) {
        const p = buat("p", "", s.isi.filter(([, nilai]) => nilai).map(([bidang, nilai]) => `${bidang}: ${nilai}`).join("; ") + " ");
        p.append(tombol("Buang", () => { localStorage.removeItem(satu); p.remove(); }));
        kotak.append(p);
      }
      this.form.prepend(kotak);
    }

    titip() {
      // The page goes away: one attempt for what waits, without waiting for the answer; the copy here stays.
      for (const b of this.kotor()) if (!this.lihat(b).henti && this.terbang !== b) this.post(b.dataset.simpan, this.isi(b)).catch(() => {});
    }

    tunda(e) {
      // A button of another form that needs everything stored first, as "Kirim".
      const lain = e.target;
      if (lain === this.form || !lain.matches("[data-sesudah-kisi]") || !this.kotor().length) return;
      e.preventDefault();
      const alat = e.submitter;
      this.kuras().then(() => {
        if (!this.kotor().length) return lain.requestSubmit(alat);
        this.umumkan("Masih ada baris yang belum tersimpan. Perbaiki atau tunggu sampai tersambung, lalu tekan lagi.");
        this.kabar.scrollIntoView({ block: "center" });
      });
    }
  }

  const mulai = () => document.querySelectorAll("form[data-kisi]").forEach((form) => new Kisi(form));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mulai); else mulai();
})();

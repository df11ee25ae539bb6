/* One more row of a Django formset: the form names its prefix in data-formset, a template holds the empty row. */
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-formset]")) {
    const cetakan = form.querySelector("template[data-formset-baru]");
    const jumlah = form.querySelector(`[name="${form.dataset.formset}-TOTAL_FORMS"]`);
    if (!cetakan || !jumlah) continue;
    const tombol = Object.assign(document.createElement("button"), {
      type: "button", className: "btn btn-outline-primary btn-sm mb-3", textContent: "Tambah baris",
    });
    tombol.addEventListener("click", () => {
      const nomor = Number(jumlah.value);
      const wadah = document.createElement("template");
      wadah.innerHTML = cetakan.innerHTML.replace(/__prefix__/g, nomor);
      const baris = wadah.content.firstElementChild;
      cetakan.before(baris);
      jumlah.value = nomor + 1;
      const urut = [...form.querySelectorAll('[name$="-nomor"]')];
      const akhir = Math.max(0, ...urut.map((el) => Number(el.value) || 0));
      const baru = baris.querySelector('[name$="-nomor"]');
      if (baru) baru.value = akhir + 1;
      (baris.querySelector("textarea") || baru).focus();
    });
    cetakan.after(tombol);
  }
})();

/* Fields that only matter for some choices of another field: <div data-bila="jenis=predikat,ya-tidak">. Without this script
   all of them are shown. What is hidden keeps what was typed. */
(() => {
  "use strict";
  const wadah = document.querySelectorAll("[data-bila]");
  const atur = () => {
    for (const el of wadah) {
      const [nama, nilai] = el.dataset.bila.split("=");
      const medan = document.querySelector(`form [name="${nama}"]`);
      const salah = el.querySelector(".is-invalid, [aria-invalid]");
      if (medan) el.hidden = !nilai.split(",").includes(medan.value) && !salah;
    }
  };
  document.addEventListener("change", atur);
  atur();
})();

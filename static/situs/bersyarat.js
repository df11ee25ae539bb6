/* Fields that only matter for one choice of another field: <div data-bila="tingkat=operasional">. Without this script
   all of them are shown. What is hidden keeps what was typed. */
(() => {
  "use strict";
  const wadah = document.querySelectorAll("[data-bila]");
  const atur = () => {
    for (const el of wadah) {
      const [nama, nilai] = el.dataset.bila.split("=");
      const medan = document.querySelector(`form [name="${nama}"]`);
      const salah = el.querySelector(".is-invalid, [aria-invalid]");
      if (medan) el.hidden = medan.value !== nilai && !salah;
    }
  };
  document.addEventListener("change", atur);
  atur();
})();

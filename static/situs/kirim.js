/* Every form that is sent by POST: once, however often its button is clicked, and with the token of now: the one in the
   page is old after signing in again, in another tab or before coming back to it. Grids send for themselves (kisi.js). */
(() => {
  "use strict";
  const JEDA = 10000; // an answer that is a file leaves the page as it is
  let dikirim = new WeakMap(); // form → the button that sent it

  const lepas = () => {
    dikirim = new WeakMap();
    for (const alat of document.querySelectorAll(".dikirim")) alat.classList.remove("dikirim");
  };

  // On window, so that whoever else listens has had the chance to keep the form back.
  addEventListener("submit", (e) => {
    const form = e.target, alat = e.submitter || form;
    if (e.defaultPrevented || form.method !== "post") return;
    if (dikirim.get(form) === alat) return e.preventDefault();
    dikirim.set(form, alat);
    alat.classList.add("dikirim");
    if (form.enctype !== "multipart/form-data") setTimeout(lepas, JEDA); // an upload may take longer, and answers with a page
    const kue = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie), medan = form.elements.namedItem("csrfmiddlewaretoken");
    if (kue && medan) medan.value = kue[1];
  });
  addEventListener("pageshow", lepas); // also when the browser brings back the page as it was left
})();

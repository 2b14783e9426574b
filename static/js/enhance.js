/* Extras only: every page works without this file. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  document.documentElement.classList.add("js");

  // A page that came back with errors starts at their list.
  all(".errors").forEach((list) => list.focus());

  all("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));

  // What is folded away belongs on paper; it is folded again afterwards.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = all("details:is(.fold, .why):not([open], .extra, .passed)");
    opened.forEach((fold) => { fold.open = true; });
  });
  window.addEventListener("afterprint", () => opened.forEach((fold) => { fold.open = false; }));

  // Where there is little room, long parts are folded at first; not the one that the address points at.
  if (matchMedia("(max-width: 43.99rem)").matches) {
    all("details[data-open-if-wide]").forEach((fold) => { fold.open = fold.querySelector(":target") !== null; });
  }

  // A menu closes as people expect it to.
  const menus = all("details.menu");
  document.addEventListener("click", ({ target }) => menus.forEach((menu) => { if (!menu.contains(target)) menu.open = false; }));
  menus.forEach((menu) => menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  }));

  // One press sends a form once; coming back to the page allows it again.
  all("form[method=post]").forEach((form) => form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  }));
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));
})();

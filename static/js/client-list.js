/* The list of clients: short addresses, one open group of filters, a count of the ticks, and keys. It works without. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Filters that are empty stay out of the address.
  const filters = document.querySelector("[data-filters]");
  const groups = all("details", filters || undefined);
  if (filters) {
    filters.addEventListener("submit", () => {
      const empty = all("input[name], select[name]", filters).filter((field) => field.value === "" && !field.disabled);
      empty.forEach((field) => { field.disabled = true; });
      setTimeout(() => empty.forEach((field) => { field.disabled = false; }));
    });
    groups.forEach((group) => group.addEventListener("toggle", () => {
      if (group.open) groups.forEach((other) => { if (other !== group) other.open = false; });
    }));
    document.addEventListener("click", (event) => {
      if (!filters.contains(event.target)) groups.forEach((group) => { group.open = false; });
    });
    filters.addEventListener("keydown", (event) => {
      const open = groups.find((group) => group.open);
      if (event.key === "Escape" && open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    });
  }

  const list = document.querySelector("[data-clients]");
  const ticks = list ? all("tbody input[type=checkbox]", list) : [];
  if (ticks.length) {
    const count = list.querySelector("[data-count]");
    const page = list.querySelector("[data-all]");
    const box = page.querySelector("input");
    const matching = list.querySelector("[data-matching]");
    const tell = () => {
      const ticked = ticks.filter((tick) => tick.checked).length;
      box.checked = ticked === ticks.length;
      box.indeterminate = ticked > 0 && ticked < ticks.length;
      count.textContent = ticked === 1 ? count.dataset.one : count.dataset.many.replace("{count}", ticked);
      count.hidden = matching.checked;
    };
    page.hidden = false;
    box.addEventListener("change", () => { ticks.forEach((tick) => { tick.checked = box.checked; }); tell(); });
    list.addEventListener("change", tell);
    // The browser puts ticks back after the script has run.
    window.addEventListener("pageshow", tell);
    tell();
  }

  const dialog = document.getElementById("keys");
  const button = document.querySelector("[data-keys-open]");
  const choice = document.querySelector("[data-keys-on]");
  if (!dialog || !button) return;
  const OFF = "fledge-list-keys-off";
  const kept = (value) => {
    try {
      if (value === undefined) return localStorage.getItem(OFF) === "yes";
      if (value) localStorage.setItem(OFF, "yes"); else localStorage.removeItem(OFF);
    } catch {
      // Without a store the keys work until the page is left.
    }
    return value === true;
  };
  let off = kept();
  choice.checked = !off;
  choice.addEventListener("change", () => { off = !choice.checked; kept(off); });
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());

  const links = all(".clients tbody .fam a");
  const row = () => links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const go = (step) => {
    const next = links[Math.min(links.length - 1, Math.max(0, row() + step))];
    if (next) next.focus();
  };
  const keys = {
    "/": () => document.getElementById("id_q").focus(),
    j: () => go(1),
    k: () => go(row() < 0 ? 1 : -1),
    x: () => {
      const tick = row() >= 0 && links[row()].closest("tr").querySelector("input[type=checkbox]");
      if (tick) tick.click();
    },
    "?": () => dialog.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (off || typing || dialog.open || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
})();

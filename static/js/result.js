/* Extras of the result and of advisors' pages: printing, menus, copying, ticks saved at once. They work without it. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

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

  // Amounts of lines can be copied one by one. Their buttons are made when a table is opened, to keep the page small.
  const copied = (cell, table) => {
    const amount = cell.textContent.trim();
    if (!amount) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "copy-n", textContent: amount });
    button.setAttribute("aria-label", table.dataset.copyEach.replace("{amount}", amount));
    button.dataset.amount = amount.replace(/[^\d.-]/g, "");
    button.dataset.said = table.dataset.copied;
    cell.replaceChildren(button);
  };
  document.addEventListener("toggle", (event) => all("table[data-copy-each]", event.target).forEach((table) => {
    all("td.n:not(:has(button))", table).forEach((cell) => copied(cell, table));
  }), true);
  // The same lines as text, one a row, for a letter; or the text of an element as it stands.
  const asText = (root) => all("tr", root).map((row) => [...row.cells].map((cell) => {
    const plain = cell.cloneNode(true);
    all("a", plain).forEach((link) => link.remove());
    return plain.textContent.trim().replace(/\s+/g, " ");
  }).join("\t")).join("\n");
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-amount], [data-copy-lines], [data-copy]");
    if (!button) return;
    const { amount, copy, copyLines } = button.dataset;
    const source = document.getElementById(copy ?? copyLines);
    try {
      await navigator.clipboard.writeText(amount ?? (copy ? source.textContent.trim() : asText(source)));
    } catch {
      getSelection().selectAllChildren(amount ? button : source);
      return;
    }
    const said = button.parentElement.querySelector("[role=status]") ?? document.getElementById("copied");
    if (said) said.textContent = button.dataset.said;
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 1500);
  });

  // A tick is saved at once; without a network the button below the list stays.
  all("form[data-save-ticks]").forEach((form) => {
    const line = form.querySelector("[data-saved]");
    const body = () => new URLSearchParams(new FormData(form));
    let waiting = 0;
    const save = async () => {
      line.textContent = "";
      try {
        const answer = await fetch(form.action, {
          method: "POST", body: body(), headers: { "X-Requested-With": "fetch" }, keepalive: true, redirect: "error",
        });
        line.textContent = answer.status === 204 ? line.dataset.saved : line.dataset.failed;
      } catch {
        line.textContent = line.dataset.failed;
      } finally {
        waiting -= 1;
      }
    };
    // Each sends all ticks as they are then, one after another, so that an older list never arrives last.
    let saving = Promise.resolve();
    [...form.elements].filter((box) => box.type === "checkbox").forEach((box) => box.addEventListener("change", () => {
      waiting += 1;
      saving = saving.then(save);
    }));
    window.addEventListener("pagehide", () => { if (waiting) navigator.sendBeacon(form.action, body()); });
  });
})();

/* Shows dollars beside an amount, keeps what is typed, and hides a page that nobody uses. Every page works without. */
(() => {
  "use strict";
  const PAUSE = 2000;
  const RETRY = 10000;
  const WARN = 25 * 60 * 1000;
  const HIDE = 30 * 60 * 1000;

  const form = document.querySelector("form[data-keep]");
  let flush = () => {};
  if (form) {
    const line = form.querySelector("[data-line]");
    const once = form.querySelector("[data-line-once]");
    let timer = 0;
    let typed = false;
    let sent = false;
    let request = null;

    const say = (words, isProblem) => {
      if (isProblem) line.setAttribute("role", "alert"); else line.removeAttribute("role");
      if (line.textContent !== words) line.textContent = words;
      if (!isProblem && !once.textContent) once.textContent = words;
    };
    const body = () => new URLSearchParams(new FormData(form));
    const later = (pause) => { clearTimeout(timer); timer = setTimeout(keep, pause); };
    const send = async () => {
      if (sent || !typed) return;
      typed = false;
      request = new AbortController();
      const hung = setTimeout(() => request.abort(), RETRY);
      try {
        const answer = await fetch(form.dataset.keep, {
          method: "POST", body: body(), keepalive: true, signal: request.signal, redirect: "error",
        });
        if (sent) return;
        if (answer.status === 204) {
          const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
          say(line.dataset.saved.replace("{time}", time), false);
        } else if (answer.status === 409 || answer.status === 422) {
          say((await answer.json()).message, true);
        } else {
          throw new Error();
        }
      } catch {
        if (sent) return;
        typed = true;
        say(line.dataset.failed, true);
        later(RETRY);
      } finally {
        clearTimeout(hung);
        request = null;
      }
    };
    // One after another: what was typed first must not arrive last.
    let keeping = Promise.resolve();
    const keep = () => (keeping = keeping.then(send));
    const isKept = () => sent || !(typed || request);
    flush = () => { if (!isKept()) typed = !navigator.sendBeacon(form.dataset.keep, body()); };
    const note = () => { typed = true; later(PAUSE); };
    form.addEventListener("input", note);
    form.addEventListener("change", note);
    window.addEventListener("online", () => { if (typed) later(0); });
    // What is on its way must not arrive after the answer itself.
    form.addEventListener("submit", () => { sent = true; clearTimeout(timer); if (request) request.abort(); });
    // The next page may show what was typed here, so the typing goes first, if it is quick. The last press counts.
    let leave = null;
    let left = false;
    const afterKeeping = (event, go) => {
      if (left || (isKept() && !leave)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!leave) {
        Promise.race([keep(), new Promise((enough) => { setTimeout(enough, PAUSE); })]).then(() => {
          left = true;
          if (!sent) leave();
        });
      }
      leave = go;
    };
    const page = (address) => address.split("#")[0];
    window.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      const isElsewhere = link && link.origin === location.origin && page(link.href) !== page(location.href);
      if (!isElsewhere || link.target || link.hasAttribute("download") || event.defaultPrevented) return;
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      afterKeeping(event, () => { location.href = link.href; });
    });
    window.addEventListener("submit", (event) => {
      if (event.target !== form) afterKeeping(event, () => event.target.requestSubmit(event.submitter));
    }, { capture: true });
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });
    window.addEventListener("pageshow", () => { sent = left = false; leave = null; });
  }

  const lock = document.querySelector("[data-lock]");
  if (lock) {
    const words = lock.querySelector("[role=alert]");
    let used = Date.now();
    const stay = () => {
      used = Date.now();
      if (!lock.hidden) { lock.hidden = true; words.textContent = ""; }
    };
    ["pointerdown", "keydown", "scroll", "touchstart", "focusin"].forEach((sign) => {
      document.addEventListener(sign, stay, { passive: true, capture: true });
    });
    lock.querySelector("button").addEventListener("click", stay);
    setInterval(() => {
      const unused = Date.now() - used;
      if (unused >= HIDE) {
        flush();
        document.querySelector("main").hidden = true;
        location.replace(`${lock.dataset.lock}?then=${encodeURIComponent(lock.dataset.then)}`);
      } else if (unused >= WARN && lock.hidden) {
        lock.hidden = false;
        words.textContent = lock.dataset.warning;
      }
    }, 5000);
  }

  // Dollars follow the typing. The server reads every spelling and has the last word; this shows the usual ones.
  const dollars = new Intl.NumberFormat(`${document.documentElement.lang || "en"}-US`, { style: "currency", currency: "USD", maximumFractionDigits: 0 });

  // 38,400 and 38.400,00 and 38 400 are the same number; what is unclear is left to the server.
  const read = (typed) => {
    const text = typed.replace(/[\s'’€$£¥]/g, "").replace(/^[−–-]/, "-");
    const sign = (/[.,](?!.*[.,])/.exec(text) || [""])[0];
    const parts = sign ? [text.slice(0, text.lastIndexOf(sign)), text.slice(text.lastIndexOf(sign) + 1)] : [text, ""];
    const grouped = parts[1].length === 3 && !/^-?0?$/.test(parts[0]) && !/[.,]/.test(parts[0].replaceAll(sign, ""));
    const whole = (grouped ? parts.join("") : parts[0]).replace(/[.,]/g, "");
    const number = `${whole || "0"}.${grouped ? "0" : parts[1] || "0"}`;
    return text && /^-?\d+\.\d+$/.test(number) ? Number(number) : NaN;
  };

  document.querySelectorAll("form[data-rates]").forEach((form) => {
    const rates = JSON.parse(form.dataset.rates);
    const explained = form.querySelectorAll("[data-rate-of]");
    const explain = () => {
      const chosen = [...form.querySelectorAll("[data-cur]")].map((currency) => currency.value);
      explained.forEach((line) => { line.hidden = !chosen.includes(line.dataset.rateOf); });
      explained.forEach((line) => { line.closest("details").hidden = [...explained].every((one) => one.hidden); });
    };
    form.querySelectorAll("[data-money]").forEach((money) => {
      const output = money.parentElement.querySelector("[data-usd]");
      const currency = money.querySelector("[data-cur]");
      if (!output || !currency) return;
      const show = () => {
        const amount = read(money.querySelector("[data-amount]").value) / rates[currency.value];
        const known = Number.isFinite(amount) && currency.value !== "USD";
        output.textContent = known ? `= ${dollars.format(amount)}` : "";
      };
      money.addEventListener("input", show);
      money.addEventListener("change", show);
      currency.addEventListener("change", explain);
    });
  });
})();

/* Keeps what is typed, and hides a page that nobody uses. Without this file Continue saves all the same. */
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
      if (!line) return;
      if (isProblem) line.setAttribute("role", "alert"); else line.removeAttribute("role");
      if (line.textContent !== words) line.textContent = words;
      if (!isProblem && once && !once.textContent) once.textContent = words;
    };
    const body = () => new URLSearchParams(new FormData(form));
    const later = (pause) => { clearTimeout(timer); timer = setTimeout(keep, pause); };
    const keep = async () => {
      if (sent || !typed) return;
      typed = false;
      request = new AbortController();
      try {
        const answer = await fetch(form.dataset.keep, {
          method: "POST", body: body(), keepalive: true, signal: request.signal, redirect: "error",
        });
        if (sent) return;
        if (answer.status === 204) {
          const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
          say(line.dataset.saved.replace("{time}", time), false);
        } else if (answer.status === 409 || answer.status === 422) {
          say((await answer.json()).message, true);
        } else {
          throw new Error("not kept");
        }
      } catch {
        if (sent) return;
        typed = true;
        say(line.dataset.failed, true);
        later(RETRY);
      }
    };
    flush = () => {
      if (sent || !typed) return;
      typed = !navigator.sendBeacon(form.dataset.keep, body());
    };
    const note = () => { typed = true; later(PAUSE); };
    form.addEventListener("input", note);
    form.addEventListener("change", note);
    window.addEventListener("online", () => { if (typed) later(0); });
    // What is on its way must not arrive after the answer itself.
    form.addEventListener("submit", () => { sent = true; clearTimeout(timer); if (request) request.abort(); });
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });
    window.addEventListener("pageshow", () => { sent = false; });
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
        window.location.replace(`${lock.dataset.lock}?then=${encodeURIComponent(lock.dataset.then)}`);
      } else if (unused >= WARN && lock.hidden) {
        lock.hidden = false;
        words.textContent = lock.dataset.warning;
      }
    }, 5000);
  }
})();

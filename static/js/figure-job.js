/* The page of a job over drafts: its progress comes anew every few seconds. Without it there is a link to refresh. */
(() => {
  "use strict";
  const part = document.getElementById("job-progress");
  const EVERY = 3000;
  const again = async () => {
    try {
      const answer = await fetch(location.href, { redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("job-progress");
      if (answer.ok && fresh) {
        if (fresh.dataset.state !== part.dataset.state) {
          location.reload();
          return;
        }
        part.replaceChildren(...fresh.childNodes);
      }
    } catch {
      // Without a network the next try may go through.
    }
    setTimeout(again, EVERY);
  };
  if (part) setTimeout(again, EVERY);
})();

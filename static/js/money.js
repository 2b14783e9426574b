/* Dollars follow the typing. The server reads every spelling and has the last word; this only shows the usual ones. */
(() => {
  "use strict";
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
    });
  });
})();

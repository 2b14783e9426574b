// Joins the pages of second factors to allauth's script, whose own way would need a script inside the page.
(() => {
  "use strict";

  const forms = window.allauth && window.allauth.webauthn && window.allauth.webauthn.forms;
  if (!forms || !window.PublicKeyCredential) return;

  const shown = (id) => document.getElementById(id);
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;

  if (shown("passkey_login")) forms.loginForm({ ids: { login: "passkey_login", credential: "mfa_credential" } });
  if (shown("key_use")) {
    forms.authenticateForm({ ids: { authenticate: "key_use", credential: "id_credential", data: "js_data" } });
  }
  if (shown("key_add")) {
    forms.addForm({
      ids: { add: "key_add", passwordless: "id_passwordless", credential: "id_credential", data: "js_data" },
    });
  }

  // The browser has asked for the key and got none: say so where people look.
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const problem = shown("key_problem");
    if (problem) problem.hidden = false;
  });
})();

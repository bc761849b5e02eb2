// Connects the forms of passkeys with allauth's script, shows them where the browser has passkeys, and says when one
// could not be used.
(() => {
  const forms = window.allauth.webauthn.forms;
  for (const form of document.querySelectorAll("form[data-passkey-form]")) {
    const id = (selector) => form.querySelector(selector)?.id;
    const button = id("button[type=button]");
    const ids = { credential: id("[name=credential]"), passwordless: id("[name=passwordless]"), data: "js_data" };
    forms[form.dataset.passkeyForm]({ ids: { ...ids, add: button, login: button, authenticate: button } });
  }
  if (window.PublicKeyCredential) {
    for (const element of document.querySelectorAll("[data-passkey]")) element.hidden = false;
  }
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault(); // it would be written to the console, where nobody reads it
    const notice = document.getElementById("passkey-failed");
    notice.hidden = false;
    notice.focus();
  });
})();

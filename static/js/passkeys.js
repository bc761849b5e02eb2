// Shows what needs passkeys where the browser has them, and says when one could not be used.
(() => {
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

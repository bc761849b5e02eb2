// A button sends the page's form past the requests that htmx does one after the other. A save that is under way could
// reach the database after it, and put back a choice that was changed since: so the button waits until none is. What is
// saved a moment after typing must not come after the button either.
(() => {
  const SOON = 1000;
  let underway = 0;
  let held = null;
  let sent = false;

  function sendHeld() {
    if (held === null || underway > 0) return;
    const { form, button } = held;
    held = null;
    form.requestSubmit(button);
  }

  function sayThatItSaves() {
    const saved = document.getElementById("saved");
    if (held !== null && saved) saved.textContent = held.form.dataset.saving;
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (sent) event.preventDefault();
    else underway++;
  });
  document.addEventListener("htmx:afterRequest", () => {
    underway = Math.max(underway - 1, 0);
    setTimeout(sendHeld); // after the request that waits in the queue has begun
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "page-form") return;
    sent = underway === 0;
    if (sent) return;
    event.preventDefault();
    held = { form: event.target, button: event.submitter };
    setTimeout(sayThatItSaves, SOON);
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });
})();

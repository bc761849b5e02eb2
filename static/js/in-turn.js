// A button sends the page's form past the requests that htmx does one after the other. A save that is under way could
// reach the database after it, and put back a choice that was changed since: so the button waits until none is.
(() => {
  let underway = 0;
  let held = null;

  function sendHeld() {
    if (held === null || underway > 0) return;
    const { form, button } = held;
    held = null;
    form.requestSubmit(button);
  }

  document.addEventListener("htmx:beforeRequest", () => underway++);
  document.addEventListener("htmx:afterRequest", () => {
    underway = Math.max(underway - 1, 0);
    setTimeout(sendHeld); // after the request that waits in the queue has begun
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "page-form" || underway === 0) return;
    event.preventDefault();
    held = { form: event.target, button: event.submitter };
  });
})();

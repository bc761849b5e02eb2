// A button sends the page's form past the requests that htmx does one after the other. A save that is under way could
// reach the database after it, and put back what was changed since: so the button waits until none is. A save that
// stalls does not hold it for long where it can put nothing back, because it carries what the button sends anyway.
// What is saved a moment after typing, or waits in the queue, must not come after the button either.
(() => {
  const SAY_AFTER = 300;
  const GO_ON_AFTER = 3000;
  let underway = null;
  let held = null;
  let sent = false;

  function sendHeld() {
    if (held === null || underway !== null) return;
    const { form, button } = held;
    held = null;
    form.requestSubmit(button);
  }

  function sayThatItSaves() {
    const saved = document.getElementById("saved");
    if (held === null || !saved) return;
    saved.setAttribute("aria-live", "polite");
    saved.textContent = held.form.dataset.saving;
  }

  // A save writes what differs from what the page had shown. A note of which the page does not say so may be stored.
  function putsNothingBack() {
    const saves = underway.requestConfig.formData;
    const now = new FormData(held.form);
    return [...saves].every(([name, value]) => {
      const shown = saves.get(`${name}__shown`) ?? (name.endsWith("__note") ? null : "");
      const isHidden = held.form.elements[name]?.type === "hidden";
      return isHidden || value === now.get(name) || value === shown;
    });
  }

  function stopWaiting() {
    if (held === null || underway === null || !putsNothingBack()) return;
    underway = null; // the browser gives it up when the next page comes
    sendHeld();
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (sent || held !== null) event.preventDefault();
    else underway = event.detail;
  });
  document.addEventListener("htmx:afterRequest", () => {
    underway = null;
    setTimeout(sendHeld); // after others have heard of the answer
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "page-form") return;
    sent = underway === null;
    if (sent) return;
    event.preventDefault();
    held = { form: event.target, button: event.submitter };
    setTimeout(sayThatItSaves, SAY_AFTER);
    setTimeout(stopWaiting, GO_ON_AFTER);
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });
})();

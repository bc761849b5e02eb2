// Every choice is stored when it is made (htmx sends the form). What this adds: failure is said, and tried again.
(() => {
  const RETRY_AFTER = 4000;
  let waiting = null;

  const form = () => document.getElementById("page-form");

  function say(words) {
    const text = document.createElement("span");
    text.className = "saved saved--failed";
    text.textContent = words;
    document.getElementById("saved").replaceChildren(text);
  }

  // Whether a save that failed was stored is not known: what it changed counts as never shown, so that it is sent again.
  function forgetWhatWasSent(config) {
    const sent = config && config.parameters;
    for (const input of document.querySelectorAll("#shown input")) {
      const name = input.name.replace(/__shown$/, "");
      const note = document.querySelector(`textarea[name="${name}"]`);
      const changed = note ? note.value !== note.defaultValue : sent && (sent[name] || "") !== input.value;
      if (changed) input.remove();
    }
  }

  function failed(event) {
    forgetWhatWasSent(event.detail.requestConfig);
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    const refused = status >= 400 && status < 500;
    say(refused ? form().dataset.refused : form().dataset.failed);
    clearTimeout(waiting);
    waiting = refused ? null : setTimeout(retry, RETRY_AFTER);
  }

  function retry() {
    clearTimeout(waiting);
    waiting = null;
    window.htmx.trigger(form(), "retry");
  }

  // A button sends the form past the saves that htmx does one after the other. One that is under way could reach the
  // database after it, and put back a choice that was changed since: so the button waits until none is.
  let underway = 0;
  let held = null;

  function sendHeld() {
    if (held === null || underway > 0) return;
    const button = held;
    held = null;
    form().requestSubmit(button);
  }

  document.addEventListener("htmx:beforeRequest", () => underway++);
  document.addEventListener("htmx:afterRequest", () => {
    underway = Math.max(underway - 1, 0);
    setTimeout(sendHeld); // after the save that waits in the queue has begun
  });
  document.addEventListener("submit", (event) => {
    if (event.target !== form() || underway === 0) return;
    event.preventDefault();
    held = event.submitter;
  });

  for (const event of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(event, failed);
  }
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) {
      clearTimeout(waiting);
      waiting = null;
    }
  });
  window.addEventListener("online", () => waiting !== null && retry());
})();

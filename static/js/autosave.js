// What is chosen or typed is stored by htmx, which sends the form. What this adds: a note is stored after a pause in
// typing too, failure is said, and tried again.
(() => {
  const RETRY_AFTER = 4000;
  const PAUSE = 1000;
  let waiting = null;
  let pause = null;

  const form = () => document.getElementById("page-form");
  const saved = () => document.getElementById("saved");

  function say(words) {
    const text = document.createElement("span");
    text.className = "saved saved--failed";
    text.textContent = words;
    saved().setAttribute("aria-live", "polite");
    saved().replaceChildren(text);
  }

  // Whether a save that failed was stored is not known: what it changed counts as never shown, so that it is sent again.
  function forgetWhatWasSent(config) {
    const sent = config?.parameters;
    for (const input of document.querySelectorAll("#shown [name$=__shown]")) {
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

  // A screen reader is told once the field is left, not after each pause.
  function saveQuietly() {
    saved().setAttribute("aria-live", "off");
    retry();
  }

  // What was chosen or typed before this script had come, or was brought back by the browser, is saved now. Only what
  // differs from the page as it was sent counts: an address alone must not save anything.
  document.addEventListener("DOMContentLoaded", () => {
    const fields = form() ? [...form().querySelectorAll("input[type=radio], input[type=text], textarea")] : [];
    const differs = (field) =>
      field.type === "radio" ? field.checked && !field.defaultChecked : field.value !== field.defaultValue;
    const different = fields.filter(differs);
    for (const field of different) field.closest("details")?.setAttribute("open", "");
    if (different.length) retry();
  });

  document.addEventListener("input", (event) => {
    if (!event.target.matches("#page-form textarea")) return;
    clearTimeout(pause);
    pause = setTimeout(saveQuietly, PAUSE);
  });
  document.addEventListener("change", (event) => {
    if (event.target.form !== form()) return;
    clearTimeout(pause); // leaving the field saves it
    saved().setAttribute("aria-live", "polite");
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
  // The browser restores the form over what is stored now, and over nothing else.
  document.addEventListener("htmx:afterSettle", () => {
    const state = form().querySelector("[name^=stored-]");
    if (state) form().setAttribute("name", state.name);
  });
  window.addEventListener("online", () => waiting !== null && retry());
})();

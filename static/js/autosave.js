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
    const sent = config?.parameters;
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

  // What was chosen before this script had come is saved now. Only what differs from the page as it was sent counts:
  // an address alone must not save anything.
  document.addEventListener("DOMContentLoaded", () => {
    const radios = form() ? [...form().querySelectorAll("input[type=radio]")] : [];
    if (radios.some((radio) => radio.checked && !radio.defaultChecked)) retry();
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

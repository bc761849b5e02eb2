// Asks before a page is left with typed text that is stored nowhere, and only then. Pages that save while one types say
// what is stored by the answers that htmx gets. A page that comes back as it was left is loaded anew.
(() => {
  const TYPED = "textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=password], [type=file])";
  const form = document.getElementById("page-form");
  if (!form) return;
  const fields = () => [...form.elements].filter((field) => field.matches(TYPED));
  const typed = () => JSON.stringify(fields().map((field) => field.value));

  // What an error came back with is stored nowhere, unless the page says so.
  const refused = document.querySelector(".error-summary") && !("kept" in form.dataset);
  let stored = refused ? null : JSON.stringify(fields().map((field) => field.defaultValue));
  let underway = null;
  let failed = false;
  let sent = false;

  const isUnsaved = () => failed || typed() !== stored;

  document.addEventListener("htmx:beforeRequest", () => {
    underway = typed();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    failed = !event.detail.successful;
    if (!failed) stored = underway;
  });
  // On the window, where it is known whether another script holds the form back.
  window.addEventListener("submit", (event) => {
    if (event.target === form) sent = !event.defaultPrevented;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!sent && isUnsaved()) event.preventDefault();
  });

  // Firefox fills in a tab that was closed and opened again without a look at what is stored by now. Where that is not
  // what the text was typed over, the form shows what is stored. Nobody has touched the page before a browser does this.
  const isRestored = performance.getEntriesByType("navigation")[0]?.type !== "navigate";
  const place = `typed over ${location.pathname}`;
  window.addEventListener(
    "input",
    (event) => {
      const state = form.getAttribute("name");
      if (event.target.form !== form || !state) return;
      if (!isRestored || navigator.userActivation?.hasBeenActive) {
        sessionStorage.setItem(place, state);
      } else if (sessionStorage.getItem(place) !== state) {
        event.stopImmediatePropagation();
        form.reset();
      }
    },
    true,
  );
  window.addEventListener("pageshow", (event) => {
    sent = false;
    if (event.persisted && !isUnsaved()) location.reload();
  });
})();

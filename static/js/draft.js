// What the answers to a draft's saves need on the open page.
(() => {
  // What has not changed is left alone: a screen reader would read it out after each pause in typing.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    const isSame = target.textContent.trim() === fragment.textContent.trim();
    if (isSame && target.matches(".computed, #saved")) event.detail.shouldSwap = false;
  });

  // Whether a save that failed was stored is not known: what it changed is sent again, whatever it says by then.
  function forgetWhatWasSent() {
    const shown = document.querySelector("#shown [name=shown]");
    const [type, start, version, texts, isBegunHere] = JSON.parse(shown.value);
    for (const [name, text] of new FormData(shown.form)) {
      const isFigure = shown.form.elements[name]?.matches?.("[type=text]") || name === "cltv_method";
      if (isFigure && text.trim() !== (texts[name] ?? "")) texts[name] = null;
    }
    shown.value = JSON.stringify([type, start, version, texts, isBegunHere]);
  }

  for (const event of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(event, forgetWhatWasSent);
  }
})();

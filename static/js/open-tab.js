// A link to a field whose language is in a closed tab opens that tab. The tabs are made by another script, at some time
// after the page has come: they are waited for, two seconds at most.
window.addEventListener("load", () => {
  const field = location.hash && document.getElementById(location.hash.slice(1));
  let tries = 40;

  function open() {
    const panel = field.closest(".ui-tabs-panel");
    if (!panel && tries--) {
      setTimeout(open, 50);
      return;
    }
    const tab = panel && [...document.querySelectorAll(".ui-tabs-anchor")].find((each) => each.hash === `#${panel.id}`);
    if (tab) tab.click();
    field.focus();
  }

  if (field) open();
});

// A link to a field whose language is in a closed tab opens that tab.
window.addEventListener("load", () => {
  const field = location.hash && document.getElementById(location.hash.slice(1));
  const panel = field && field.closest(".ui-tabs-panel");
  if (!panel) return;
  const tab = document.querySelector(`.ui-tabs-nav a[href="#${CSS.escape(panel.id)}"]`);
  if (tab) tab.click();
  field.focus();
});

// Where a company signs up, proposes the browser's time zone if it lies in the country that is chosen, else the zone
// where most people of the country live. The server chooses alike where this does not run.
(() => {
  const country = document.querySelector("[name=country]");
  const zone = document.querySelector("[data-zones]");
  if (!country || !zone) return;

  async function propose() {
    const asked = country.value;
    const { timeZone: browser } = Intl.DateTimeFormat().resolvedOptions();
    zone.value = "";
    const response = await fetch(`${zone.dataset.zones}?${new URLSearchParams({ country: asked, browser })}`);
    const page = new DOMParser().parseFromString(response.ok ? await response.text() : "", "text/html");
    const found = page.querySelector("select");
    if (!found || country.value !== asked) return;
    const proposed = found.value;
    zone.replaceChildren(...found.options);
    zone.value = proposed;
  }
  const start = () => propose().catch(() => {}); // the server could not be reached: it will choose

  country.addEventListener("change", () => {
    const currency = document.querySelector("[name=currency]");
    if (currency?.options[0]?.value === "") currency.value = ""; // that of the country
    start();
  });
  window.addEventListener("pageshow", () => country.value && !zone.value && start());
})();

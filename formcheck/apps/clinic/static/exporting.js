// Keeps the list of orders up to date while something is being made; without it the page loads itself again.

const place = document.getElementById("orders");

async function refresh() {
  const answer = await fetch(place.dataset.from);
  if (!answer.ok) return;
  const held = place.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
  place.innerHTML = await answer.text();
  if (held) [...place.querySelectorAll("[aria-label]")].find((one) => one.getAttribute("aria-label") === held)?.focus();
  watch();
}

function watch() {
  if (place.querySelector("[data-making=yes]")) setTimeout(() => refresh().catch(watch), 1000);
}

// Whoever changes the days or chooses a visit means them.
for (const [name, what] of [["from", "days"], ["to", "days"], ["visit", "visit"]]) {
  document.querySelector(`[name=${name}]`)?.addEventListener("change", () => {
    document.querySelector(`[name=what][value=${what}]`).checked = true;
  });
}
watch();

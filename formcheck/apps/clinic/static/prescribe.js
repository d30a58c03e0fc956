/** @file The form of a prescription: what is typed is checked as it is typed, and the figure moves by it. */

import { demonstrations } from "/static/demonstration.js";

const form = document.getElementById("prescribe");
const words = JSON.parse(document.getElementById("prescribe-words").textContent);
const outcome = document.getElementById("outcome");
const PAUSE_MS = 250;
let waiting = 0;
let asked = 0;

form.classList.add("has-script");

function list(id, lines) {
  document.getElementById(id).replaceChildren(...lines.map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  }));
}

function showFaults(faults) {
  for (const place of form.querySelectorAll("[data-fault]")) {
    const told = place.dataset.fault.split(" ").flatMap((name) => faults[name] ?? []);
    place.textContent = [...new Set(told)].join(" ");
  }
  for (const field of form.querySelectorAll("input, textarea")) {
    if (faults[field.name]) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

/** What the visits of the chosen leg propose. */
function showOffers({ proposed, offers }) {
  const place = document.getElementById("proposed");
  place.textContent = proposed;
  place.classList.toggle("is-none", !Object.keys(offers).length);
  for (const button of form.querySelectorAll("[data-offer]")) {
    const offer = offers[button.dataset.offer];
    button.hidden = !offer;
    if (!offer) continue;
    button.textContent = offer.told;
    button.value = `${button.value.split("=")[0]}=${offer.value}`;
  }
}

function show(told) {
  showFaults(told.faults);
  for (const fine of form.querySelectorAll("details.fine")) fine.open ||= fine.querySelector("[aria-invalid]") !== null;
  for (const place of form.querySelectorAll("[data-means]")) place.textContent = told.means[place.dataset.means] ?? place.textContent;
  showOffers(told);
  list("general", told.general);
  list("warnings", told.warnings);
  outcome.classList.toggle("is-refused", !told.isGood);
  outcome.querySelector(".outcome-told").textContent = told.told;
  if (told.frames) demonstrations.forEach((one) => one.show(told.frames));
}

async function look() {
  const number = ++asked;
  const sent = new URLSearchParams(new FormData(form));
  sent.set("do", "show");
  sent.set("exercise", sent.get("shown"));
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent });
    if (number !== asked) return;
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
  } catch {
    outcome.classList.add("is-refused");
    outcome.querySelector(".outcome-told").textContent = words["prescribe-js-offline"];
  }
}

form.addEventListener("input", (event) => {
  if (event.target.name === "exercise") return;
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE_MS);
});
form.addEventListener("change", (event) => {
  if (event.target.name === "exercise") form.requestSubmit(document.getElementById("load"));
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=take]");
  if (!button) return;
  event.preventDefault();
  const [key, value] = button.value.split("=");
  const field = document.getElementById(key);
  field.value = value;
  field.focus();
  look();
});

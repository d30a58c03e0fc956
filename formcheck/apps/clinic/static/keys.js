// Single keys: J and K go from line to line, Enter opens, / finds, [ and ] turn pages or change the period, ? shows them. Off while typing.

const SETTING = "formcheck-keys";
const dialog = document.getElementById("keys");
const button = document.getElementById("show-keys");
const choice = document.getElementById("keys-on");

const areOn = () => localStorage.getItem(SETTING) !== "off";

const isTyping = (target) =>
  target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
  (target.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test(target.type));

function move(step) {
  const lines = [...document.querySelectorAll("a.open")];
  const here = lines.findIndex((line) => line.closest(".line").contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : lines.length - 1) : Math.min(lines.length - 1, Math.max(0, here + step));
  lines[next]?.focus();
}

// A person's page has periods, the list has pages.
function turn(key, way) {
  const periods = document.querySelector(".periods");
  (periods ? periods.querySelector(`a[aria-keyshortcuts="${key}"]`) : document.querySelector(`a[rel=${way}]`))?.click();
}

const ACTIONS = {
  j: () => move(1),
  k: () => move(-1),
  "/": () => document.getElementById("q")?.select(),
  "[": () => turn("[", "prev"),
  "]": () => turn("]", "next"),
  "?": () => dialog.showModal(),
};

document.addEventListener("keydown", (event) => {
  const action = ACTIONS[event.key.toLowerCase()];
  if (!action || !areOn() || event.ctrlKey || event.metaKey || event.altKey || dialog.open || isTyping(event.target)) return;
  if (event.key === "/" && !document.getElementById("q")) return;
  event.preventDefault();
  action();
});

button.hidden = false;
button.addEventListener("click", () => dialog.showModal());
choice.checked = areOn();
choice.addEventListener("change", () => localStorage.setItem(SETTING, choice.checked ? "on" : "off"));

// Finds as one types: asks for the very page that the form would, and takes its list.

const WAIT_MS = 120;
const form = document.getElementById("find");
const field = document.getElementById("q");
let timer = 0;
let asking = null;

function address() {
  const asked = new URLSearchParams(new FormData(form));
  if (!asked.get("q").trim()) asked.delete("q");
  return asked.size ? `/?${asked}` : "/";
}

async function find() {
  asking?.abort();
  asking = new AbortController();
  const wanted = address();
  try {
    const answer = await fetch(wanted, { signal: asking.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = page.getElementById("list");
    if (!list) throw new Error("no list");
    // The place that speaks stays, so that the count is said.
    const said = list.querySelector("[role=status]").textContent;
    const here = document.getElementById("list");
    const status = here.querySelector("[role=status]");
    list.querySelector("[role=status]").replaceWith(status);
    here.replaceChildren(...list.childNodes);
    status.textContent = said;
    history.replaceState(null, "", wanted);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(wanted);
  }
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(find, WAIT_MS);
});

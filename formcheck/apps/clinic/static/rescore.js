/** @file Other limits tried on a session, and on the last visits. A trial changes nothing until it is kept beside. */

import { signed } from "./signed.js";

const root = document.getElementById("rescore");
const words = JSON.parse(document.getElementById("rescore-words").textContent);
const at = (id) => document.getElementById(id);
const POLL_MS = 150;

/** What is being tried now: the run of this session, and whether somebody stopped it. */
let run = "";
let isStopped = false;
let token = "";

function say(key, values = {}) {
  return words[`rescore-js-${key}`].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** What was typed as a number; what is none goes as it is, and the server tells that. */
function read(typed) {
  if (typed === "") return null;
  return Number.isFinite(Number(typed)) ? Number(typed) : typed.slice(0, 40);
}

function trial() {
  const limits = {};
  for (const field of root.querySelectorAll("input[data-now]")) {
    const typed = field.value.trim().replace(",", ".").replace("−", "-");
    if (typed !== field.dataset.now) limits[field.name] = read(typed);
  }
  const chosen = root.dataset.chosen;
  return { exercise: chosen === root.dataset.own ? "" : chosen, side: at("side").value, limits };
}

/** Ask the server; what it refuses comes back with its reason, and so does silence. */
async function ask(address, method = "GET", body = undefined) {
  const options = { method, headers: body ? { "Content-Type": "application/json" } : {} };
  if (body) options.body = JSON.stringify(body);
  try {
    const answer = await signed(address, options);
    return { status: answer.status, told: answer.status === 204 ? {} : await answer.json() };
  } catch {
    return { status: 0, told: { told: say("offline") } };
  }
}

function showFaults(faults = []) {
  for (const place of root.querySelectorAll(".rescore-fault")) place.textContent = "";
  for (const field of root.querySelectorAll("input[data-now]")) field.removeAttribute("aria-invalid");
  const left = [];
  for (const { key, told } of faults) {
    const fields = [...root.querySelectorAll("input[data-now]")].filter(
      (one) => one.name === key || one.name.startsWith(`${key}.`));
    if (!fields.length) left.push(`${key}: ${told}`);
    for (const field of fields) {
      field.setAttribute("aria-invalid", "true");
      at(`${field.name}-fault`).textContent = told;
    }
  }
  root.querySelector("[aria-invalid]")?.focus();
  return left.join(" ");
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Try on one session; gives what came of it, or null where it was stopped or refused. */
async function tryOn(place, moved) {
  const begun = await ask(`${place}/rescore`, "POST", trial());
  if (begun.status !== 202) return { refused: begun.told };
  const name = begun.told.run;
  for (;;) {
    if (isStopped) {
      await ask(`${place}/rescore/run/${name}`, "DELETE");
      return null;
    }
    const { status, told } = await ask(`${place}/rescore/run/${name}`);
    if (status === 200) return { name, ...told };
    if (status !== 202) return { refused: told };
    moved(told.done, told.of);
    await pause(POLL_MS);
  }
}

function busy(is) {
  at("busy").hidden = !is;
  at("run").disabled = at("run-visits").disabled = is;
  if (is) isStopped = false;
}

function told(text) {
  at("progress-line").textContent = text;
}

function moved(done, of) {
  const percent = of ? Math.round((100 * done) / of) : 0;
  at("progress").value = of ? done / of : 0;
  told(of ? say("working", { percent }) : say("waiting"));
}

function forget() {
  run = token = "";
  at("outcome").replaceChildren();
  at("keeping").hidden = true;
  at("kept").textContent = "";
  told("");
}

async function tryHere() {
  forget();
  showFaults();
  busy(true);
  moved(0, 0);
  const found = await tryOn(root.dataset.place, moved);
  busy(false);
  if (found === null) return told(say("left"));
  if (found.refused) return told(`${found.refused.told} ${showFaults(found.refused.faults)}`);
  told("");
  run = found.name;
  token = crypto.randomUUID();
  at("outcome").innerHTML = found.html;
  at("keeping").hidden = false;
}

function addUp(sums, found) {
  for (const row of at("visits").querySelectorAll("tr[data-verdict]")) {
    const name = row.dataset.verdict;
    sums[name] ??= [0, 0];
    sums[name][0] += found.now[name] ?? 0;
    sums[name][1] += found.tried[name] ?? 0;
    row.cells[1].textContent = sums[name][0];
    row.cells[2].textContent = sums[name][1];
  }
}

function listChanges(session, found) {
  const part = document.createElement("template");
  part.innerHTML = found.html;
  for (const link of part.content.querySelectorAll("tr.is-changed a")) {
    const item = document.createElement("li");
    link.textContent = `${session.label}, ${link.textContent}`;
    item.append(link);
    at("visit-list").append(item);
  }
}

async function tryVisits() {
  showFaults();
  busy(true);
  at("visit-list").replaceChildren();
  const { told: answer } = await ask(`${root.dataset.place}/rescore/visits?count=${at("count").value}`);
  const sessions = answer.sessions ?? [];
  const sums = {};
  let [changed, done] = [0, 0];
  at("visits").hidden = !sessions.length;
  for (const session of sessions) {
    const label = say("visits", { done: done + 1, of: sessions.length, label: session.label });
    told(label);
    const found = await tryOn(session.href, (count, of) => { at("progress").value = (done + (of ? count / of : 0)) / sessions.length; });
    if (found === null) break;
    done += 1;
    if (found.refused) {
      if (found.refused.faults) { told(`${found.refused.told} ${showFaults(found.refused.faults)}`); busy(false); return; }
      const item = document.createElement("li");
      item.textContent = say("skipped", { label: session.label, told: found.refused.told });
      at("visit-list").append(item);
      continue;
    }
    changed += found.changed;
    addUp(sums, found);
    listChanges(session, found);
  }
  busy(false);
  if (!sessions.length) return told(answer.told ?? say("none"));
  told(isStopped ? say("stopped", { done, of: sessions.length }) : say("visits-done", { of: sessions.length, changed }));
}

async function keep() {
  const sent = { token, seen: Number(root.dataset.latest), run, reason: at("reason").value.trim() };
  const { status, told: answer } = await ask(`${root.dataset.place}/opinions`, "POST", sent);
  at("kept").classList.toggle("is-not-kept", status !== 200);
  if (answer.state) root.dataset.latest = answer.state.latest;
  at("kept").textContent = status === 200 ? answer.told : say("not-kept", { told: answer.told ?? "" });
  if (status !== 200) return;
  at("keeping").hidden = true;
  const opinion = answer.state.opinions.find((one) => one.is_here);
  const link = Object.assign(document.createElement("a"), { href: opinion.href, textContent: opinion.label });
  at("kept").append(" ", link);
}

/** Lead to the form of a prescription, with the numbers that stand here. */
function prescribe() {
  const asked = new URLSearchParams();
  for (const field of root.querySelectorAll("input[data-now]")) {
    if (field.value.trim()) asked.set(field.name, field.value.trim());
  }
  const side = at("side").value;
  if (side) asked.set("side", side);
  at("prescribe").href = `${at("prescribe").dataset.base}&${asked}`;
}

at("prescribe").addEventListener("click", prescribe);
at("run").addEventListener("click", tryHere);
at("run-visits").addEventListener("click", tryVisits);
at("stop").addEventListener("click", () => { isStopped = true; });
at("forget").addEventListener("click", forget);
at("keep")?.addEventListener("click", keep);
at("exercise").addEventListener("change", (event) => {
  location.search = `?exercise=${encodeURIComponent(event.target.value)}`;
});
at("form").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) tryHere();
});

/** @file Two repetitions side by side, in step by time or by phase; 0 is where the movement starts. */

import { Figure } from './room/figure.js';
import { Stills } from './room/stills.js';
import { fetchTraces } from './room/traces.js';

const data = JSON.parse(document.getElementById('compare-data').textContent);
const words = JSON.parse(document.getElementById('words').textContent);
const language = document.documentElement.lang;
const byId = (id) => document.getElementById(id);
const NS = 'http://www.w3.org/2000/svg';
const SPEEDS = [0.1, 0.25, 0.5, 1], BESIDE_S = 0.5, WIDTH = 1000, HEIGHT = 100;

function text(key, values = {}) {
  return (words[`compare-js-${key}`] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function number(value, digits = 0) {
  const told = (Number(value.toFixed(digits)) || 0).toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return told.replace('-', '−');
}

/** One of the two: its session, its repetition, its picture. */
class Side {
  constructor(name, traces) {
    Object.assign(this, { name, traces, about: data[name] });
    this.stage = byId(`stage-${name}`);
    this.svg = this.stage.querySelector('svg');
    this.svg.setAttribute('viewBox', `0 0 ${traces.width} ${traces.height}`);
    this.stage.style.setProperty('--ratio', traces.width / traces.height);
    this.figure = new Figure(this.svg.querySelector('g'), traces);
    this.stills = new Stills(this.about.place, traces);
    this.asked = 0;
  }

  get rep() {
    const chosen = byId(`rep-${this.name}`).value;
    return this.about.chosen[chosen] ?? Number(chosen);
  }

  /** Start, furthest point and end of the repetition, in seconds of its own clock. */
  get times() { return this.about.times[this.rep] ?? [0, 1, 2]; }

  /** Seconds of its own clock for where both are: seconds after the start, or a share (0, 0.5 furthest, 1). */
  timeAt(at, by) {
    const [start, peak, end] = this.times;
    if (by === 'time') return start + at;
    return at <= 0.5 ? start + 2 * at * (peak - start) : peak + 2 * (at - 0.5) * (end - peak);
  }

  /** The other way round. */
  whereIs(t_s, by) {
    const [start, peak, end] = this.times;
    if (by === 'time') return t_s - start;
    return t_s <= peak ? (0.5 * (t_s - start)) / Math.max(peak - start, 1e-6) : 0.5 + (0.5 * (t_s - peak)) / Math.max(end - peak, 1e-6);
  }

  show(at, by, withFilm) {
    this.index = this.traces.nearest(this.timeAt(at, by));
    this.figure.draw(this.index);
    byId(`read-${this.name}`).textContent = data.joints.map(([dof, joint]) => {
      const { deg, error } = this.traces.angle(dof, this.index);
      return Number.isNaN(deg) ? text('not-seen', { joint }) : text('reading', { joint, deg: number(deg), error: number(Math.max(1, error)) });
    }).join(' · ');
    this.stage.dataset.index = this.index;
    this.showStill(withFilm);
  }

  /** The picture of exactly this frame, or none. */
  async showStill(withFilm) {
    const asked = (this.asked += 1), box = this.stage.querySelector('.still');
    const still = withFilm ? await this.stills.get(this.index).catch(() => null) : null;
    if (asked !== this.asked) return;
    box.replaceChildren(...(still ? [still] : []));
    this.stage.classList.toggle('has-still', Boolean(still));
  }
}

let sides = [], by = 'time', at = 0, speed = 1, withFilm = false, clock = 0;

function range() {
  const ends = sides.map((side) => side.whereIs(side.times[2], by)), rim = by === 'time' ? BESIDE_S : 0.1;
  return [-rim, Math.max(...ends) + rim];
}

function moveTo(where) {
  const [from, to] = range();
  at = Math.min(to, Math.max(from, where));
  for (const side of sides) side.show(at, by, withFilm);
  for (const cursor of document.querySelectorAll('#plots .cursor')) {
    const x = (WIDTH * (at - from)) / (to - from);
    cursor.setAttribute('x1', x);
    cursor.setAttribute('x2', x);
  }
  byId('compare').dataset.at = at.toFixed(4);
}

/** One frame of the first of the two. */
function step(way) {
  pause();
  const [a] = sides, next = Math.min(Math.max(a.index + way, 0), a.traces.frames - 1);
  moveTo(a.whereIs(a.traces.times[next], by));
}

function draw(name, parent, values) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

/** The curves of both on one axis; what was not measured is a gap. */
function drawPlots() {
  byId('plots').replaceChildren();
  const [from, to] = range();
  for (const [dof, joint] of data.joints) {
    const curves = sides.map((side) => curve(side, dof, from, to));
    const all = curves.flat().filter((point) => !Number.isNaN(point.deg)).map((point) => point.deg);
    if (!all.length) continue;
    const [low, high] = [Math.min(...all) - 4, Math.max(...all) + 4];
    const place = ({ at: where, deg }) => `${((WIDTH * (where - from)) / (to - from)).toFixed(1)},${(HEIGHT - (HEIGHT * (deg - low)) / (high - low)).toFixed(2)}`;
    const figure = document.createElement('figure'), caption = document.createElement('figcaption');
    caption.textContent = text('plot', { joint, low: number(low), high: number(high) });
    const svg = draw('svg', figure, { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
    const zero = (-WIDTH * from) / (to - from);
    draw('line', svg, { class: 'zero', x1: zero, x2: zero, y1: 0, y2: HEIGHT });
    curves.forEach((points, which) => drawDoubt(svg, points, sides[which].name, place));
    curves.forEach((points, which) => {
      let isDrawing = false;
      const path = points.map((point) => {
        const isSeen = !Number.isNaN(point.deg), command = isDrawing ? 'L' : 'M';
        isDrawing = isSeen;
        return isSeen ? `${command}${place(point)}` : '';
      }).join('');
      draw('path', svg, { class: `line-${sides[which].name}`, d: path });
    });
    draw('line', svg, { class: 'cursor', x1: 0, x2: 0, y1: 0, y2: HEIGHT });
    svg.addEventListener('click', (event) => {
      const box = svg.getBoundingClientRect();
      pause();
      moveTo(from + ((to - from) * (event.clientX - box.left)) / box.width);
    });
    figure.prepend(caption);
    byId('plots').append(figure);
  }
}

/** One standard error to either side, stretch by stretch. */
function drawDoubt(svg, points, name, place) {
  let run = [];
  const end = () => {
    const edge = (sign, some) => some.map(({ at: where, deg, error }) => place({ at: where, deg: deg + sign * error }));
    if (run.length > 1) draw('polygon', svg, { class: `doubt-${name}`, points: [...edge(1, run), ...edge(-1, [...run].reverse())].join(' ') });
    run = [];
  };
  for (const point of points) if (Number.isNaN(point.deg) || !Number.isFinite(point.error)) end(); else run.push(point);
  end();
}

function curve(side, dof, from, to) {
  const points = [], first = side.traces.nearest(side.timeAt(from, by)), last = side.traces.nearest(side.timeAt(to, by));
  for (let index = first; index <= last; index += 1) {
    points.push({ at: side.whereIs(side.traces.times[index], by), ...side.traces.angle(dof, index) });
  }
  return points;
}

/** What differs, or why that is not said: the server knows how each was measured. */
async function tellDifferences() {
  const asked = sides.map((side) => `${side.name}=${encodeURIComponent(`${side.about.name}/${side.rep}`)}`).join('&');
  const answer = await fetch(`${data.told}?${asked}&legs=${byId('legs').getAttribute('aria-pressed') === 'true' ? 'yes' : 'no'}`);
  const { refused = [], told = [], readings = {} } = await answer.json();
  const lines = ['a', 'b'].map((name) => `${name.toUpperCase()}: ${Object.values(readings[name] ?? {}).join(', ')}`);
  const fill = (id, some) => byId(id).replaceChildren(...some.map((one) => Object.assign(document.createElement('li'), { textContent: one })));
  fill('told', [...lines, ...told]);
  fill('refusals', refused);
  byId('refused').hidden = !refused.length;
}

function again() {
  pause();
  drawPlots();
  moveTo(0);
  tellDifferences();
}

// --- playing ---

function pause() {
  cancelAnimationFrame(clock);
  clock = 0;
  byId('play').textContent = '▷';
}

function play() {
  if (clock) return pause();
  byId('play').textContent = '❚❚';
  let before = performance.now();
  const [, to] = range(), whole_s = by === 'time' ? 1 : sides[0].times[2] - sides[0].times[0];
  if (at >= to - 1e-6) moveTo(range()[0]);
  const tick = (now) => {
    moveTo(at + (speed * (now - before)) / 1000 / whole_s);
    before = now;
    if (at >= range()[1] - 1e-6) return pause();
    clock = requestAnimationFrame(tick);
    return undefined;
  };
  clock = requestAnimationFrame(tick);
  return undefined;
}

function setSpeed(change) {
  speed = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, SPEEDS.indexOf(speed) + change))];
  byId('speed').textContent = `${number(speed, speed === 0.25 ? 2 : speed < 1 ? 1 : 0)} ×`;
}

function press(button, isOn) { button.setAttribute('aria-pressed', String(isOn)); }

function chooseBy(name) {
  by = name;
  for (const button of document.querySelectorAll('[data-by]')) press(button, button.dataset.by === by);
  again();
}

function turnFilm() {
  withFilm = !withFilm;
  press(byId('view'), withFilm);
  moveTo(at);
}

const KEYS = { ' ': play, ArrowLeft: () => step(-1), ArrowRight: () => step(1), ',': () => step(-1), '.': () => step(1), '-': () => setSpeed(-1), '+': () => setSpeed(1), v: turnFilm };

function listen() {
  const acts = { back: () => step(-1), on: () => step(1), play, slower: () => setSpeed(-1), faster: () => setSpeed(1), view: turnFilm };
  for (const [id, act] of Object.entries(acts)) byId(id).addEventListener('click', act);
  for (const button of document.querySelectorAll('[data-by]')) button.addEventListener('click', () => chooseBy(button.dataset.by));
  byId('legs').addEventListener('click', () => { press(byId('legs'), byId('legs').getAttribute('aria-pressed') !== 'true'); tellDifferences(); });
  for (const side of sides) byId(`rep-${side.name}`).addEventListener('change', again);
  addEventListener('keydown', (event) => {
    if (event.target.matches('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  addEventListener('keyup', (event) => { if (event.key === ' ' && event.target.matches('button')) event.preventDefault(); });
}

for (const name of ['a', 'b']) {
  byId(`session-${name}`).addEventListener('change', () => {
    const [a, b] = ['a', 'b'].map((one) => encodeURIComponent(byId(`session-${one}`).value));
    location.search = `?a=${a}&b=${b}`;
  });
}

async function begin() {
  const told = (done, frames) => { byId('status').textContent = frames ? text('making', { percent: number((100 * done) / frames) }) : text('reading-record'); };
  const found = [];
  for (const name of ['a', 'b']) found.push(await fetchTraces(data[name].place, told));
  byId('status').textContent = '';
  sides = ['a', 'b'].map((name, which) => new Side(name, found[which]));
  listen();
  setSpeed(0);
  again();
  document.body.dataset.compare = 'ready';
}

begin().catch((error) => { byId('status').textContent = error.message; tellDifferences(); });

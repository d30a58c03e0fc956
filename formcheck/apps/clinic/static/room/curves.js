/** @file The angles over time: target bands, one standard error, gaps left open, phases; a cursor; dragging takes a stretch. */

import { number } from './words.js';

const LEFT = 44, RIGHT = 8;
const PANEL = 58, PHASES = 22;
const GAP_S = 0.3;  // what lies further apart was not measured in between
const LEAST_DEG = 20, ROOM = 0.06;
const STEPS = [5, 10, 20, 40, 80];
const LEAST_DRAG_PX = 5;

/** A colour of the page as it is now, light or dark. */
function ink(name) {
  const probe = ink.probe ??= document.body.appendChild(Object.assign(document.createElement('span'), { hidden: true }));
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

export class Curves {
  /**
   * @param {{plots: HTMLElement, cursor: HTMLElement, stretch: HTMLElement}} parts
   * @param {object} data of the page
   * @param {import('./traces.js').Traces} traces
   * @param {{seek: (t_s: number) => void, loop: (from_s: number, to_s: number) => void}} told
   */
  constructor(parts, data, traces, told) {
    Object.assign(this, parts, { data, traces, told });
    this.span = [traces.times[0], Math.max(traces.times[traces.frames - 1], traces.times[0] + 1)];
    this.whole = [...this.span];
    this.panels = data.panels.filter((panel) => traces.measured.has(panel.dof)).map((panel) => this.makePanel(panel));
    this.phases = this.makeCanvas('phases', PHASES, '');
    this.plots.append(this.cursor, this.stretch);
    new ResizeObserver(() => this.draw()).observe(this.plots);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
    this.listen();
  }

  makeCanvas(kind, height, label) {
    const box = document.createElement('div');
    box.className = `plot plot-${kind}`;
    box.style.height = `${height}px`;
    const canvas = document.createElement('canvas');
    if (label) { canvas.setAttribute('role', 'img'); canvas.setAttribute('aria-label', label); } else canvas.setAttribute('aria-hidden', 'true');
    box.append(canvas);
    this.plots.append(box);
    return { canvas, height };
  }

  makePanel(panel) {
    const title = document.createElement('p'), limits = document.createElement('span');
    title.className = 'plot-title';
    title.textContent = panel.title;
    title.title = panel.direction;
    limits.className = 'quiet';
    limits.textContent = [...new Set(panel.bands.map((band) => band.label))].reverse().join(' · ');
    title.append(limits);
    this.plots.append(title);
    const made = this.makeCanvas(panel.dof, PANEL, `${panel.title}, ${panel.direction}`);
    return { ...panel, ...made, range: this.rangeOf(panel) };
  }

  /** From where to where an axis goes: targets and usual readings have room. */
  rangeOf(panel) {
    const read = this.traces.columns[`${panel.dof}.deg`].filter((deg) => !Number.isNaN(deg)).sort();
    const usual = read.length ? [read[Math.floor(0.01 * (read.length - 1))], read[Math.floor(0.99 * (read.length - 1))]] : [];
    const all = [...usual, ...panel.bands.flatMap((band) => [band.low, band.high])];
    const low = Math.min(...all), high = Math.max(...all);
    const room = Math.max(ROOM * (high - low), (LEAST_DEG - (high - low)) / 2);
    return [low - room, high + room];
  }

  setSpan(from_s, to_s) {
    this.span = [from_s, Math.max(to_s, from_s + 0.5)];
    this.draw();
  }

  get width() { return this.plots.clientWidth - LEFT - RIGHT; }

  x(t_s) { return LEFT + (t_s - this.span[0]) / (this.span[1] - this.span[0]) * this.width; }

  time(x) { return this.span[0] + (x - LEFT) / this.width * (this.span[1] - this.span[0]); }

  /** Let the cursor stand at a time; where that is out of sight, the span moves on. */
  moveTo(t_s) {
    const [from, to] = this.span;
    if (t_s < from || t_s > to) {
      const length = to - from, begin = Math.max(this.whole[0], Math.min(t_s - 0.1 * length, this.whole[1] - length));
      this.setSpan(begin, begin + length);
    }
    this.cursor.style.transform = `translateX(${this.x(t_s)}px)`;
    this.now = t_s;
  }

  showStretch(stretch) {
    this.taken = stretch;
    this.stretch.hidden = !stretch;
    if (!stretch) return;
    const [left, right] = stretch.map((t_s) => Math.min(Math.max(this.x(t_s), LEFT), LEFT + this.width));
    this.stretch.style.left = `${left}px`;
    this.stretch.style.width = `${Math.max(0, right - left)}px`;
  }

  draw() {
    if (this.width < 10) return;
    const colours = Object.fromEntries(['ink', 'quiet', 'hair', 'line', 'accent', 'accent-tint', 'band-rest', 'doubt', 'card'].map((name) => [name, ink(name)]));
    for (const panel of this.panels) this.drawPanel(panel, this.cleared(panel), colours);
    this.drawPhases(this.cleared(this.phases), colours);
    if (this.now !== undefined) this.cursor.style.transform = `translateX(${this.x(this.now)}px)`;
    this.showStretch(this.taken ?? null);
  }

  cleared({ canvas, height }) {
    const scale = devicePixelRatio || 1, width = this.plots.clientWidth;
    canvas.width = Math.round(width * scale); canvas.height = Math.round(height * scale);
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    pen.font = `11px ${getComputedStyle(document.body).fontFamily}`;
    return pen;
  }

  drawPanel(panel, pen, colours) {
    const [low, high] = panel.range, y = (deg) => 2 + (high - deg) / (high - low) * (PANEL - 4);
    this.drawBands(panel, pen, y, colours);
    this.drawAxis(panel, pen, y, colours);
    pen.save();
    pen.beginPath(); pen.rect(LEFT, 0, this.width, PANEL); pen.clip();
    this.drawDoubt(panel, pen, y, colours);
    this.drawLine(this.traces.columns[`${panel.dof}.deg`], pen, y, colours.ink);
    pen.restore();
  }

  drawBands(panel, pen, y, colours) {
    panel.bands.forEach((band) => {
      const later = panel.bands.find((other) => other.is_end === band.is_end && (other.from_s ?? -Infinity) > (band.from_s ?? -Infinity));
      const left = Math.max(LEFT, this.x(band.from_s ?? this.span[0])), right = Math.min(LEFT + this.width, this.x(later?.from_s ?? this.span[1]));
      if (right <= left) return;
      pen.fillStyle = band.is_end ? colours['accent-tint'] : colours['band-rest'];
      pen.fillRect(left, y(band.high), right - left, y(band.low) - y(band.high));
    });
  }

  drawAxis(panel, pen, y, colours) {
    const [low, high] = panel.range, step = STEPS.find((one) => (high - low) / one <= 4) ?? 80;
    pen.textAlign = 'right'; pen.textBaseline = 'middle';
    for (let deg = Math.ceil(low / step) * step; deg <= high; deg += step) {
      pen.strokeStyle = colours.hair; pen.lineWidth = 1;
      pen.beginPath(); pen.moveTo(LEFT, y(deg)); pen.lineTo(LEFT + this.width, y(deg)); pen.stroke();
      pen.fillStyle = colours.quiet;
      if (y(deg) > 6 && y(deg) < PANEL - 6) pen.fillText(`${number(deg)}°`, LEFT - 5, y(deg));
    }
  }

  /** The places of the frames in sight, and one beside each end. */
  places() { return [Math.max(0, this.traces.at(this.span[0]) - 1), Math.min(this.traces.frames - 1, this.traces.at(this.span[1]) + 1)]; }

  drawLine(values, pen, y, colour) {
    const [first, last] = this.places(), { times } = this.traces;
    pen.strokeStyle = colour; pen.lineWidth = 1.5; pen.lineJoin = 'round';
    pen.beginPath();
    let before = -Infinity;
    for (let at = first; at <= last; at += 1) {
      if (Number.isNaN(values[at])) { before = -Infinity; continue; }
      const x = this.x(times[at]);
      if (times[at] - before > GAP_S) { pen.moveTo(x - 0.5, y(values[at])); pen.lineTo(x, y(values[at])); } else pen.lineTo(x, y(values[at]));
      before = times[at];
    }
    pen.stroke();
  }

  drawDoubt(panel, pen, y, colours) {
    const fit = this.traces.columns[`${panel.dof}.fit`], doubt = this.traces.columns[`${panel.dof}.doubt`];
    const [first, last] = this.places(), { times } = this.traces;
    pen.fillStyle = colours.doubt;
    let begin = -1;
    for (let at = first; at <= last + 1; at += 1) {
      const isMissing = at > last || Number.isNaN(fit[at] + doubt[at]);
      if (!isMissing && begin < 0) begin = at;
      if (!isMissing || begin < 0) continue;
      pen.beginPath();
      for (let one = begin; one < at; one += 1) pen.lineTo(this.x(times[one]), y(fit[one] + doubt[one]));
      for (let one = at - 1; one >= begin; one -= 1) pen.lineTo(this.x(times[one]), y(fit[one] - doubt[one]));
      pen.fill();
      begin = -1;
    }
  }

  /** The phases as a strip: how far along the exercise they are is how high they stand. */
  drawPhases(pen, colours) {
    const [first, last] = this.places(), { times, columns: { phase }, head } = this.traces;
    const words = new Map(this.data.phases), order = [...words.keys()];
    pen.textBaseline = 'middle'; pen.textAlign = 'left';
    for (let begin = first, at = first + 1; at <= last + 1; at += 1) {
      if (at <= last && phase[at] === phase[begin]) continue;
      const name = head.phases[phase[begin]], left = Math.max(LEFT, this.x(times[begin])), right = Math.min(LEFT + this.width, this.x(times[Math.min(at, last)]));
      if (name && right > left) {
        const step = order.indexOf(name);
        pen.fillStyle = step === 1 ? colours.accent : step === 2 ? colours.line : colours.hair;
        pen.fillRect(left, 2, Math.max(1, right - left - 1), PHASES - 4);
        const word = words.get(name) ?? name;
        pen.fillStyle = step > 0 ? colours.card : colours.ink;
        if (pen.measureText(word).width + 8 < right - left) pen.fillText(word, left + 4, PHASES / 2);
      }
      begin = at;
    }
  }

  /** A click goes there; a drag takes a stretch to be repeated. */
  listen() {
    let from = null;
    const at = (event) => event.clientX - this.plots.getBoundingClientRect().left;
    const held = (x) => Math.min(Math.max(this.time(x), this.whole[0]), this.whole[1]);
    this.plots.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      from = at(event);
      this.plots.setPointerCapture(event.pointerId);
    });
    this.plots.addEventListener('pointermove', (event) => {
      if (from !== null && Math.abs(at(event) - from) >= LEAST_DRAG_PX) this.showStretch([held(from), held(at(event))].sort((a, b) => a - b));
    });
    const end = (event) => {
      if (from === null) return;
      const began = from;
      from = null;
      if (Math.abs(at(event) - began) < LEAST_DRAG_PX) this.told.seek(held(began));
      else this.told.loop(...[held(began), held(at(event))].sort((a, b) => a - b));
    };
    this.plots.addEventListener('pointerup', end);
    this.plots.addEventListener('pointercancel', () => { from = null; });
  }
}

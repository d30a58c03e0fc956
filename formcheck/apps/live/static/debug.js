/** @file What the page costs: shown with `?debug`, and told to the server's log. Keeps the last 300 frames only. */

import { byId, setText } from './page.js';

const KEPT = 300;
const SHOW_MS = 500;
const TELL_MS = 2000;

/** The last few numbers; its memory never grows. */
export class Ring {
  #values = new Float64Array(KEPT);
  #at = 0;
  #count = 0;

  /** @param {number} value */
  add(value) {
    this.#values[this.#at] = value;
    this.#at = (this.#at + 1) % KEPT;
    this.#count = Math.min(this.#count + 1, KEPT);
  }

  /** Oldest first. @returns {number[]} */
  list() {
    const values = Array.from(this.#values.subarray(0, this.#count));
    return this.#count < KEPT ? values : [...values.slice(this.#at), ...values.slice(0, this.#at)];
  }
}

/** @param {number[]} values @param {number} share */
export function quantile(values, share) {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

const shown = (value, digits = 0) => (Number.isFinite(value) ? value.toFixed(digits) : '–');

export class Debug {
  latencies = new Ring();
  #fresh = new Ring();
  #freshCount = 0;
  #isShown = isWanted();

  /**
   * @param {(action: object) => void} act
   * @param {() => {sent: number, dropped: number}} frames
   * @param {() => object | null} lastView
   */
  constructor(act, frames, lastView) {
    this.frames = frames;
    this.lastView = lastView;
    setInterval(() => this.#tell(act), TELL_MS);
    byId('debug').hidden = !this.#isShown;
    if (this.#isShown) setInterval(() => this.#show(), SHOW_MS);
  }

  /** From the moment light fell on the sensor until its feedback was drawn. @param {number} capture ms */
  drawnAfter(capture) {
    requestAnimationFrame(() => {
      const latency = performance.now() - capture;
      this.latencies.add(latency);
      this.#fresh.add(latency);
      this.#freshCount += 1;
    });
  }

  #tell(act) {
    if (this.#freshCount === 0) return;
    const last = this.#fresh.list().slice(-this.#freshCount);
    this.#freshCount = 0;
    act({ do: 'latency', ms: Math.round(quantile(last, 0.95)) });
  }

  #show() {
    const latencies = this.latencies.list();
    const { sent, dropped } = this.frames();
    const server = this.lastView()?.debug ?? {};
    const heap = performance.memory?.usedJSHeapSize;
    setText(byId('debug'), [
      `latency p50 ${shown(quantile(latencies, 0.5))} p95 ${shown(quantile(latencies, 0.95))} ms (${latencies.length})`,
      `judged ${shown(server.judged_fps, 1)} fps, server ${shown(server.server_ms)} ms`,
      `model ${server.model ?? '–'}, threads ${server.threads ?? '–'}, frames ${server.frames ?? '–'}`,
      `sent ${sent}, dropped ${dropped}${heap ? `, heap ${(heap / 1e6).toFixed(1)} MB` : ''}`,
    ].join('\n'));
  }
}

/** `?debug` may be lost when the address is opened again: it is kept for this tab. */
function isWanted() {
  try {
    if (new URLSearchParams(location.search).has('debug')) sessionStorage.setItem('formcheck.debug', 'yes');
    return sessionStorage.getItem('formcheck.debug') === 'yes';
  } catch {
    return new URLSearchParams(location.search).has('debug');
  }
}

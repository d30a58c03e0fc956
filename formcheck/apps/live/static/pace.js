/** @file The pace: a dot that runs along the arc, and if wanted a soft tone at the start of each way. */

const TICK_MS = 66; // 15 a second: enough for a slow dot, little for the processor
const STILL_TICK_MS = 250;
const OUT_HZ = 440;
const BACK_HZ = 330;
const LOUDNESS = 0.07;
const TONE_S = 0.18;

/**
 * Where the pace is.
 * @param {{out_s: number, hold_s: number, back_s: number, rest_s: number}} pace
 * @param {number} since seconds since it began
 * @returns {{way: 'out' | 'hold' | 'back' | 'rest', share: number}} share: 0 at rest, 1 at the end
 */
export function paceAt(pace, since) {
  const cycle = pace.out_s + pace.hold_s + pace.back_s + pace.rest_s;
  let t = cycle > 0 ? since % cycle : 0;
  if (t < pace.out_s) return { way: 'out', share: eased(t / pace.out_s) };
  t -= pace.out_s;
  if (t < pace.hold_s) return { way: 'hold', share: 1 };
  t -= pace.hold_s;
  if (t < pace.back_s) return { way: 'back', share: 1 - eased(t / pace.back_s) };
  return { way: 'rest', share: 0 };
}

/** Slow at both ends, as a leg moves. @param {number} x */
const eased = (x) => (1 - Math.cos(Math.PI * x)) / 2;

export class Pace {
  #timer = 0;
  #pace = null;
  #began = 0;
  #way = '';
  #ticked = 0;
  #stillness = matchMedia('(prefers-reduced-motion: reduce)');

  /**
   * @param {(share: number | null) => void} onShare
   * @param {(way: string) => void} onWay the start of each way
   */
  constructor(onShare, onWay) {
    this.onShare = onShare;
    this.onWay = onWay;
  }

  /** @param {{out_s: number, hold_s: number, back_s: number, rest_s: number, is_running: boolean} | null} pace */
  set(pace) {
    const isRunning = Boolean(pace?.is_running);
    const isSame = isRunning === (this.#timer !== 0) && JSON.stringify(pace) === JSON.stringify(this.#pace);
    if (isSame) return;
    this.#pace = pace;
    this.stop();
    if (isRunning) this.#start();
    else this.onShare(null);
  }

  /** Stands still, at once. */
  stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#way = '';
  }

  #start() {
    this.#began = performance.now();
    this.#timer = setInterval(() => this.#fill(), this.#stillness.matches ? STILL_TICK_MS : TICK_MS);
    this.tick();
  }

  /** Only where nothing else has moved the dot: each drawing on its own costs the processor a whole picture. */
  #fill() {
    if (performance.now() - this.#ticked > TICK_MS) this.tick();
  }

  /** Moves the dot; called when the page is drawn anyway. */
  tick() {
    if (!this.#timer) return;
    this.#ticked = performance.now();
    const { way, share } = paceAt(this.#pace, (performance.now() - this.#began) / 1000);
    // Who asked for less motion sees the dot change ends, not travel.
    this.onShare(this.#stillness.matches ? Number(way === 'out' || way === 'hold') : share);
    if (way === this.#way) return;
    this.#way = way;
    this.onWay(way);
  }
}

/** A soft tone. Off until it is wanted. */
export class Tone {
  #context = null;
  isOn = false;

  /** Must come from a click or a key: browsers allow sound only then. @param {boolean} isOn */
  async turn(isOn) {
    this.isOn = isOn;
    if (!isOn) {
      await this.#context?.suspend();
      return;
    }
    this.#context ??= new AudioContext();
    await this.#context.resume();
  }

  /** @param {string} way */
  play(way) {
    if (!this.isOn || this.#context?.state !== 'running' || (way !== 'out' && way !== 'back')) return;
    const now = this.#context.currentTime;
    const tone = new OscillatorNode(this.#context, { type: 'sine', frequency: way === 'out' ? OUT_HZ : BACK_HZ });
    const loudness = new GainNode(this.#context, { gain: 0 });
    loudness.gain.linearRampToValueAtTime(LOUDNESS, now + 0.03);
    loudness.gain.linearRampToValueAtTime(0, now + TONE_S);
    tone.connect(loudness).connect(this.#context.destination);
    tone.start(now);
    tone.stop(now + TONE_S);
  }
}

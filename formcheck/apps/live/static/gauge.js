/** @file The gauge: an arc from rest to the person's own end; the knee fills it, the foot travels along, a dot sets the pace. */

import { byId, setAttribute, setText, show } from './page.js';
import { say } from './words.js';

/** The arc shows a little more than the end: going beyond it must be seen too. */
const MOST = 1.15;
const FROM_DEG = -100;
const SWEEP_DEG = 200;
/** Finer steps than this cannot be seen; not drawing them saves work. */
const STEP = 1 / 400;
/** How often a screen reader may find another number: not with every frame. */
const TELL_STEP = 10;

/** @param {number} share @returns {number} degrees from the top */
const angleOf = (share) => FROM_DEG + (clamp(share) / MOST) * SWEEP_DEG;

/** @param {number} share */
const clamp = (share) => Math.min(MOST, Math.max(0, share));

/** @param {number} share */
const rounded = (share) => Math.round(clamp(share) / STEP) * STEP;

export class Gauge {
  #box = byId('gauge');
  #fill = byId('g-fill');
  #foot = byId('g-foot');
  #pace = byId('g-pace');

  /** @param {{driver: number | null, foot: number | null, zone: number, has_foot: boolean} | null} gauge */
  set(gauge) {
    show(this.#box, gauge !== null);
    if (!gauge) return;
    this.#zone(gauge.zone);
    const isSeen = gauge.driver !== null;
    setAttribute(this.#box, 'data-knee', isSeen ? 'seen' : 'hollow');
    setAttribute(this.#box, 'data-reached', String(isSeen && gauge.driver >= gauge.zone));
    // Unseen, it stays where it was: it goes hollow and does not jump.
    if (isSeen) setAttribute(this.#fill, 'stroke-dasharray', `${(rounded(gauge.driver) * 100).toFixed(2)} 200`);
    setAttribute(this.#foot, 'data-foot', !gauge.has_foot ? 'none' : gauge.foot === null ? 'hollow' : 'seen');
    if (gauge.foot !== null) this.#turn(this.#foot, rounded(gauge.foot));
    this.#describe(gauge.driver);
  }

  /** Where the pace is, 0 at rest, 1 at the end; null without a pace. @param {number | null} share */
  pace(share) {
    setAttribute(this.#pace, 'data-pace', share === null ? 'none' : 'runs');
    if (share !== null) this.#turn(this.#pace, rounded(share));
  }

  /** @param {number} zone */
  #zone(zone) {
    setAttribute(byId('g-zone'), 'stroke-dasharray', `0 ${zone * 100} ${(1 - zone) * 100} 200`);
    this.#turn(byId('g-tick-zone'), zone);
    this.#turn(byId('g-tick-end'), 1);
  }

  #turn(element, share) {
    setAttribute(element, 'transform', `rotate(${angleOf(share).toFixed(1)} 320 320)`);
  }

  #describe(driver) {
    const share = driver === null ? null : Math.round((driver * 100) / TELL_STEP) * TELL_STEP;
    setAttribute(this.#box, 'aria-label', share === null ? say('dial-lost') : say('dial-label', { share }));
  }
}

/** The count, the phase, the seconds and the bar around the gauge. */
export class Dial {
  /** @param {object} view */
  set(view) {
    this.#count(view);
    this.#seconds(view);
    this.#progress(view);
    this.#phase(view);
  }

  #count(view) {
    const practice = view.stage === 'practice' ? view.progress : null;
    const count = practice ? { good: practice.done, target: practice.of } : view.stage === 'set' ? view.count : null;
    show(byId('count'), count !== null && count !== undefined);
    if (!count) return;
    setText(byId('count-number'), String(count.good));
    setText(byId('count-of'), say('of', { of: count.target }));
  }

  #seconds(view) {
    const hasSeconds = view.seconds !== null && (view.stage === 'countdown' || view.stage === 'rest');
    show(byId('seconds'), hasSeconds);
    if (hasSeconds) setText(byId('seconds'), String(Math.ceil(view.seconds)));
  }

  #progress(view) {
    const progress = view.stage === 'neutral' ? view.progress : null;
    show(byId('progress'), Boolean(progress));
    if (!progress) return;
    const share = Math.min(1, progress.done / (progress.of || 1));
    const bar = byId('progress-bar');
    bar.value = Math.round(share * 50) / 50;
    setAttribute(bar, 'aria-label', progress.text || say('stage-neutral'));
  }

  #phase(view) {
    const isUnseen = view.stage !== 'rest' && (view.is_lost || view.gauge?.driver === null);
    setText(byId('phase-word'), isUnseen ? say('not-seen') : view.phase ?? '');
    setAttribute(byId('phase'), 'data-seen', String(!isUnseen));
  }
}

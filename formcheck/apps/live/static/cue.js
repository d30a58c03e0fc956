/** @file The one cue: on screen, to screen readers, to the voice. */

import { byId, setAttribute, setText } from './page.js';

const TONES = new Set(['safety', 'lost', 'form', 'praise', 'info']);

export class CueLine {
  #number = null;
  #stage = '';
  #box = byId('cue');

  /** @param {(cue: object) => void} speak */
  constructor(speak) {
    this.speak = speak;
    // The size that fits is found again when the window changes.
    addEventListener('resize', () => this.#fit());
  }

  /**
   * @param {{number: number, text: string, speech: string, tone: string} | null} cue
   * @param {string} stage
   * @param {boolean} isOld it stood there before the page was loaded again: shown, not said again
   */
  set(cue, stage, isOld = false) {
    const tone = TONES.has(cue?.tone) ? cue.tone : 'info';
    setAttribute(this.#box, 'data-tone', cue ? tone : 'none');
    setAttribute(byId('cue-icon'), 'href', `#i-${tone}`);
    const text = cue?.text ?? '';
    if (byId('cue-text').textContent !== text || stage !== this.#stage) {
      this.#stage = stage;
      setText(byId('cue-text'), text);
      this.#fit();
    }
    if (!cue || cue.number === this.#number) return;
    this.#number = cue.number;
    if (isOld) return;
    this.#announce(byId(tone === 'safety' || tone === 'lost' ? 'say-now' : 'say-polite'), text);
    this.speak(cue);
  }

  /** The same words again are told again: a screen reader speaks only what has changed. */
  #announce(region, text) {
    setText(region, region.textContent === text ? `${text}\u00a0` : text);
  }

  /** A long cue is set a little smaller, so that it is never cut. */
  #fit() {
    const box = this.#box;
    const text = byId('cue-text');
    box.dataset.size = 'large';
    for (const size of ['medium', 'small']) {
      if (text.offsetHeight <= box.clientHeight && text.scrollWidth <= text.clientWidth) return;
      box.dataset.size = size;
    }
  }
}

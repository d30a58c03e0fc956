/** @file The voice. Only voices that speak on this machine: others would send the text away. Every word is on screen too. */

import { keep, kept } from './keep.js';
import { language } from './words.js';

const GAP_MS = 4000;
/** What has waited longer is about a movement that is over. */
const STALE_MS = 2500;
const LONGEST_MS = 8000;
/** Who may speak before whom. */
const RANK = { safety: 3, lost: 2, form: 1, praise: 0, info: 0 };

export class Voice {
  #last = -Infinity;
  #isSpeaking = false;
  #waiting = null;
  #timer = 0;
  #voice = null;
  isMuted = kept('muted') === 'yes';

  constructor() {
    this.#choose();
    globalThis.speechSynthesis?.addEventListener?.('voiceschanged', () => this.#choose());
  }

  /** @param {boolean} isMuted */
  mute(isMuted) {
    this.isMuted = isMuted;
    keep('muted', isMuted ? 'yes' : 'no');
    if (isMuted) this.hush();
  }

  /** Says nothing more of what has been said so far. */
  hush() {
    clearTimeout(this.#timer);
    this.#waiting = null;
    this.#isSpeaking = false;
    globalThis.speechSynthesis?.cancel();
  }

  /** @param {{speech: string, tone: string, keeps?: boolean}} cue `keeps`: it is true for as long as it stands there */
  say(cue) {
    if (this.isMuted || !cue.speech) return;
    if (cue.tone === 'safety') {
      this.hush();
      this.#speak(cue);
    } else if (this.#wait() === 0) {
      this.#speak(cue);
    } else {
      this.#queue(cue);
    }
  }

  #choose() {
    const voices = globalThis.speechSynthesis?.getVoices() ?? [];
    const near = voices.filter((voice) => voice.localService === true && voice.lang.toLowerCase().startsWith(language));
    this.#voice = near.find((voice) => voice.default) ?? near[0] ?? null;
  }

  /** How long until the next may speak. */
  #wait() {
    const since = performance.now() - this.#last;
    if (this.#isSpeaking && since < LONGEST_MS) return Math.max(GAP_MS - since, 200);
    return Math.max(0, GAP_MS - since);
  }

  /** One may wait: the one with the right of way; of equals, the newer. */
  #queue(cue) {
    const rank = (one) => RANK[one.tone] ?? 0;
    if (this.#waiting && rank(this.#waiting.cue) > rank(cue) && !this.#isStale(this.#waiting)) return;
    this.#waiting = { cue, since: performance.now() };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#serve(), this.#wait());
  }

  #isStale(waiting) {
    return !waiting.cue.keeps && performance.now() - waiting.since > STALE_MS;
  }

  #serve() {
    const waiting = this.#waiting;
    if (!waiting) return;
    if (this.#isStale(waiting)) {
      this.#waiting = null;
    } else if (this.#wait() > 0) {
      this.#timer = setTimeout(() => this.#serve(), this.#wait());
    } else {
      this.#waiting = null;
      this.#speak(waiting.cue);
    }
  }

  #speak(cue) {
    this.#last = performance.now();
    document.dispatchEvent(new CustomEvent('formcheck:spoken', { detail: { text: cue.speech, tone: cue.tone } }));
    if (!this.#voice) return;
    const utterance = new SpeechSynthesisUtterance(cue.speech);
    utterance.voice = this.#voice;
    utterance.lang = this.#voice.lang;
    utterance.rate = 0.95;
    this.#isSpeaking = true;
    utterance.onend = utterance.onerror = () => { this.#isSpeaking = false; };
    speechSynthesis.speak(utterance);
  }
}

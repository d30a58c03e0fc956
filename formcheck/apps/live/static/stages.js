/** @file Which part of the page is shown, its title, its theme; where the focus goes. */

import { byId, setText, show } from './page.js';
import { say } from './words.js';

const FAR = new Set(['neutral', 'practice', 'countdown', 'set', 'rest', 'paused', 'stopped']);
/** Where something is set up: read from near by. */
export const SET_UP = new Set(['camera', 'sensors', 'calibrate']);
/** Where the camera, or the sensors, are on. */
export const WITH_CAMERA = new Set(['camera', 'sensors', 'calibrate', 'neutral', 'practice', 'countdown', 'set', 'rest', 'paused']);
/** Where the person moves or sits still for the camera; there a pause means something. */
export const CAN_PAUSE = new Set(['calibrate', 'neutral', 'practice', 'countdown', 'set', 'rest']);
export const CAN_SKIP = new Set(['neutral', 'practice', 'countdown', 'rest']);

const sections = [...document.querySelectorAll('[data-stages]')];

export class Stages {
  current = 'starting';
  since = 0;

  /**
   * Shows a stage.
   * @param {string} stage
   * @returns {boolean} whether it is another one than before
   */
  go(stage) {
    if (stage === this.current) return false;
    this.current = stage;
    this.since = performance.now();
    document.body.dataset.stage = stage;
    document.body.dataset.theme = FAR.has(stage) ? 'far' : 'near';
    let shown = null;
    for (const section of sections) {
      const isIt = section.dataset.stages.split(' ').includes(stage);
      show(section, isIt);
      if (isIt) shown = section;
    }
    scrollTo(0, 0);
    shown?.querySelector('h1')?.focus({ preventScroll: true });
    return true;
  }

  /** @param {object} view */
  title(view) {
    const title = byId('exercise-title');
    setText(title, exerciseTitle(view) ?? title.dataset.cameraTitle);
  }

  /** The sentences of this stage. @param {string[]} notes */
  notes(notes) {
    const text = notes.join('\n');
    for (const box of document.querySelectorAll('[data-notes]')) {
      if (box.dataset.text === text) continue;
      box.dataset.text = text;
      box.replaceChildren(...notes.map((note) => Object.assign(document.createElement('p'), { textContent: note })));
    }
  }
}

/** @param {object} view @returns {string | null} */
function exerciseTitle(view) {
  const { stage, progress, set } = view;
  if (stage === 'camera') return null;
  if (stage === 'neutral' || stage === 'practice') return progress?.text || say(`stage-${stage}`);
  if (set) return say('set-of', { number: set.number, of: set.of });
  return say(`stage-${stage}`);
}

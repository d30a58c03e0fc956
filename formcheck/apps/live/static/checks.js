/** @file The list of what the camera or the sensors need, and of what is to be done: each with a shape and a word for its state. */

import { setAttribute, setText } from './page.js';
import { say } from './words.js';

const rows = new Map([...document.querySelectorAll('[data-check]')].map((row) => [row.dataset.check, row]));
/** The states, each with its shape. */
const SHAPES = new Map([['ok', 'ok'], ['missing', 'missing'], ['unknown', 'unknown'], ['now', 'go'], ['later', 'unknown']]);

/**
 * @param {{key: string, state: string}[]} checks
 * @param {Object<string, string>} batteries What is said of a sensor's battery, by the check it stands beside.
 */
export function showChecks(checks, batteries = {}) {
  for (const { key, state } of checks) {
    const row = rows.get(key);
    if (row) showCheck(row, SHAPES.has(state) ? state : 'unknown', batteries[key]);
  }
}

/** @param {HTMLElement} row @param {string} state @param {string} [battery] */
function showCheck(row, state, battery) {
  setAttribute(row, 'data-state', state);
  setAttribute(row.querySelector('use'), 'href', `#i-${SHAPES.get(state)}`);
  setText(row.querySelector('.check-state'), [battery, say(`check-${state}`)].filter(Boolean).join(' · '));
}

for (const row of rows.values()) showCheck(row, row.dataset.state);

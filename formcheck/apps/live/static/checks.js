/** @file The list of what the camera needs: each with a shape and a word for its state. */

import { setAttribute, setText } from './page.js';
import { say } from './words.js';

const rows = new Map([...document.querySelectorAll('[data-check]')].map((row) => [row.dataset.check, row]));
const STATES = new Set(['ok', 'missing', 'unknown']);

/** @param {{key: string, state: string}[]} checks */
export function showChecks(checks) {
  for (const { key, state } of checks) {
    const row = rows.get(key);
    if (row) showCheck(row, STATES.has(state) ? state : 'unknown');
  }
}

/** @param {HTMLElement} row @param {string} state */
function showCheck(row, state) {
  setAttribute(row, 'data-state', state);
  setAttribute(row.querySelector('use'), 'href', `#i-${state}`);
  setText(row.querySelector('.check-state'), say(`check-${state}`));
}

for (const row of rows.values()) showCheck(row, 'unknown');

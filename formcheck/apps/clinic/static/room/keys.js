/** @file Keys of the page: off while somebody types, and off altogether where somebody switches them off. */

import { text } from './words.js';

const FIELDS = 'input, select, textarea, [contenteditable]';
const OFF = 'formcheck-room-keys-off';

export class Keys {
  /** @param {{list: HTMLElement, switch: HTMLElement, dialog: HTMLDialogElement}} parts */
  constructor(parts) {
    Object.assign(this, parts);
    this.acts = new Map();
    this.told = [];
    this.isOff = localStorage.getItem(OFF) === 'yes';
    this.switch.addEventListener('click', () => this.turn(!this.isOff));
    this.turn(this.isOff);
    addEventListener('keydown', (event) => this.press(event));
    addEventListener('keyup', (event) => { if (event.code === this.swallowed) event.preventDefault(); });
  }

  /**
   * Give a key its meaning.
   * @param {string} combo such as 'Shift+ArrowLeft', 'o' or '?'
   * @param {() => boolean | void} act false where the key meant nothing now
   */
  add(combo, act) {
    const before = this.acts.get(combo) ?? [];
    this.acts.set(combo, [act, ...before]);  // what was added last is asked first
  }

  /** Tell of keys in the list: the keys as they stand on a keyboard, and what they do. */
  tell(keys, what) {
    this.told.push([keys, what]);
    const term = document.createElement('dt'), told = document.createElement('dd');
    keys.forEach((key) => term.append(Object.assign(document.createElement('kbd'), { textContent: key }), ' '));
    told.textContent = what;
    this.list.append(term, told);
  }

  turn(isOff) {
    this.isOff = isOff;
    localStorage.setItem(OFF, isOff ? 'yes' : 'no');
    this.switch.setAttribute('aria-pressed', String(!isOff));
    this.switch.textContent = text(isOff ? 'keys-off' : 'keys-on');
  }

  press(event) {
    if (this.isOff || event.metaKey || this.dialog.open || event.target.matches?.(FIELDS)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key, isSign = event.key.length === 1 && event.key === key && !/[a-z]/.test(key);
    const combo = `${event.ctrlKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey && !isSign ? 'Shift+' : ''}${key}`;
    const acts = this.acts.get(combo) ?? [];
    if (!acts.some((act) => act() !== false)) return;
    // A focused button would be pressed by the same key, a page scrolled.
    this.swallowed = event.code;
    event.preventDefault();
  }
}

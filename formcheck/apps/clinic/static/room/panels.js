/** @file Panels beside the player, one open at a time; Escape leaves it, and what was typed in it stays. */

import { room } from './room.js';

const byId = (id) => document.getElementById(id);
let open = null;

/** Let keys go to the picture, and to no button that happens to be focused. */
export function focusPicture() {
  const stage = byId('stage');
  stage.tabIndex = -1;
  stage.focus({ preventScroll: true });
}

/** A panel with its button, its key, and what happens when it is opened, kept and left. */
export class Panel {
  /** @param {string} name @param {{key: string, told: string, opened: () => boolean | void, keep: () => Promise<boolean>, left?: () => void}} parts */
  constructor(name, { key, told, opened, keep, left = () => {} }) {
    this.name = name;
    this.box = byId(`panel-${name}`);
    this.button = byId(`tool-${name}`);
    Object.assign(this, { opened, left, keepIt: keep });
    this.button.addEventListener('click', () => this.toggle());
    this.box.querySelector('.keep').addEventListener('click', () => this.keep());
    this.box.querySelector('.leave').addEventListener('click', () => this.close());
    this.box.addEventListener('keydown', (event) => this.press(event));
    room.key(key.toLowerCase(), () => this.toggle(), [key], told);
    room.key('Escape', () => (this.isOpen ? this.close() : false));
    room.key('Enter', () => (this.isOpen && !this.isOnControl() ? void this.keep() : false));
  }

  get isOpen() { return open === this; }

  isOnControl() { return document.activeElement?.matches('button, a, summary, select') ?? false; }

  toggle() { if (this.isOpen) this.close(); else this.show(); }

  show() {
    if (this.opened() === false) return;
    byId('kept').textContent = '';  // it was of what was said before
    const before = open;
    open = this;
    if (before && before !== this) before.hide();
    this.box.hidden = false;
    this.box.tabIndex = -1;
    // Enter is to keep it, not to press the button that was pressed last.
    if (document.activeElement !== byId('stage')) this.box.focus({ preventScroll: true });
    this.button.setAttribute('aria-expanded', 'true');
    room.player?.pause();
    this.box.scrollIntoView({ block: 'nearest' });
  }

  hide() {
    this.box.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
    this.left();
  }

  close() {
    const isInside = this.box.contains(document.activeElement);
    open = null;
    this.hide();
    if (isInside) focusPicture();
  }

  async keep() {
    if ((await this.keepIt()) && this.isOpen) this.close();
  }

  /** Within its own fields Enter keeps and Escape leaves; the keys of the page rest there. */
  press(event) {
    if (event.key === 'Escape' && event.target.matches('textarea, input, select')) this.close();
    else if (event.key === 'Enter' && !event.shiftKey && event.target.matches('textarea, input, [data-value][aria-pressed="true"]')) this.keep();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** A row of buttons of which one is chosen. */
export class Choice {
  /** @param {HTMLElement} box @param {(value: string) => void} [chosen] */
  constructor(box, chosen = () => {}) {
    this.buttons = [...box.querySelectorAll('button[data-value]')];
    this.chosen = chosen;
    this.value = box.querySelector('[aria-pressed="true"]')?.dataset.value ?? '';
    for (const button of this.buttons) button.addEventListener('click', () => this.choose(button.dataset.value));
  }

  choose(value) {
    this.value = value;
    for (const button of this.buttons) button.setAttribute('aria-pressed', String(button.dataset.value === value));
    this.chosen(value);
  }
}

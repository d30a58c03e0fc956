/** @file What went wrong, and what to do: with the program, with the link to it, or with this browser's camera. */

import { byId, setAttribute, setText, show } from './page.js';

/**
 * @typedef {{title: string, text: string, detail?: string, can_try_again?: boolean}} Told
 * @typedef {'program' | 'link' | 'camera'} Source the one that matters most first
 */
const SOURCES = ['program', 'link', 'camera'];
const boxes = [...document.querySelectorAll('[data-trouble]')];

export class Trouble {
  /** @type {Map<Source, Told>} */
  #told = new Map();

  /** @param {(source: Source) => void} tryAgain */
  constructor(tryAgain) {
    for (const box of boxes) {
      box.querySelector('button').addEventListener('click', () => tryAgain(this.#source));
    }
  }

  /** Whether the exercise is hidden behind it. */
  get isShown() {
    return !byId('trouble').hidden;
  }

  /** @param {Source} source @param {Told | null} told null where all is well again */
  tell(source, told) {
    if (told) this.#told.set(source, told);
    else this.#told.delete(source);
    this.draw();
  }

  /** Shows what matters most. The browser's camera matters to the exercise only. */
  draw() {
    const isExercise = !byId('exercise').hidden;
    const told = this.#told.get(this.#source) ?? null;
    setAttribute(byId('exercise'), 'data-trouble-is', told ? 'shown' : 'none');
    for (const box of boxes) {
      const isHere = box.id === (isExercise ? 'trouble' : 'notice') && (isExercise || this.#source !== 'camera');
      if (told && isHere) this.#fill(box, told);
      show(box, Boolean(told) && isHere);
    }
  }

  get #source() {
    return SOURCES.find((source) => this.#told.has(source));
  }

  /** @param {Element} box @param {Told} told */
  #fill(box, told) {
    const detail = box.querySelector('.trouble-detail');
    setText(box.querySelector('h2'), told.title);
    setText(box.querySelector('.trouble-text'), told.text);
    setText(detail, told.detail ?? '');
    show(detail, Boolean(told.detail));
    show(box.querySelector('button'), Boolean(told.can_try_again));
  }
}

/** @file The questions before and after the set, and the one when something hurts. */

import { byId, setText, show } from './page.js';
import { say } from './words.js';

/**
 * The questions before the session.
 * @param {(action: object) => void} act
 */
export function listenToBegin(act) {
  const form = byId('begin');
  form.addEventListener('change', (event) => {
    untickOpposites(form, event.target);
    clearErrors(form, event.target.closest('[data-field]')?.dataset.field);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const missing = [];
    if (!data.get('side')) missing.push(['side', 'error-side', 'missing-side']);
    if (!data.get('pain')) missing.push(['pain', 'error-pain', 'missing-pain']);
    if (!data.has('red_flags') && !data.has('no_flags')) missing.push(['flags', 'error-flags', 'missing-flags']);
    if (byId('error-after-last') && !data.get('after_last')) {
      missing.push(['after-last', 'error-after-last', 'missing-after-last']);
    }
    if (report(form, missing)) act(beginning(data));
  });
}

/** @param {FormData} data */
function beginning(data) {
  return {
    do: 'begin',
    pain: Number(data.get('pain')),
    red_flags: data.getAll('red_flags'),
    side: data.get('side'),
    after_last: data.get('after_last'),
    range: data.get('range') ?? 'measure',
    keep_video: data.has('keep_video'),
  };
}

/**
 * The questions after it.
 * @param {(action: object) => void} act
 */
export function listenToAfter(act) {
  const form = byId('after');
  form.addEventListener('change', (event) => clearErrors(form, event.target.closest('[data-field]')?.dataset.field));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const missing = [];
    if (!data.get('pain')) missing.push(['pain', 'error-after-pain', 'missing-pain']);
    if (!data.get('is_numb')) missing.push(['numb', 'error-numb', 'missing-numb']);
    if (report(form, missing)) act({ do: 'after', pain: Number(data.get('pain')), is_numb: data.get('is_numb') === 'yes' });
  });
}

/**
 * The panel of a pause: menu first, then how much it hurts.
 * @param {(action: object) => void} act
 */
export function listenToPause(act) {
  byId('hurts').addEventListener('click', () => askPain(true));
  byId('pain-back').addEventListener('click', () => askPain(false));
  byId('numb').addEventListener('click', () => act({ do: 'stop', pain: null, is_numb: true }));
  for (const button of document.querySelectorAll('#paused-pain .number')) {
    button.addEventListener('click', () => {
      askPain(false);
      act({ do: 'stop', pain: Number(button.value), is_numb: false });
    });
  }
}

/** @param {boolean} isAsked */
export function askPain(isAsked) {
  if (byId('paused-pain').hidden === !isAsked) return;
  show(byId('paused-menu'), !isAsked);
  show(byId('paused-pain'), isAsked);
  document.querySelector(isAsked ? '#paused-pain h1' : '#paused-menu h1').focus({ preventScroll: true });
}

/** "None of these" and a ticked sign cannot both be true. */
function untickOpposites(form, ticked) {
  if (!ticked.checked || (ticked.name !== 'no_flags' && ticked.name !== 'red_flags')) return;
  const other = ticked.name === 'no_flags' ? 'red_flags' : 'no_flags';
  for (const box of form.querySelectorAll(`[name="${other}"]`)) box.checked = false;
}

/**
 * Says what is missing and goes to the first of it.
 * @param {HTMLFormElement} form
 * @param {[string, string, string][]} missing field, where its message stands, key of the message
 * @returns {boolean} whether nothing is
 */
function report(form, missing) {
  for (const [field, place, key] of missing) {
    setText(byId(place), say(key));
    show(byId(place), true);
    for (const input of inputsOf(form, field)) {
      input.setAttribute('aria-describedby', place);
      if (input.type === 'radio' || input.type === 'checkbox') input.setAttribute('data-missing', '');
    }
  }
  if (missing.length === 0) return true;
  const first = form.querySelector(`[data-field="${missing[0][0]}"]`);
  inputsOf(form, missing[0][0])[0].focus({ preventScroll: true });
  first.scrollIntoView({ block: 'center' });
  return false;
}

/** @param {HTMLFormElement} form @param {string | undefined} field */
function clearErrors(form, field) {
  if (!field) return;
  const error = form.querySelector(`[data-field="${field}"] .error`);
  if (error) show(error, false);
  for (const input of inputsOf(form, field)) {
    input.removeAttribute('aria-describedby');
    input.removeAttribute('data-missing');
  }
}

const inputsOf = (form, field) => form.querySelectorAll(`[data-field="${field}"] input`);

/** @file The texts that the scripts of this page need: they come with it, from the catalogue of its language. */

const words = JSON.parse(document.getElementById('words').textContent);

/** The language of the page, such as 'es'. */
export const language = document.documentElement.lang || 'en';

/**
 * A text of the catalogue, its `{name}` filled in.
 * @param {string} key without the leading `room-js-`
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function text(key, values = {}) {
  const found = words[`room-js-${key}`] ?? key;
  return found.replace(/\{\s*([\w-]+)\s*\}/g, (whole, name) => values[name] ?? whole);
}

/**
 * A number as people of this language write it, with a true minus.
 * @param {number} value
 * @param {number} [digits] after the decimal sign
 */
export function number(value, digits = 0) {
  const rounded = Number(value.toFixed(digits)) || 0;
  const told = rounded.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });
  return told.replace('-', '−');
}

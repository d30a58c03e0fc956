/** @file The texts the scripts need. They come with the page, from the catalogue of its language. */

const words = JSON.parse(document.getElementById('words').textContent);

/**
 * A text of the catalogue, its `{$name}` filled in.
 * @param {string} key without the leading `js-`
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  const text = words[`js-${key}`] ?? key;
  return text.replace(/[\u2066-\u2069]?\{\s*\$?([\w-]+)\s*\}[\u2066-\u2069]?/g, (whole, name) => values[name] ?? whole);
}

/** The language of the page, such as 'es'. */
export const language = document.documentElement.lang || 'en';

/**
 * A number as people of this language write it.
 * @param {number} value
 * @param {number} [digits] after the decimal sign
 */
export function number(value, digits = 0) {
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

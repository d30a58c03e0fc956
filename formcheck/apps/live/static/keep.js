/** @file Small choices kept in this browser. Where storage is shut (private windows), they last as long as the page. */

const held = new Map();

/** @param {string} key @returns {string | null} */
export function kept(key) {
  try {
    return localStorage.getItem(`formcheck.${key}`);
  } catch {
    return held.get(key) ?? null;
  }
}

/** @param {string} key @param {string} value */
export function keep(key, value) {
  try {
    localStorage.setItem(`formcheck.${key}`, value);
  } catch {
    held.set(key, value);
  }
}

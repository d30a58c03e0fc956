/** @file Keys: space pauses and goes on, Escape stops, M mutes, S skips, D says that it is done, P turns the sound of the pace. */

const FIELDS = 'input, select, textarea, [contenteditable]';

/**
 * @typedef {{space: (target: Element) => boolean, escape: () => boolean, mute: () => boolean,
 *            skip: () => boolean, done: () => boolean, sound: () => boolean}} KeyActions each says whether the key meant something here
 */

/** @param {KeyActions} actions */
export function listenToKeys(actions) {
  const meanings = {
    ' ': actions.space, Escape: actions.escape, m: actions.mute, s: actions.skip, d: actions.done, h: actions.done, p: actions.sound,
  };
  let swallowed = '';
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches?.(FIELDS)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = Object.hasOwn(meanings, key) ? meanings[key] : null;
    if (event.repeat && swallowed === event.code) event.preventDefault();
    if (!act || event.repeat || !act(event.target)) return;
    swallowed = event.code;
    event.preventDefault();
  });
  // A focused button is pressed when the space bar comes up: the key already did its work.
  addEventListener('keyup', (event) => {
    if (event.code === swallowed) event.preventDefault();
    if (event.code === swallowed) swallowed = '';
  });
}

/** @file What is said of a session goes to the server first, and is shown when it is kept. What is typed stays until then. */

import { signed } from '../signed.js';
import { room } from './room.js';
import { text } from './words.js';

/** Ask the server; gives `{status, told}`, also where it does not answer. Whoever must sign in again does so here. */
export async function post(address, sent) {
  const options = { method: 'POST', body: JSON.stringify(sent), headers: { 'Content-Type': 'application/json' } };
  try {
    const answer = await signed(room.address(address), options);
    const isOurs = (answer.headers.get('content-type') ?? '').includes('json');
    return { status: answer.status, told: isOurs ? await answer.json() : { told: await answer.text() } };
  } catch {
    return { status: 0, told: { told: text('silent') } };
  }
}

/** One thing that somebody is saying, until it is kept. The same thing sent again is the same request. */
export class Draft {
  /** @param {HTMLElement} line where it is told what became of it */
  constructor(line) {
    this.line = line;
    this.sent = '';
    this.token = '';
    this.isBusy = false;
  }

  /** Keep it: true once the server has it. */
  async keep(what) {
    if (this.isBusy) return false;
    const content = JSON.stringify(what);
    if (content !== this.sent) this.token = crypto.randomUUID();
    this.sent = content;
    this.isBusy = true;
    this.tell(text('keeping'));
    const { status, told } = await post('corrections', { token: this.token, seen: room.state.latest, what });
    this.isBusy = false;
    if (told.state) room.take(told.state);
    if (status === 200) {
      this.sent = '';
      this.tell(told.told);
      return true;
    }
    this.tell(text('not-kept', { told: told.told ?? '' }), true);
    return false;
  }

  tell(what, isFault = false) {
    this.line.classList.toggle('is-not-kept', isFault);
    this.line.textContent = what;
  }
}

/** @file Everything that a clinician says of a session: overrule, add, strike, comment, measure, move points, take back. */

import { Goniometer } from './goniometer.js';
import { Draft } from './keeping.js';
import { Moved } from './moved.js';
import { Overruling } from './overruling.js';
import { Panel } from './panels.js';
import { Points } from './points.js';
import { room } from './room.js';
import { number, text } from './words.js';

const byId = (id) => document.getElementById(id);

/** Readers see everything, and have no tools by which anything is kept. */
const mayKeep = Boolean(byId('tool-undo'));

class Commenting {
  constructor() {
    this.draft = new Draft(byId('kept'));
    this.panel = new Panel('comment', { key: 'C', told: text('key-comment'), opened: () => this.open(), keep: () => this.keep() });
  }

  open() {
    byId('comment-at').textContent = text('comment-at', { time: number(room.time, 2) });
    requestAnimationFrame(() => byId('comment-text').focus());
  }

  async keep() {
    const said = byId('comment-text').value.trim();
    if (!said) { this.draft.tell(text('comment-first'), true); return false; }
    const isKept = await this.draft.keep({ correction: 'commented', text: said, t_s: byId('comment-here').checked && room.frame >= 0 ? room.time : null });
    if (isKept) byId('comment-text').value = '';
    return isKept;
  }
}

/** That every movement was looked at: what nobody changed is right. */
class LookingThrough {
  constructor() {
    room.on('rows', () => this.tell());
    if (!byId('tool-looked')) return;  // a further result is looked at, and this is said of the first
    this.draft = new Draft(byId('kept'));
    this.panel = new Panel('looked', { key: 'L', told: text('key-looked'), opened: () => {}, keep: () => this.keep() });
  }

  keep() { return this.draft.keep({ correction: 'looked_through', repetitions: room.state.looked.repetitions }); }

  tell() {
    byId('looked-told').textContent = room.state.looked.told;
    byId('looked-told').hidden = !room.state.looked.told;
  }
}

/** The results of the session, each with its address: the frame that is shown goes along. */
class Results {
  constructor() {
    room.on('rows', () => this.list());
    byId('opinion-list').addEventListener('click', (event) => {
      const link = event.target.closest('a');
      if (link) link.hash = window.location.hash;
    });
  }

  list() {
    const { first, opinions } = room.state;
    byId('opinions').hidden = !opinions.length;
    byId('opinion-list').replaceChildren(...[first, ...opinions].map(({ href, label, line, is_here: isHere }) => {
      const item = document.createElement('li'), link = Object.assign(document.createElement('a'), { href, textContent: label });
      const told = Object.assign(document.createElement('span'), { textContent: line });
      if (isHere) link.setAttribute('aria-current', 'page');
      item.append(link, ' ', told);
      return item;
    }));
  }
}

/** Undo and its undo: each is one more row. */
class TakingBack {
  constructor() {
    this.draft = new Draft(byId('kept'));
    if (mayKeep) this.addKeys();
    byId('log-list').addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button?.dataset.undo) this.take(Number(button.dataset.undo));
      if (button?.dataset.t) room.seek(room.traces.nearest(Number(button.dataset.t)));
    });
    room.on('rows', () => this.list());
  }

  addKeys() {
    room.key('Ctrl+z', () => void this.last(), ['Ctrl', 'Z'], text('key-undo'));
    room.key('Ctrl+Shift+z', () => void this.again());
    room.key('Ctrl+y', () => void this.again(), ['Ctrl', 'Y'], text('key-redo'));
    byId('tool-undo').addEventListener('click', () => this.last());
  }

  last() {
    const entry = room.state.log.find((one) => !one.is_undone && one.kind !== 'undone');
    if (entry) return this.take(entry.number);
    return this.draft.tell(text('nothing-to-undo'));
  }

  again() {
    const [latest] = room.state.log.filter((one) => !one.is_undone);
    if (latest?.kind === 'undone') return this.take(latest.number);
    return this.draft.tell(text('nothing-to-redo'));
  }

  take(which) { return this.draft.keep({ correction: 'undone', number: which }); }

  list() {
    byId('log-count').textContent = room.state.log.length;
    if (mayKeep) byId('tool-undo').disabled = !room.state.log.some((one) => !one.is_undone && one.kind !== 'undone');
    byId('log-list').replaceChildren(...room.state.log.map((one) => this.line(one)));
  }

  line({ number: which, at, by, text: said, is_undone: isUndone, t_s: t }) {
    const item = document.createElement('li'), words = document.createElement('span'), by_ = document.createElement('small');
    item.value = which;
    item.classList.toggle('is-undone', isUndone);
    words.textContent = said;
    by_.textContent = ` ${text('log-by', { at, by })}`;
    item.append(words, by_);
    if (t !== null && room.traces) item.append(this.button(text('log-show'), { t }, text('log-show-of', { number: which })));
    if (mayKeep && !isUndone) item.append(this.button(text('log-undo'), { undo: which }, text('log-undo-of', { number: which })));
    return item;
  }

  button(label, data, name) {
    const made = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
    made.className = 'link';
    made.setAttribute('aria-label', name);
    Object.assign(made.dataset, data);
    return made;
  }
}

byId('tools').append(byId('correct-tools'));
byId('correct-tools').hidden = false;
if (mayKeep) {
  new Overruling();
  new Goniometer();
  new Points();
  new Commenting();
}
new LookingThrough();
new Results();
new Moved();
const taking = new TakingBack();
taking.list();
room.ready.then(() => { taking.list(); document.body.dataset.correcting = 'ready'; });

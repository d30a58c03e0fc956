/** @file A verdict judged otherwise, a repetition that was missed, one that is none: said in two keys, with a cause. */

import { Draft } from './keeping.js';
import { Choice, Panel } from './panels.js';
import { data, room } from './room.js';
import { reasonList } from './rows.js';
import { number, text } from './words.js';

const VERDICTS = ['good', 'incomplete_range', 'rushed', 'held', 'wrong_order', 'not_measurable', 'none'];
const USUAL_S = 4;
/** Two stretches that share as much of their time are one movement; see session/matching.py. */
const SAME = 0.3;
const byId = (id) => document.getElementById(id);

function overlap(one, other) {
  const shared = Math.min(one.end_s, other.end_s) - Math.max(one.start_s, other.start_s);
  return Math.max(0, shared) / (Math.max(one.end_s, other.end_s) - Math.min(one.start_s, other.start_s));
}

export class Overruling {
  constructor() {
    this.row = null;
    this.extent = null;
    this.draft = new Draft(byId('kept'));
    this.verdict = new Choice(byId('overrule-verdicts'));
    this.blame = new Choice(byId('overrule-blames'));
    this.panel = new Panel('overrule', { key: 'O', told: text('key-overrule'), opened: () => this.open(), keep: () => this.keep() });
    VERDICTS.forEach((verdict, place) => room.key(String(place + 1), () => (this.panel.isOpen ? this.choose(verdict) : false)));
    room.keys.tell(['1', '…', '7'], text('key-verdicts'));
    room.key('m', () => this.missed(), ['M'], text('key-missed'));
    room.key('[', () => this.setEnd('start_s'), ['[', ']'], text('key-extent'));
    room.key(']', () => this.setEnd('end_s'));
    byId('tool-missed').addEventListener('click', () => this.missed());
    byId('overrule-begins').addEventListener('click', () => this.setEnd('start_s'));
    byId('overrule-ends').addEventListener('click', () => this.setEnd('end_s'));
    byId('overrule-reasons').addEventListener('click', (event) => {
      const t_s = event.target.closest('[data-t]')?.dataset.t;
      if (t_s === undefined || !room.traces) return;
      event.preventDefault();
      room.seek(room.traces.nearest(Number(t_s)));
    });
    room.on('select', () => { if (this.panel.isOpen && !this.extent) this.open(); });
  }

  open() {
    const row = room.selected ?? room.rows[room.current];
    if (!row) { room.say(text('choose-first')); return false; }
    if (row.start_s !== this.row?.start_s || this.extent) this.begin(row);
    this.extent = null;
    this.tell();
    return true;
  }

  begin(row) {
    this.row = row;
    this.verdict.choose(row?.mine ? (row.mine.verdict || 'none') : '');
    this.blame.choose('other');
    byId('overrule-reason').value = row?.mine?.reason ?? '';
  }

  choose(verdict) {
    if (verdict === 'none' && this.extent) return;
    this.verdict.choose(verdict);
  }

  /** A repetition that was missed, about here: as long as the others usually are, and where they leave room. */
  missed() {
    if (room.frame < 0) return;
    const lengths = room.rows.map((row) => row.end_s - row.start_s).sort((a, b) => a - b);
    const usual = lengths[Math.floor(lengths.length / 2)] ?? USUAL_S, at = room.time;
    const isWithin = room.current >= 0, [first, last] = [room.traces.times[0], room.traces.times[room.frames - 1]];
    const before = isWithin ? first : Math.max(first, ...room.rows.filter((row) => row.end_s <= at).map((row) => row.end_s));
    const after = isWithin ? last : Math.min(last, ...room.rows.filter((row) => row.start_s >= at).map((row) => row.start_s));
    this.begin(null);
    this.extent = { start_s: Math.max(before, at - usual / 2), end_s: Math.min(after, at + usual / 2) };
    if (this.panel.isOpen) this.panel.box.focus({ preventScroll: true });
    else {
      const opened = this.panel.opened;
      this.panel.opened = () => true;
      this.panel.show();
      this.panel.opened = opened;
    }
    this.tell();
  }

  setEnd(end) {
    if (!this.panel.isOpen || !this.extent) return false;
    this.extent[end] = room.time;
    this.tell();
    return true;
  }

  tell() {
    const row = this.row, machine = row && room.found(row);
    byId('overrule-title').textContent = this.extent ? text('missed-title') : row?.machine ? text('overrule-title', { number: row.machine.number }) : text('overrule-added');
    byId('overrule-machine').textContent = machine ? text(data.asked ? 'overrule-first' : 'overrule-machine', { word: machine.word, sure: machine.certainty, why: machine.why }) : text(data.asked ? 'overrule-first-nothing' : 'overrule-nothing');
    byId('overrule-reasons').replaceChildren(...(machine ? reasonList(machine.reasons, (t_s) => room.numberAt(t_s)).children : []));
    byId('overrule-extent').hidden = !this.extent;
    byId('overrule-none').hidden = Boolean(this.extent);
    if (this.extent) byId('overrule-times').textContent = text('extent', { from: number(this.extent.start_s, 1), to: number(this.extent.end_s, 1) });
  }

  /** What is said, as it is kept; null where something is missing. */
  what() {
    const mine = this.verdict.value, blame = this.blame.value, reason = byId('overrule-reason').value.trim();
    if (!mine) return this.lacks('verdict-first');
    if (this.extent) {
      if (this.extent.end_s - this.extent.start_s < 0.3) return this.lacks('extent-first');
      if (room.rows.some((row) => overlap(row, this.extent) >= SAME)) return this.lacks('extent-taken');
      return { correction: 'added', movement: { ...this.extent }, mine, blame, reason };
    }
    const { correction, start_s, end_s } = this.row, movement = { start_s, end_s }, machine = room.found(this.row);
    if (!machine && mine === 'none' && correction === null) return this.lacks('nothing-to-strike');
    if (!machine) return mine === 'none' ? { correction: 'undone', number: correction } : { correction: 'added', movement, mine, blame, reason };
    if (mine === 'none') return { correction: 'struck', movement, machine: machine.verdict, blame, reason };
    return { correction: 'overruled', movement, machine: machine.verdict, mine, blame, reason };
  }

  lacks(key) {
    this.draft.tell(text(key), true);
    return null;
  }

  async keep() {
    if (!this.row && !this.extent) return false;  // it is kept, and was asked for twice
    const what = this.what();
    if (!what || !(await this.draft.keep(what))) return false;
    this.row = this.extent = null;
    return true;
  }
}

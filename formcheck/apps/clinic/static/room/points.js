/** @file Body points put elsewhere in a few frames, straight between them; the repetition is judged anew meanwhile. */

import { ofLeg } from './angles.js';
import { Handles } from './handles.js';
import { Draft, post } from './keeping.js';
import { Paths } from './moved.js';
import { Panel } from './panels.js';
import { data, room } from './room.js';
import { number, text } from './words.js';

const PARTS = ['hip', 'knee', 'ankle', 'heel', 'foot_index', 'shoulder', 'ear'];
const SEEN = 0.5, SETTLED_MS = 400;
const byId = (id) => document.getElementById(id);

export class Points {
  constructor() {
    this.row = null;
    this.paths = new Paths();
    this.draft = new Draft(byId('kept'));
    this.asked = 0;
    this.handles = new Handles('points', {
      names: () => this.names, at: (name) => this.at(name), move: (name, to) => this.put(name, to),
      redraw: (layer, radius) => this.draw(layer, radius),
    });
    this.panel = new Panel('points', {
      key: 'E', told: text('key-points'),
      opened: () => this.open(), keep: () => this.keep(), left: () => this.handles.off(),
    });
    room.key('b', () => (this.panel.isOpen ? this.copy() : false), ['B'], text('key-copy'));
    room.key('Delete', () => (this.panel.isOpen ? this.forget() : false));
    room.key('Backspace', () => (this.panel.isOpen ? this.forget() : false));
    byId('points-copy').addEventListener('click', () => this.copy());
    byId('points-forget').addEventListener('click', () => this.forget());
    byId('points-which').addEventListener('change', (event) => { this.handles.selected = event.target.value; this.handles.show(); this.tell(); });
    room.on('frame', () => { if (this.panel.isOpen) this.tell(); });
  }

  get side() { return room.traces.side(room.frame); }

  get names() { return [...PARTS.map((part) => `${this.side}_${part}`), 'nose'].filter((name) => room.points()[name]); }

  open() {
    const row = room.selected ?? room.rows[room.current];
    if (room.frame < 0 || !row?.machine) { room.say(text('choose-first')); return false; }
    if (row.start_s !== this.row?.start_s) this.begin(row);
    this.handles.selected ||= `${this.side}_ankle`;
    this.handles.turn(true);
    this.list();
    this.tell();
    return true;
  }

  /** Begin with what was moved of this repetition before, if anything was. */
  begin(row) {
    this.row = row;
    this.paths = new Paths(row.again?.points);
    byId('points-judged').textContent = '';
  }

  mine(name, index = room.frame) { return this.paths.at(name, index); }

  at(name) { return this.mine(name) ?? room.points()[name] ?? null; }

  put(name, { x, y }) {
    this.paths.of(name).set(room.number, { x, y });
    this.changed();
  }

  /** Put the chosen point where it is in the frame before. */
  copy() {
    const name = this.handles.selected, index = room.frame - 1;
    const before = index < 0 ? null : this.mine(name, index) ?? room.points(index)[name];
    if (!before) return;
    this.put(name, before);
    this.handles.show();
  }

  /** Let the chosen point stand in this frame where it was found. */
  forget() {
    this.paths.of(this.handles.selected).delete(room.number);
    this.changed();
    this.handles.show();
  }

  get moved() { return this.paths.points; }

  get movement() { return { start_s: this.row.start_s, end_s: this.row.end_s }; }

  changed() {
    this.tell();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.judge(), SETTLED_MS);
  }

  /** What the machine would say with the points there: only told, nothing is kept. */
  async judge() {
    const asked = (this.asked += 1);
    if (!this.moved.length) { byId('points-judged').textContent = ''; return; }
    byId('points-judged').textContent = text('points-judging');
    const { status, told } = await post('points', { movement: this.movement, points: this.moved });
    if (asked !== this.asked) return;
    byId('points-judged').textContent = status === 200 ? this.judgedWords(told) : told.told;
  }

  judgedWords({ word, why, knee, ankle }) {
    const before = room.found(this.row), key = data.asked ? 'points-judged-first' : 'points-judged';
    const numbers = knee && before ? text('points-numbers', { knee, ankle, was_knee: before.knee, was_ankle: before.ankle }) : '';
    return `${text(key, { before: before?.word ?? text('points-nothing'), after: word })} ${numbers} ${why}`.trim();
  }

  list() {
    const which = byId('points-which');
    which.replaceChildren(...this.names.map((name) => Object.assign(document.createElement('option'), { value: name, textContent: text(`point-${name.replace(/^(left|right)_/, '').replace('_', '-')}`) })));
  }

  tell() {
    const name = this.handles.selected, frames = this.paths.frames(name);
    if (byId('points-which').value !== name) byId('points-which').value = name;
    byId('points-frames').textContent = frames.length ? text('points-frames', { frames: frames.join(', ') }) : text('points-none');
    const points = { ...room.points() };
    for (const one of this.names) points[one] = this.at(one);
    const [was, is] = [ofLeg(room.points(), this.side), ofLeg(points, this.side)];
    const angle = (deg) => (Number.isNaN(deg) ? '–' : `${number(deg)}°`);
    byId('points-angles').textContent = text('points-angles', {
      knee: angle(is.knee_flexion), ankle: angle(is.ankle_dorsiflexion), was_knee: angle(was.knee_flexion), was_ankle: angle(was.ankle_dorsiflexion),
    });
  }

  /** Grey is the machine's, ink is mine; what is doubtful is hollow. */
  draw(layer) {
    const found = room.points();
    if (byId('points-which').value !== this.handles.selected) this.tell();
    this.paths.draw(layer, this.handles.radius);
    for (const name of this.names) {
      const mine = this.mine(name), machine = found[name];
      const kind = mine ? (mine.isPut ? 'is-mine' : 'is-between') : machine.seen < SEEN ? 'is-doubtful' : '';
      this.handles.handle(name, mine ?? machine, kind);
    }
  }

  async keep() {
    if (!this.moved.length) { this.draft.tell(text('points-first'), true); return false; }
    const reason = byId('points-reason').value.trim();
    const isKept = await this.draft.keep({ correction: 'points_moved', movement: this.movement, points: this.moved, reason });
    if (isKept) this.end();
    return isKept;
  }

  /** Nothing is under way any more: what is still asked of it is not waited for. */
  end() {
    clearTimeout(this.waiting);
    this.asked += 1;
    this.row = null;
    byId('points-reason').value = '';
  }
}

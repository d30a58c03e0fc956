/** @file Body points put elsewhere in a few frames, straight between them; the repetition is judged anew meanwhile. */

import { ofLeg } from './angles.js';
import { draw, Handles } from './handles.js';
import { Draft, post } from './keeping.js';
import { Panel } from './panels.js';
import { room } from './room.js';
import { number, text } from './words.js';

const PARTS = ['hip', 'knee', 'ankle', 'heel', 'foot_index', 'shoulder', 'ear'];
const BONES = [['hip', 'knee'], ['knee', 'ankle'], ['ankle', 'heel'], ['heel', 'foot_index'], ['ankle', 'foot_index'], ['shoulder', 'hip']];
const SEEN = 0.5, SETTLED_MS = 400;
const byId = (id) => document.getElementById(id);

export class Points {
  constructor() {
    this.row = null;
    this.paths = new Map();
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
    this.paths = new Map();
    byId('points-judged').textContent = '';
    for (const { index, landmark, x_px: x, y_px: y } of row.again?.points ?? []) this.pathOf(landmark).set(index, { x, y });
  }

  pathOf(name) {
    if (!this.paths.has(name)) this.paths.set(name, new Map());
    return this.paths.get(name);
  }

  /** Where a point was put in a frame, or lies between two in which it was; null where the machine's holds. */
  mine(name, index = room.frame) {
    const path = this.paths.get(name), frame = room.numberOf(index);
    if (!path?.size) return null;
    if (path.has(frame)) return { ...path.get(frame), isPut: true };
    const t_s = room.traces.times[index];
    const put = [...path.keys()].map((one) => [room.traces.times[this.placeOf(one)], path.get(one)]).sort((a, b) => a[0] - b[0]);
    const after = put.findIndex(([at]) => at > t_s);
    if (after < 1) return null;
    const [[from_s, from], [to_s, to]] = [put[after - 1], put[after]], share = (t_s - from_s) / (to_s - from_s);
    return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y), isPut: false };
  }

  placeOf(frame) { return room.traces.columns.number.indexOf(frame); }

  at(name) { return this.mine(name) ?? room.points()[name] ?? null; }

  put(name, { x, y }) {
    this.pathOf(name).set(room.number, { x, y });
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
    this.paths.get(this.handles.selected)?.delete(room.number);
    this.changed();
    this.handles.show();
  }

  get moved() {
    const all = [...this.paths].flatMap(([landmark, path]) => [...path].map(([index, { x, y }]) => ({ index, landmark, x_px: x, y_px: y })));
    return all.sort((a, b) => a.index - b.index || a.landmark.localeCompare(b.landmark));
  }

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
    const { machine } = this.row;
    const numbers = knee ? text('points-numbers', { knee, ankle, was_knee: machine.knee, was_ankle: machine.ankle }) : '';
    return `${text('points-judged', { before: machine.word, after: word })} ${numbers} ${why}`.trim();
  }

  list() {
    const which = byId('points-which');
    which.replaceChildren(...this.names.map((name) => Object.assign(document.createElement('option'), { value: name, textContent: text(`point-${name.replace(/^(left|right)_/, '').replace('_', '-')}`) })));
  }

  tell() {
    const name = this.handles.selected, frames = [...(this.paths.get(name)?.keys() ?? [])].sort((a, b) => a - b);
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
    for (const [a, b] of BONES) {
      const [from, to] = [this.at(`${this.side}_${a}`), this.at(`${this.side}_${b}`)];
      const isMine = this.mine(`${this.side}_${a}`) || this.mine(`${this.side}_${b}`);
      if (from && to && isMine) draw('line', layer, 'my-bone', { x1: from.x, y1: from.y, x2: to.x, y2: to.y });
    }
    for (const name of this.names) {
      const mine = this.mine(name), machine = found[name];
      if (mine) draw('circle', layer, 'their-point', { cx: machine.x, cy: machine.y, r: this.handles.radius * 0.7 });
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

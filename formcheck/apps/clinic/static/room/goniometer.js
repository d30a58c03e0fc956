/** @file The goniometer: a hinge and two arms laid on the picture, held against what the machine reads there. */

import { asJoint, between } from './angles.js';
import { draw, Handles } from './handles.js';
import { Draft } from './keeping.js';
import { focusPicture, Panel } from './panels.js';
import { room } from './room.js';
import { number, text } from './words.js';

const NAMES = ['axis', 'still', 'moving'];
const JOINTS = { knee_flexion: ['knee', 'hip', 'ankle'], ankle_dorsiflexion: ['ankle', 'knee', null] };
const byId = (id) => document.getElementById(id);

/** The place at some distance from one point towards another. */
function towards(from, end, length) {
  const far = Math.hypot(end.x - from.x, end.y - from.y) || 1;
  return [from.x + (length * (end.x - from.x)) / far, from.y + (length * (end.y - from.y)) / far];
}

export class Goniometer {
  constructor() {
    this.places = {};
    this.draft = new Draft(byId('kept'));
    this.handles = new Handles('goniometer', {
      names: () => NAMES,
      at: (name) => this.places[name] ?? null,
      move: (name, to) => { this.places[name] = to; this.tell(); },
      placed: (to) => this.place(to),
      redraw: (layer, radius) => this.draw(layer, radius),
    });
    this.panel = new Panel('goniometer', {
      key: 'G', told: text('key-goniometer'),
      opened: () => this.open(), keep: () => this.keep(), left: () => this.handles.off(),
    });
    byId('goniometer-joint').addEventListener('change', () => this.tell());
    byId('goniometer-lay').addEventListener('click', () => this.lay());
    byId('goniometer-again').addEventListener('click', () => { this.places = {}; this.tell(); this.handles.show(); });
    room.on('frame', () => { if (this.panel.isOpen) this.tell(); });
  }

  get joint() { return byId('goniometer-joint').value; }

  get isWhole() { return NAMES.every((name) => this.places[name]); }

  open() {
    if (room.frame < 0) return false;
    this.handles.turn(true);
    this.tell();
    return true;
  }

  /** The next of the three clicks: hinge, arm, arm. */
  place(to) {
    const next = NAMES.find((name) => !this.places[name]);
    if (!next) return;
    this.places[next] = to;
    this.handles.selected = next;
    if (next === 'axis') this.guess(to);
    this.tell();
  }

  /** The joint whose point is nearest to the hinge. */
  guess(axis) {
    const points = room.points(), side = room.traces.side(room.frame);
    const far = (name) => { const point = points[`${side}_${name}`]; return point ? Math.hypot(point.x - axis.x, point.y - axis.y) : Infinity; };
    byId('goniometer-joint').value = far('ankle') < far('knee') ? 'ankle_dorsiflexion' : 'knee_flexion';
  }

  /** Lay it where the machine has its points, to be moved from there: a way without a mouse. */
  lay() {
    const points = room.points(), side = room.traces.side(room.frame), of = (name) => points[`${side}_${name}`];
    const [axis, still, moving] = JOINTS[this.joint || 'knee_flexion'];
    const heel = of('heel'), toe = of('foot_index'), hinge = of(axis);
    const along = hinge && heel && toe ? { x: hinge.x + toe.x - heel.x, y: hinge.y + toe.y - heel.y } : null;
    const places = { axis: hinge, still: of(still), moving: moving ? of(moving) : along };
    if (!NAMES.every((name) => places[name])) { room.say(text('no-points')); return; }
    this.places = Object.fromEntries(NAMES.map((name) => [name, { x: places[name].x, y: places[name].y }]));
    this.handles.selected = 'axis';
    focusPicture();
    this.tell();
    this.handles.show();
  }

  get deg() { return asJoint(this.joint, between(this.places.axis, this.places.still, this.places.moving)); }

  tell() {
    const next = NAMES.find((name) => !this.places[name]);
    byId('goniometer-next').textContent = next ? text(`goniometer-${next}`) : '';
    byId('goniometer-deg').textContent = this.isWhole ? text('goniometer-mine', { deg: number(this.deg) }) : '';
    byId('goniometer-machine').textContent = this.isWhole ? this.compared() : '';
  }

  /** What the machine reads in this frame, and how far the two are apart. */
  compared() {
    if (!this.joint) return text('goniometer-alone');
    const { deg, error } = room.angle(this.joint);
    if (Number.isNaN(deg)) return text('goniometer-unread');
    const apart = Math.abs(this.deg - deg), doubt = Math.max(1, error);
    const told = text('goniometer-machine', { deg: number(deg), error: number(doubt), apart: number(apart) });
    return `${told} ${text(apart <= 2 * doubt ? 'goniometer-agree' : 'goniometer-differ')}`;
  }

  draw(layer, radius) {
    const { axis, still, moving } = this.places;
    for (const arm of [still, moving]) {
      if (!axis || !arm) continue;
      for (const kind of ['arm-edge', 'arm']) draw('line', layer, kind, { x1: axis.x, y1: axis.y, x2: arm.x, y2: arm.y });
    }
    if (this.isWhole) this.drawArc(layer, radius);
    for (const name of NAMES) if (this.places[name]) this.handles.handle(name, this.places[name]);
  }

  drawArc(layer, radius) {
    const { axis, moving } = this.places, length = radius * 5;
    // Of a knee it is how far it is bent: from where the first arm would go on.
    const still = this.joint === 'knee_flexion' ? { x: 2 * axis.x - this.places.still.x, y: 2 * axis.y - this.places.still.y } : this.places.still;
    const [x2, y2] = towards(axis, still, length * 1.6);
    if (still !== this.places.still) draw('line', layer, 'arm-on', { x1: axis.x, y1: axis.y, x2, y2 });
    const to = (end) => towards(axis, end, length);
    const turn = (still.x - axis.x) * (moving.y - axis.y) - (still.y - axis.y) * (moving.x - axis.x) > 0 ? 1 : 0;
    draw('path', layer, 'arc', { d: `M ${to(still)} A ${length} ${length} 0 0 ${turn} ${to(moving)}` });
    const [x, y] = to({ x: (to(still)[0] + to(moving)[0]) / 2, y: (to(still)[1] + to(moving)[1]) / 2 });
    const label = draw('text', layer, 'arc-text', { x: axis.x + 1.9 * (x - axis.x), y: axis.y + 1.9 * (y - axis.y), 'font-size': radius * 3 });
    label.textContent = `${number(this.deg)}°`;
  }

  async keep() {
    if (!this.isWhole) { this.draft.tell(text('goniometer-first'), true); return false; }
    const { deg, error } = this.joint ? room.angle(this.joint) : { deg: NaN, error: NaN };
    const pair = ({ x, y }) => [x, y];
    const isKept = await this.draft.keep({
      correction: 'angle_measured', index: room.number, t_s: room.time,
      axis: pair(this.places.axis), still: pair(this.places.still), moving: pair(this.places.moving), deg: this.deg,
      dof: this.joint || null,
      machine_deg: Number.isNaN(deg) ? null : deg, machine_error_deg: Number.isFinite(error) ? error : null,
      note: byId('goniometer-note').value.trim(),
    });
    if (isKept) { this.places = {}; byId('goniometer-note').value = ''; }
    return isKept;
  }
}

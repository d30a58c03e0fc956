/** @file Body points that stand elsewhere in a stretch of frames: where they were put, straight between, and how it is drawn. */

import { draw, radiusIn } from './handles.js';
import { room } from './room.js';

const BONES = [['hip', 'knee'], ['knee', 'ankle'], ['ankle', 'heel'], ['heel', 'foot_index'], ['ankle', 'foot_index'], ['shoulder', 'hip']];
const byId = (id) => document.getElementById(id);

/** The paths of points that were put elsewhere, by their names. */
export class Paths {
  /** @param {{index: number, landmark: string, x_px: number, y_px: number}[]} points */
  constructor(points = []) {
    this.paths = new Map();
    for (const { index, landmark, x_px: x, y_px: y } of points) this.of(landmark).set(index, { x, y });
  }

  of(name) {
    if (!this.paths.has(name)) this.paths.set(name, new Map());
    return this.paths.get(name);
  }

  /** The numbers of the frames in which a point was put, in order. */
  frames(name) { return [...(this.paths.get(name)?.keys() ?? [])].sort((a, b) => a - b); }

  /** Where a point was put in a frame, or lies between two in which it was; null where the machine's holds. */
  at(name, index = room.frame) {
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

  /** The names of those that stand elsewhere in a frame. */
  names(index = room.frame) { return [...this.paths.keys()].filter((name) => this.at(name, index)); }

  /** As a correction has them. */
  get points() {
    const all = [...this.paths].flatMap(([landmark, path]) => [...path].map(([index, { x, y }]) => ({ index, landmark, x_px: x, y_px: y })));
    return all.sort((a, b) => a.index - b.index || a.landmark.localeCompare(b.landmark));
  }

  /** Draw what stands elsewhere in the frame: the machine's points in grey, and the limbs as they lie by mine. */
  draw(layer, radius) {
    const found = room.points(), where = (name) => this.at(name) ?? found[name];
    for (const side of ['left', 'right']) {
      for (const [a, b] of BONES.map((ends) => ends.map((end) => `${side}_${end}`))) {
        const [from, to] = [where(a), where(b)];
        if (from && to && (this.at(a) || this.at(b))) draw('line', layer, 'my-bone', { x1: from.x, y1: from.y, x2: to.x, y2: to.y });
      }
    }
    for (const name of this.names()) {
      const machine = found[name];
      if (machine) draw('circle', layer, 'their-point', { cx: machine.x, cy: machine.y, r: radius * 0.7 });
    }
  }
}

/** Shows, whatever tool is open, where points were put elsewhere in the frame that is shown; the line below says so. */
export class Moved {
  constructor() {
    this.layer = byId('moved');
    this.told = byId('moved-told');
    for (const what of ['frame', 'view']) room.on(what, () => this.show());
    this.take();
    if (room.traces) this.show();  // the room may have been there first
    room.on('rows', () => { this.take(); this.show(); });
  }

  take() { this.all = room.state.moved.map(({ points, told }) => ({ paths: new Paths(points), told })); }

  show() {
    const here = room.frame < 0 ? [] : this.all.filter(({ paths }) => paths.names().length);
    const { view, picture } = byId('stage').dataset;
    this.layer.replaceChildren();
    byId('stage').classList.toggle('has-moved', Boolean(here.length));
    this.told.hidden = !here.length || (view === 'film' && picture !== 'none');
    this.told.textContent = here.map(({ told }) => told).join(' ');
    for (const { paths } of here) this.draw(paths);
  }

  draw(paths) {
    const radius = radiusIn(room.traces.width, room.traces.height);
    paths.draw(this.layer, radius);
    for (const name of paths.names()) {
      const { x, y, isPut } = paths.at(name), kind = isPut ? 'is-mine' : 'is-between';
      draw('circle', this.layer, `my-point ${kind}`, { cx: x, cy: y, r: radius * 0.7 }).dataset.name = name;
    }
  }
}

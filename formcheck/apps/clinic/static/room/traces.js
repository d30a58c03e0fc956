/** @file Everything that was measured of every frame, fetched once and looked up by the frame's place. */

const KINDS = { f8: Float64Array, f4: Float32Array, u4: Uint32Array, u1: Uint8Array };
const EVERY_MS = 400;

/**
 * Fetch the traces of a session; where they are still being made, wait and say how far they are.
 * @param {string} place address of the session
 * @param {(done: number, frames: number) => void} told
 * @param {string} [asked] which of its results, as it stands behind an address
 * @returns {Promise<Traces>}
 */
export async function fetchTraces(place, told, asked = '') {
  for (;;) {
    const answer = await fetch(`${place}/traces${asked}`);
    if (answer.status === 200) return new Traces(await answer.arrayBuffer());
    const said = await answer.json();
    if (answer.status !== 202) throw new Error(said.told);
    told(said.done, said.frames);
    await new Promise((resolve) => { setTimeout(resolve, EVERY_MS); });
  }
}

export class Traces {
  /** @param {ArrayBuffer} packed as formcheck/outputs/traces.py packs it */
  constructor(packed) {
    const length = new DataView(packed).getUint32(0, true);
    this.head = JSON.parse(new TextDecoder().decode(new Uint8Array(packed, 4, length)));
    this.columns = {};
    for (const { name, kind, width, begin } of this.head.columns) {
      this.columns[name] = new KINDS[kind](packed, 4 + length + begin, width * this.head.frames);
    }
    this.frames = this.head.frames;
    this.times = this.columns.t_s;
    [this.width, this.height] = this.head.size;
    this.measured = new Set(this.head.dofs);
    this.place = new Map(this.head.points.map((name, number) => [name, number]));
  }

  /** The number of a frame, as its record has it. */
  number(index) { return this.columns.number[index]; }

  /** The frame that is shown at a time: the last one that has begun. */
  at(t_s) {
    let low = 0, high = this.frames - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.times[middle] <= t_s) low = middle; else high = middle - 1;
    }
    return low;
  }

  /** The frame whose time is nearest. */
  nearest(t_s) {
    const before = this.at(t_s), after = Math.min(before + 1, this.frames - 1);
    return t_s - this.times[before] <= this.times[after] - t_s ? before : after;
  }

  /** A body point of a frame in pixels of the picture, and whether it was seen (0 to 1); null where there is none. */
  point(index, name) {
    const place = this.place.get(name), at = index * this.head.points.length + place;
    const x = this.columns.px[2 * at], y = this.columns.px[2 * at + 1];
    return place === undefined || Number.isNaN(x) ? null : { x, y, seen: this.columns.seen[at] / 100 };
  }

  /** All body points of a frame, by name. */
  points(index) {
    const found = {};
    for (const name of this.head.points) {
      const point = this.point(index, name);
      if (point) found[name] = point;
    }
    return found;
  }

  /** An angle of a frame with its standard error, in degrees; NaN where it was not measured. */
  angle(dof, index) {
    if (!this.measured.has(dof)) return { deg: NaN, error: NaN };
    return { deg: this.columns[`${dof}.deg`][index], error: this.columns[`${dof}.error`][index] };
  }

  /** The leg that was followed at a frame. */
  side(index) { return this.columns.side[index] ? 'right' : 'left'; }

  /** The phase at a frame; empty where there was none. */
  phase(index) { return this.head.phases[this.columns.phase[index]] ?? ''; }

  /** The next frame, forwards or backwards, at which another phase begins; the end where there is none. */
  phaseEdge(index, way) {
    const phase = this.columns.phase;
    let at = index + way;
    while (at > 0 && at < this.frames - 1 && !(phase[at] !== phase[at - 1])) at += way;
    return Math.min(Math.max(at, 0), this.frames - 1);
  }
}

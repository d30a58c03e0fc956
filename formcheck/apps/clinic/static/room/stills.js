/** @file The pictures of frames, named by number, as the program decoded them. A few are kept, a few fetched ahead. */

const MOST = 40;
const AHEAD = 4;

export class Stills {
  /** @param {string} place address of the session @param {import('./traces.js').Traces} traces @param {string} [asked] as of the traces */
  constructor(place, traces, asked = '') {
    Object.assign(this, { place, traces, asked });
    this.kept = new Map();
  }

  /**
   * The picture of a frame, ready to be shown; null where there is none that can be found.
   * @param {number} index @returns {Promise<HTMLImageElement | null>}
   */
  get(index) {
    if (!this.kept.has(index)) {
      this.kept.set(index, this.fetch(index));
      this.drop(index);
    }
    return this.kept.get(index);
  }

  async fetch(index) {
    const image = new Image();
    image.alt = '';
    image.dataset.index = index;
    image.src = `${this.place}/frame/${this.traces.number(index)}.jpg${this.asked}`;
    try {
      await image.decode();
      return image;
    } catch {
      return null;
    }
  }

  /** Fetch the next ones in the direction that somebody steps in, one after the other, while nobody waits. */
  async ahead(index, way, isIdle) {
    for (let step = 1; step <= AHEAD; step += 1) {
      const next = index + way * step;
      if (next < 0 || next >= this.traces.frames || !isIdle()) return;
      await this.get(next);
    }
  }

  /** Forget all: the film was not where it was, and may be now. */
  clear() { this.kept.clear(); }

  drop(around) {
    while (this.kept.size > MOST) {
      const far = [...this.kept.keys()].reduce((one, other) => (Math.abs(other - around) > Math.abs(one - around) ? other : one));
      this.kept.delete(far);
    }
  }
}

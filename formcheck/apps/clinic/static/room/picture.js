/** @file What stands on the stage: the still of the frame, the film while it plays, and the skeleton over either. */

import { Figure } from './figure.js';
import { Stills } from './stills.js';

export const VIEWS = ['both', 'film', 'figure'];

export class Picture {
  /**
   * @param {{stage: HTMLElement, still: HTMLElement, film: HTMLVideoElement, overlay: SVGSVGElement, figure: SVGGElement}} parts
   * @param {object} data of the page
   * @param {import('./traces.js').Traces} traces
   */
  constructor(parts, data, traces) {
    Object.assign(this, parts);
    this.data = data;
    this.traces = traces;
    this.stills = new Stills(data.place, traces, data.asked);
    this.drawing = new Figure(parts.figure, traces);
    this.hasFilm = false;
    this.view = 'figure';
    this.stage.style.setProperty('--ratio', traces.width / traces.height);
    this.overlay.setAttribute('viewBox', `0 0 ${traces.width} ${traces.height}`);
    this.shape();
  }

  /** Turn, mirror and cut the film as it was when it was measured: a browser knows only what the file says. */
  shape() {
    const { turned_deg: turned, is_mirrored: isMirrored, cut_px: [left, top, right, bottom] } = this.data.source;
    const whole = { width: this.traces.width + left + right, height: this.traces.height + top + bottom };
    const isQuarter = turned % 180 !== 0;
    const { style } = this.film;
    const share = (length, of) => `${100 * length / of}%`;
    style.width = share(isQuarter ? whole.height : whole.width, this.traces.width);
    style.height = share(isQuarter ? whole.width : whole.height, this.traces.height);
    style.left = share(whole.width / 2 - left, this.traces.width);
    style.top = share(whole.height / 2 - top, this.traces.height);
    style.transform = `translate(-50%, -50%) scaleX(${isMirrored ? -1 : 1}) rotate(${turned}deg)`;
  }

  get showsFilm() { return this.hasFilm && this.view !== 'figure'; }

  setView(view) {
    this.view = this.hasFilm ? view : 'figure';
    this.stage.dataset.view = this.view;
  }

  /** What is to be shown of a frame, once it is there: the still, or null where only the figure can be. */
  prepare(index) { return this.showsFilm ? this.stills.get(index) : Promise.resolve(null); }

  /**
   * Show a frame, all of it at once.
   * @param {number} index
   * @param {HTMLImageElement | null} still
   */
  show(index, still) {
    if (still) this.still.replaceChildren(still); else this.still.replaceChildren();
    this.film.hidden = true;
    this.stage.dataset.picture = still ? 'still' : 'none';
    this.drawing.draw(index);
  }

  /** Show the skeleton of the frame that the film shows while it plays. */
  showPlaying(index) {
    this.film.hidden = false;
    this.stage.dataset.picture = 'film';
    this.drawing.draw(index);
  }
}

/** @file The picture on the exercise screen: the measured leg drawn over it, the outline to fit into, previews of a server's camera. */

import { byId, setAttribute, show } from './page.js';

const LEG = '#7fe0d0';
const LEG_EDGE = '#10171c';
const BODY = 'rgb(251 246 236 / 55%)';
/** The finest drawing worth its cost; the leg is thick. */
const MOST_PIXELS = 1.5;
/** A share of the picture too small to see moving from 2.5 m. */
const UNSEEN = 0.003;

/** Whether a line belongs to the measured leg, from the hip down. @param {[string, string]} line @param {string} leg */
const isOfLeg = (line, leg) => line.every((name) => name.startsWith(leg) && !/_(shoulder|ear|nose)$/.test(name));

export class Picture {
  #view = byId('view');
  #video = byId('video');
  #preview = byId('preview');
  #skeleton = byId('skeleton');
  #ink = this.#skeleton.getContext('2d');
  #lines = [];
  #isBlank = true;
  #drawn = null;
  #isDecoding = false;
  /** Without any camera, what is drawn is all there is. */
  #isDrawing = document.body.dataset.camera === 'sensors';
  #codes = [...document.querySelectorAll('[data-code]')];

  constructor() {
    new ResizeObserver(() => this.#fit()).observe(this.#skeleton);
    this.#video.addEventListener('resize', () => this.#shape(this.#video.videoWidth, this.#video.videoHeight));
    this.#video.addEventListener('playing', () => this.#seen(true));
  }

  /** The body lines, told once by the server. @param {[string, string][]} lines */
  learn(lines) {
    this.#lines = lines;
  }

  /**
   * Draws the points of a view.
   * @param {{points: Record<string, [number, number]>, leg: string, aspect: number} | null} picture
   */
  draw(picture) {
    if (!picture) {
      this.#clear();
      return;
    }
    this.face(picture.leg);
    if (this.#isDrawing) {
      this.#shape(picture.aspect, 1);
      this.#seen(true);
    }
    if (this.#isAsDrawn(picture)) return;
    this.#clear();
    this.#drawn = picture;
    const leg = this.#lines.filter((line) => isOfLeg(line, picture.leg));
    const others = this.#lines.filter((line) => !leg.includes(line));
    const unit = this.#skeleton.height / 100;
    this.#stroke(picture.points, others, BODY, unit);
    this.#stroke(picture.points, leg, LEG_EDGE, unit * 4.5);
    this.#stroke(picture.points, leg, LEG, unit * 2.8);
    this.#joints(picture.points, leg, unit * 2.4);
    this.#isBlank = false;
  }

  /** Whether nothing has moved that could be seen to: a person who waits costs no drawing. */
  #isAsDrawn(picture) {
    const before = this.#drawn;
    if (this.#isBlank || !before || before.leg !== picture.leg) return false;
    const names = Object.keys(picture.points);
    return names.length === Object.keys(before.points).length && names.every((name) => {
      const [x, y] = picture.points[name];
      const [oldX, oldY] = before.points[name] ?? [NaN, NaN];
      return Math.abs(x - oldX) < UNSEEN && Math.abs(y - oldY) < UNSEEN;
    });
  }

  /** Which way the outline looks: to the side of the measured leg. @param {string} leg */
  face(leg) {
    setAttribute(byId('outline'), 'data-leg', leg);
  }

  /** Shows the code that a phone is to scan, if one is. @param {string | null} place */
  scan(place) {
    for (const code of this.#codes) show(code, code.dataset.code === place);
  }

  /** Takes away what belongs to a camera that is gone. */
  blank() {
    this.#clear();
    this.#seen(false);
  }

  /** A picture of the server's own camera. @param {ArrayBuffer} jpeg */
  async preview(jpeg) {
    if (this.#isDecoding) return; // the next one is newer
    this.#isDecoding = true;
    try {
      const image = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
      this.#shape(image.width, image.height);
      if (this.#preview.width !== image.width) this.#preview.width = image.width;
      if (this.#preview.height !== image.height) this.#preview.height = image.height;
      this.#preview.getContext('2d').drawImage(image, 0, 0);
      image.close();
      this.#seen(true);
    } catch (fault) {
      if (fault.name !== 'InvalidStateError') throw fault; // a damaged picture: the next one will do
    } finally {
      this.#isDecoding = false;
    }
  }

  /** @param {number} width @param {number} height */
  #shape(width, height) {
    if (width && height) this.#view.style.setProperty('--aspect', String(width / height));
  }

  /** @param {boolean} isSeen */
  #seen(isSeen) {
    show(byId('view-wait'), !isSeen);
  }

  #fit() {
    const pixels = Math.min(devicePixelRatio, MOST_PIXELS);
    this.#skeleton.width = Math.round(this.#skeleton.clientWidth * pixels);
    this.#skeleton.height = Math.round(this.#skeleton.clientHeight * pixels);
    this.#isBlank = true; // a new size clears it
  }

  #clear() {
    if (this.#isBlank) return;
    this.#ink.clearRect(0, 0, this.#skeleton.width, this.#skeleton.height);
    this.#isBlank = true;
  }

  #stroke(points, lines, colour, width) {
    const ink = this.#ink;
    ink.strokeStyle = colour;
    ink.lineWidth = width;
    ink.lineCap = 'round';
    ink.beginPath();
    for (const [from, to] of lines) {
      if (!points[from] || !points[to]) continue;
      ink.moveTo(...this.#place(points[from]));
      ink.lineTo(...this.#place(points[to]));
    }
    ink.stroke();
  }

  #joints(points, lines, radius) {
    const ink = this.#ink;
    ink.fillStyle = LEG_EDGE;
    ink.strokeStyle = LEG;
    ink.lineWidth = radius / 2;
    for (const name of new Set(lines.flat())) {
      if (!points[name]) continue;
      ink.beginPath();
      ink.arc(...this.#place(points[name]), radius, 0, 2 * Math.PI);
      ink.fill();
      ink.stroke();
    }
  }

  /** @param {[number, number]} point */
  #place([x, y]) {
    return [x * this.#skeleton.width, y * this.#skeleton.height];
  }
}

/** @file Stepping and playing. Paused, the frame's own still is shown; playing, the film, or stills or figure by a clock. */

export const SPEEDS = [0.1, 0.25, 0.5, 1];
const BUSY_MS = 500;

export class Player {
  /**
   * @param {import('./picture.js').Picture} picture
   * @param {import('./traces.js').Traces} traces
   * @param {{shown: (index: number) => void, awaited: (index: number | null) => void, missing: (index: number) => void,
   *          playing: (isPlaying: boolean) => void, cannotPlay: () => void}} told
   */
  constructor(picture, traces, told) {
    Object.assign(this, { picture, traces, told });
    this.frame = -1;
    this.target = 0;
    this.speed = 1;
    this.loop = null;
    this.isPlaying = false;
    this.isFilmPlayable = true;
    this.begins_s = picture.data.film_begins ? traces.times[0] : 0;
    this.picture.film.addEventListener('error', () => this.failFilm());
    this.picture.film.addEventListener('ended', () => { if (this.isPlaying) this.atEnd(); });
  }

  /** Show a frame by its place in the record; what is shown changes once its picture is there. */
  seek(index) {
    this.target = Math.min(Math.max(Math.round(index), 0), this.traces.frames - 1);
    if (this.isPlaying && this.isByFilm) this.seekFilm(this.target);
    else if (this.isPlaying) this.startClock(this.target);
    return this.settle();
  }

  step(by) {
    if (this.isPlaying) this.pause();
    return this.seek(this.target + by);
  }

  /** Show again: another view, or a film that was found. */
  again() {
    this.frame = -1;
    return this.settle();
  }

  settle() {
    if (this.isPlaying && this.isByFilm) return Promise.resolve();
    this.settling ??= this.settleNow().finally(() => { this.settling = null; });
    return this.settling;
  }

  async settleNow() {
    let way = 1;
    while (this.frame !== this.target) {
      const index = this.target;
      const slow = setTimeout(() => this.told.awaited(index), BUSY_MS);
      const still = await this.picture.prepare(index);
      clearTimeout(slow);
      this.told.awaited(null);
      if (this.isPlaying && this.isByFilm) return;
      way = index < this.frame ? -1 : 1;
      this.show(index, still);
    }
    if (this.picture.showsFilm && !this.isPlaying) {
      this.picture.stills.ahead(this.frame, way, () => !this.isPlaying && this.target === this.frame);
    }
  }

  show(index, still) {
    this.picture.show(index, still);
    this.frame = index;
    if (this.picture.showsFilm && !still) this.told.missing(index);
    this.told.shown(index);
  }

  // --- playing ---

  toggle() { return this.isPlaying ? this.pause() : this.play(); }

  async play() {
    if (this.isPlaying || this.traces.frames < 2) return;
    const [first, last] = this.bounds();
    if (this.target >= last || this.target < first) this.target = first;
    this.isPlaying = true;
    this.isByFilm = this.picture.showsFilm && this.isFilmPlayable;
    this.told.playing(true);
    if (this.isByFilm) await this.playFilm(); else this.startClock(this.target);
  }

  pause() {
    if (!this.isPlaying) return Promise.resolve();
    this.isPlaying = false;
    this.picture.film.pause();
    cancelAnimationFrame(this.clock);
    this.told.playing(false);
    if (this.isByFilm) {
      this.target = Math.max(this.frame, 0);
      this.frame = -1;  // the film stays until the still of the same frame is there
      this.isByFilm = false;
    }
    return this.settle();
  }

  setSpeed(speed) {
    this.speed = speed;
    this.picture.film.playbackRate = speed;
    if (this.isPlaying && !this.isByFilm) this.startClock(this.target);
  }

  /** The first and the last frame of what is played. */
  bounds() {
    if (!this.loop) return [0, this.traces.frames - 1];
    return [this.traces.nearest(this.loop[0]), this.traces.nearest(this.loop[1])];
  }

  atEnd() {
    if (this.loop) this.seek(this.bounds()[0]);
    else this.pause();
  }

  async playFilm() {
    const { film, data } = this.picture;
    if (!film.src) film.src = `${data.place}/film`;
    try {
      this.seekFilm(this.target);
      film.playbackRate = this.speed;
      await film.play();
    } catch (error) {
      if (error.name !== 'AbortError') this.failFilm();
      return;
    }
    this.watchFilm();
  }

  /** Go to the middle of a frame: at its very beginning browsers may show the one before. */
  seekFilm(index) {
    const after = Math.min(index + 1, this.traces.frames - 1);
    this.picture.film.currentTime = this.onFilm((this.traces.times[index] + this.traces.times[after]) / 2);
  }

  onFilm(t_s) { return (t_s - this.begins_s) * this.picture.data.source.speed; }

  /** The frame of the record that the film shows at a time of its own. */
  frameAt(mediaTime) { return this.traces.nearest(mediaTime / this.picture.data.source.speed + this.begins_s); }

  watchFilm() {
    const { film } = this.picture;
    const seen = (mediaTime) => {
      if (!this.isPlaying || !this.isByFilm) return;
      const index = this.frameAt(mediaTime);
      this.picture.showPlaying(index);
      this.frame = this.target = index;
      this.told.shown(index);
      if (index >= this.bounds()[1]) this.atEnd();
      next();
    };
    const next = () => {
      if (film.requestVideoFrameCallback) film.requestVideoFrameCallback((_, about) => seen(about.mediaTime));
      else this.clock = requestAnimationFrame(() => seen(film.currentTime));
    };
    next();
  }

  failFilm() {
    if (!this.picture.film.src || !this.isFilmPlayable) return;
    this.isFilmPlayable = false;
    this.told.cannotPlay();
    if (this.isPlaying && this.isByFilm) {
      this.isByFilm = false;
      this.startClock(this.target);
    }
  }

  /** Play by a clock: every frame that is shown is the one of its time; what does not come in time is passed over. */
  startClock(index) {
    cancelAnimationFrame(this.clock);
    const from_s = this.traces.times[index], began = performance.now();
    const tick = (now) => {
      if (!this.isPlaying) return;
      const due = this.traces.at(from_s + Math.max(0, now - began) / 1000 * this.speed);
      const [, last] = this.bounds();
      if (!this.settling && due !== this.frame) {
        this.target = Math.min(due, last);
        this.settle();
      }
      if (due >= last && this.frame >= last) this.atEnd();
      else this.clock = requestAnimationFrame(tick);
    };
    this.clock = requestAnimationFrame(tick);
  }
}

/** @file The one object that everything on the page of a session goes through: the frame, the rows, and who is told. */

export const data = JSON.parse(document.getElementById('room-data').textContent);

class Room {
  constructor() {
    this.place = data.place;
    this.rows = [];
    this.state = JSON.parse(document.getElementById('room-state').textContent);
    this.selectedPlace = -1;
    this.listeners = { frame: [], select: [], rows: [], view: [] };
    this.overlay = document.getElementById('overlay');
    this.ready = new Promise((resolve) => { this.isReady = resolve; });
    this.traces = null;
    this.player = null;
    this.keys = null;
  }

  /** The address of what is asked of the session, by the result that is looked at. */
  address(path) { return `${this.place}/${path}${data.asked}`; }

  /** What the first result has of a movement, whichever result is looked at: what is said is said of that. */
  found(row) { return data.asked ? row.first : row.machine; }

  /** The place of the frame that is shown, from 0; -1 before there is one. */
  get frame() { return this.player?.frame ?? -1; }

  /** Its number, as the record has it, and as a correction names it. */
  get number() { return this.numberOf(this.frame); }

  numberOf(index) { return this.traces ? this.traces.number(index) : index; }

  /** Its time in seconds of the recording's clock. */
  get time() { return this.traces && this.frame >= 0 ? this.traces.times[this.frame] : 0; }

  /** The number of the frame that is nearest to a time; null before that is known. */
  numberAt(t_s) { return this.traces ? this.numberOf(this.traces.nearest(t_s)) : null; }

  get frames() { return this.traces?.frames ?? 0; }

  /** Show a frame by its place; resolves once it is shown. */
  seek(index) { return this.player ? this.player.seek(index) : Promise.resolve(); }

  /** Be told: 'frame' (another one is shown), 'select' (another row is chosen), 'rows' (they were loaded anew), 'view'. */
  on(name, listener) { this.listeners[name].push(listener); }

  tell(name) { for (const listener of this.listeners[name]) listener(this); }

  /** The row that was chosen; null where none is. */
  get selected() { return this.rows[this.selectedPlace] ?? null; }

  /** The place of the row in which the frame is; -1 between two. */
  get current() { return this.rows.findIndex((row) => row.start_s <= this.time && this.time <= row.end_s); }

  select(place) {
    this.selectedPlace = place;
    this.tell('select');
  }

  /** Load what stands in the session anew, and show it. */
  async refresh() {
    const answer = await fetch(this.address('state'));
    const state = await answer.json();
    if (!answer.ok) throw new Error(state.told);
    this.take(state);
  }

  /** Show what stands in the session. The row that was chosen stays chosen, by its time. */
  take(state) {
    const chosen = this.selected;
    this.state = state;
    this.rows = state.rows;
    const shared = (row) => Math.min(row.end_s, chosen.end_s) - Math.max(row.start_s, chosen.start_s);
    if (chosen) this.selectedPlace = this.rows.reduce((best, row, place) => (shared(row) > Math.max(0, best < 0 ? 0 : shared(this.rows[best])) ? place : best), -1);
    this.tell('rows');
  }

  /** The body points of a frame by name: `{x, y, seen}` in pixels of the picture. */
  points(index = this.frame) { return this.traces ? this.traces.points(index) : {}; }

  /** What the machine reads of an angle: `{deg, error}`, both NaN where it was not measured. */
  angle(dof, index = this.frame) { return this.traces ? this.traces.angle(dof, index) : { deg: NaN, error: NaN }; }

  /** Say something below the picture. */
  say(what) { document.getElementById('status').textContent = what; }

  /** Give a key a meaning, and a line in the list of keys; see `keys.js`. */
  key(combo, act, keys = null, what = '') {
    this.keys.add(combo, act);
    if (keys) this.keys.tell(keys, what);
  }
}

export const room = new Room();

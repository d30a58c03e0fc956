// The report can be read without this script. It shows the stick figures in step with the charts, moves the cursors,
// brings the charts nearer, and writes numbers only where there is room for them.
"use strict";

const PRINTED_PX = 560; // about how wide a plot is on paper
const BESIDE_S = 0.5; // what is shown before and after a repetition
const CLOSEST_S = 2; // no chart shows less than this
const STALE_S = 0.3; // a figure older than this fades: nothing is known of that time
const TAG_PX = 18; // width of a verdict's shape; a digit beside it takes DIGIT_PX
const DIGIT_PX = 8;
const ROOM_PX = 4; // between two tags
const DENSE_PX = 24; // repetitions nearer to one another than this are drawn more sparingly
const TICK_PX = 64; // at least between two times
const TICKS_S = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800];
const DRAWING = "http://www.w3.org/2000/svg";

const within = (value, low, high) => Math.min(high, Math.max(low, value));
const decimal = (value, digits) => value.toFixed(digits).replace("-", "\u2212").replace(".", point);

function clockText(time) {
  const tenths = Math.floor(time * 10 + 1e-6);
  const seconds = String(Math.floor((tenths % 600) / 10)).padStart(2, "0");
  return `${Math.floor(tenths / 600)}:${seconds}${point}${tenths % 10}`;
}

function unpacked(text, Kind) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
  return new Kind(bytes.buffer);
}

// The body points and angles of one segment, moment by moment.
class Film {
  constructor(told) {
    Object.assign(this, told);
    this.times = unpacked(told.t, Uint32Array);
    this.places = unpacked(told.points, Uint16Array);
    this.visible = unpacked(told.seen, Uint32Array);
    for (const angle of Object.values(this.angles)) {
      angle.tenths = unpacked(angle.deg, Int16Array);
      angle.halves = unpacked(angle.doubt, Uint8Array);
    }
  }

  time(moment) {
    return this.start_s + this.times[moment] / 1e4;
  }

  // The last moment that is not after a time.
  moment(time) {
    const wanted = Math.round((time - this.start_s) * 1e4);
    let [low, high] = [0, this.times.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.times[middle] <= wanted) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  // Where a point is, in pixels of the picture; null where it was not found.
  place(moment, number) {
    const at = 2 * (moment * this.count + number);
    const [x, y] = [this.places[at], this.places[at + 1]];
    if (x === this.missing || y === this.missing) return null;
    return [x * this.scale + this.shift, y * this.scale + this.shift];
  }

  isSeen(moment, number) {
    return ((this.visible[moment] >> number) & 1) === 1;
  }

  angleText(name, moment) {
    const { tenths, halves } = this.angles[name];
    if (tenths[moment] === -32768) return "\u2013";
    const doubt = halves[moment] ? ` \u00b1 ${Math.max(1, Math.round(halves[moment] / 2))}\u00b0` : "";
    return `${decimal(Math.round(tenths[moment] / 10) || 0, 0)}\u00b0${doubt}`;
  }
}

// The stick figure: made once, then moved.
class Figure {
  constructor(svg, film) {
    this.svg = svg;
    this.film = film;
    this.head = this.add("circle", "head");
    this.lines = [
      ...film.body.map((ends) => ({ ends, line: this.add("line", "body") })),
      ...film.leg.map((ends) => ({ ends, line: this.add("line", "leg") })),
    ];
    const joints = [...new Set(film.leg.flat())];
    this.dots = joints.map((number) => ({ number, dot: this.add("circle", "joint") }));
    this.angles = Object.entries(film.angles).map(([name, { at }]) => (
      { name, at, arc: this.add("path", "arc"), text: this.add("text", "degrees") }
    ));
  }

  add(kind, name) {
    const made = document.createElementNS(DRAWING, kind);
    made.setAttribute("class", name);
    this.svg.append(made);
    return made;
  }

  // Fits the figure's box into the room there is.
  fit() {
    const { width, height } = this.svg.getBoundingClientRect();
    this.zoom = Math.min(width / this.film.width, height / this.film.height);
    this.left = (width - this.film.width * this.zoom) / 2;
    this.top = (height - this.film.height * this.zoom) / 2;
    this.room = [width, height];
  }

  spot(moment, number) {
    const place = this.film.place(moment, number);
    return place && [this.left + place[0] * this.zoom, this.top + place[1] * this.zoom];
  }

  show(moment) {
    this.lines.forEach(({ ends, line }) => this.moveLine(line, moment, ends));
    if (this.film.head) this.moveHead(moment);
    this.dots.forEach(({ number, dot }) => this.moveDot(dot, moment, number));
    this.angles.forEach((angle) => this.moveAngle(angle, moment));
  }

  moveLine(line, moment, [one, other]) {
    const [from, to] = [this.spot(moment, one), this.spot(moment, other)];
    line.style.display = from && to ? "" : "none";
    if (!from || !to) return;
    line.classList.toggle("unsure", !(this.film.isSeen(moment, one) && this.film.isSeen(moment, other)));
    line.setAttribute("x1", from[0]);
    line.setAttribute("y1", from[1]);
    line.setAttribute("x2", to[0]);
    line.setAttribute("y2", to[1]);
  }

  moveDot(dot, moment, number) {
    const at = this.spot(moment, number);
    dot.style.display = at ? "" : "none";
    if (!at) return;
    dot.classList.toggle("unsure", !this.film.isSeen(moment, number));
    dot.setAttribute("cx", at[0]);
    dot.setAttribute("cy", at[1]);
    dot.setAttribute("r", 4);
  }

  // Knee and ankle: an arc between the two limbs, and the number where the leg is not.
  moveAngle({ name, at, arc, text }, moment) {
    const [before, joint, after] = at.map((number) => this.spot(moment, number));
    const isThere = Boolean(before && joint && after);
    arc.style.display = text.style.display = isThere ? "" : "none";
    if (!isThere) return;
    arc.setAttribute("d", arcPath(before, joint, after));
    text.textContent = this.film.angleText(name, moment).replace(/ .*/, "");
    const [x, y] = name === "ankle_dorsiflexion" ? behind(before, joint, after) : beside(before, joint, after);
    text.setAttribute("x", within(joint[0] + x * 32, 18, this.room[0] - 18));
    text.setAttribute("y", within(joint[1] + y * 28 + 5, 14, this.room[1] - 4));
  }

  // A head around nose and ears, as large as the trunk makes it.
  moveHead(moment) {
    const [nose, ear, otherEar, shoulder, hip] = this.film.head.map((number) => this.spot(moment, number));
    const parts = [nose, ear, otherEar].filter(Boolean);
    this.head.style.display = parts.length && shoulder && hip ? "" : "none";
    if (!parts.length || !shoulder || !hip) return;
    this.head.setAttribute("cx", parts.reduce((sum, [x]) => sum + x, 0) / parts.length);
    this.head.setAttribute("cy", parts.reduce((sum, [, y]) => sum + y, 0) / parts.length);
    this.head.setAttribute("r", Math.hypot(shoulder[0] - hip[0], shoulder[1] - hip[1]) * 0.2);
  }
}

function direction(from, to) {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(x, y) || 1;
  return [x / length, y / length];
}

function arcPath(before, joint, after) {
  const [one, other] = [direction(joint, before), direction(joint, after)];
  const [from, to] = [one, other].map(([x, y]) => [joint[0] + 16 * x, joint[1] + 16 * y]);
  const turns = one[0] * other[1] - one[1] * other[0] > 0 ? 1 : 0;
  return `M${from}A16 16 0 0 ${turns} ${to}`;
}

// The direction in which there is most room beside a joint: away from both limbs.
function beside(before, joint, after) {
  const [one, other] = [direction(joint, before), direction(joint, after)];
  const [x, y] = [one[0] + other[0], one[1] + other[1]];
  if (Math.hypot(x, y) > 0.2) return direction([0, 0], [-x, -y]);
  return one[0] > 0 ? [one[1], -one[0]] : [-one[1], one[0]]; // nearly straight: above it
}

// The direction across the shank, on the side where the foot is not.
function behind(knee, ankle, toe) {
  const [x, y] = direction(knee, ankle);
  return -y * (toe[0] - ankle[0]) + x * (toe[1] - ankle[1]) > 0 ? [y, -x] : [-y, x];
}

// The chart: what part of the time it shows, its cursor, and the numbers that have room.
class Chart {
  constructor(element) {
    this.element = element;
    this.start = Number(element.dataset.start);
    this.end = Number(element.dataset.end);
    [this.from, this.to] = [this.start, this.end];
    this.plot = element.querySelector(".strip .plot");
    this.cursors = [...element.querySelectorAll(".cursor")];
    this.times = element.querySelector(".times .plot");
    const tags = [...element.querySelectorAll(".tag")];
    this.tags = tags.filter((tag) => "first" in tag.dataset).concat(tags.filter((tag) => !("first" in tag.dataset)));
    this.peaks = peaksOf(element);
  }

  // Shows a part of the time, as near to what is asked for as there is.
  look(from, to, width = this.plot.clientWidth) {
    const length = within(to - from, Math.min(CLOSEST_S, this.end - this.start), this.end - this.start);
    this.from = within((from + to - length) / 2, this.start, this.end - length);
    this.to = this.from + length;
    const zoom = (this.end - this.start) / length;
    this.element.style.setProperty("--zoom", zoom);
    this.element.style.setProperty("--shift", `${(-100 * (this.from - this.start)) / (this.end - this.start)}%`);
    this.element.classList.toggle("dense", (width * zoom) / this.tags.length < DENSE_PX);
    this.placeTags(width, zoom);
    this.writeTimes(width);
  }

  closer(factor, time) {
    const length = (this.to - this.from) / factor;
    this.look(time - length / 2, time + length / 2);
  }

  // Turns over when the cursor leaves what is shown, as a page is turned.
  follow(time) {
    const length = this.to - this.from;
    if (time < this.from) this.look(time - 0.9 * length, time + 0.1 * length);
    else if (time > this.to) this.look(time - 0.1 * length, time + 0.9 * length);
  }

  // Where a time is in the plot, in pixels.
  x(time) {
    return ((time - this.from) / (this.to - this.from)) * this.plot.clientWidth;
  }

  timeAt(x) {
    return within(this.from + (x / this.plot.clientWidth) * (this.to - this.from), this.start, this.end);
  }

  move(time) {
    const x = this.x(time);
    this.cursors.forEach((cursor) => {
      cursor.style.transform = `translateX(${x}px)`;
    });
  }

  // Of what is in view faults first, then the others where there is room; with a number goes its mark on every angle.
  placeTags(width, zoom) {
    const shift = ((this.from - this.start) / (this.end - this.start)) * width * zoom;
    const taken = [];
    this.tags.forEach((tag) => {
      const half = (TAG_PX + DIGIT_PX * tag.dataset.index.length) / 2;
      const peak = (Number(tag.dataset.at) / 100) * width * zoom - shift;
      const x = within(peak, half, width - half);
      const isInView = peak >= 0 && peak <= width;
      const hasRoom = isInView && taken.every((other) => Math.abs(other.x - x) >= other.half + half + ROOM_PX);
      if (hasRoom) taken.push({ x, half });
      tag.hidden = !hasRoom;
      tag.style.transform = `translateX(calc(-50% + ${x - peak}px))`;
      (this.peaks.get(tag.dataset.index) || []).forEach((mark) => {
        mark.hidden = !hasRoom;
      });
    });
  }

  writeTimes(width) {
    const length = this.to - this.from;
    const step = TICKS_S.find((one) => (one / length) * width >= TICK_PX) || length;
    const marks = [];
    for (let time = Math.ceil(this.from / step) * step; time <= this.to; time += step) {
      const share = (time - this.from) / length;
      if (share * width < 12 || share * width > width - 12) continue;
      const mark = document.createElement("span");
      mark.textContent = step < 1 ? clockText(time) : clockText(time).slice(0, -2);
      mark.style.left = `${100 * share}%`;
      marks.push(mark);
    }
    this.times.replaceChildren(...marks);
  }
}

// The marks on the angles, by the number of their repetition.
function peaksOf(element) {
  const found = new Map();
  element.querySelectorAll(".peak").forEach((peak) => {
    found.set(peak.dataset.index, [...(found.get(peak.dataset.index) || []), peak]);
  });
  return found;
}

// One segment: time, play and pause, keys and buttons.
class Player {
  constructor(section) {
    this.section = section;
    this.chart = new Chart(section.querySelector(".chart"));
    this.element = section.querySelector(".player");
    this.film = null;
    this.isPlaying = false;
    this.rate = 1;
    this.repetitions = [...section.querySelectorAll(".bar")].map((bar, number) => (
      { start: Number(bar.dataset.start), end: Number(bar.dataset.end), index: this.indexOf(number) }
    ));
    if (this.element) this.open();
    this.time = this.chart.start;
    this.listen();
    this.resize();
  }

  indexOf(number) {
    return this.section.querySelectorAll(".tag")[number].dataset.index;
  }

  open() {
    this.film = new Film(JSON.parse(this.element.querySelector(".film").textContent));
    this.element.hidden = false;
    this.figure = new Figure(this.element.querySelector(".figure"), this.film);
    this.clock = this.element.querySelector(".clock");
    this.which = this.element.querySelector(".which");
    this.still = this.element.querySelector(".still");
    this.scrub = this.element.querySelector(".scrub");
    this.scrub.max = Math.round((this.chart.end - this.chart.start) * 1000);
    this.degrees = [...this.element.querySelectorAll("[data-angle]")];
    this.chart.cursors.forEach((cursor) => {
      cursor.hidden = false;
    });
  }

  listen() {
    this.section.addEventListener("pointerdown", () => {
      active = this;
    });
    this.section.addEventListener("focusin", () => {
      active = this;
    });
    this.section.querySelectorAll("button[data-start]").forEach((button) => {
      button.addEventListener("click", (event) => this.jump(button, event.detail > 0));
    });
    this.section.querySelectorAll(".plot").forEach((plot) => {
      plot.addEventListener("pointerdown", (event) => this.drag(event, plot));
      plot.addEventListener("pointermove", (event) => event.buttons && this.drag(event, plot));
    });
    if (!this.film) return;
    this.scrub.addEventListener("input", () => this.go(this.chart.start + this.scrub.value / 1000));
    this.element.querySelectorAll("[data-do]").forEach((button) => {
      button.addEventListener("click", () => this.do(button.dataset.do));
    });
  }

  drag(event, plot) {
    if (event.button > 0) return;
    this.go(this.chart.timeAt(event.clientX - plot.getBoundingClientRect().left));
  }

  // Goes to where a repetition begins, and brings it near.
  jump(button, isPointed) {
    const [start, end] = [Number(button.dataset.start), Number(button.dataset.end)];
    this.chart.look(start - BESIDE_S, end + BESIDE_S);
    this.go(start);
    if (!isPointed) return;
    this.section.querySelector(".watch").scrollIntoView({ block: "nearest" });
    if (this.film) this.element.focus({ preventScroll: true }); // so that the space bar plays
  }

  do(what) {
    const actions = {
      play: () => (this.isPlaying ? this.pause() : this.play()),
      back: () => this.step(-1),
      on: () => this.step(1),
      previous: () => this.toRepetition(-1),
      next: () => this.toRepetition(1),
      half: () => this.setRate(this.rate === 1 ? 0.5 : 1),
      closer: () => this.zoom(2),
      wider: () => this.zoom(0.5),
      first: () => this.go(this.chart.start),
      last: () => this.go(this.chart.end),
    };
    actions[what]();
  }

  // Shows a time: the one thing that everything else leads to.
  go(time) {
    this.time = within(time, this.chart.start, this.chart.end);
    this.chart.follow(this.time);
    this.chart.move(this.time);
    if (this.film) this.show(this.film.moment(this.time));
  }

  show(moment) {
    this.figure.show(moment);
    this.figure.svg.classList.toggle("stale", this.time - this.film.time(moment) > STALE_S);
    this.clock.textContent = clockText(this.time);
    this.scrub.value = (this.time - this.chart.start) * 1000;
    this.scrub.setAttribute("aria-valuetext", this.clock.textContent);
    this.degrees.forEach((place) => {
      place.textContent = this.film.angleText(place.dataset.angle, moment);
    });
    this.name(this.repetitions.findLast((one) => one.start <= this.time));
  }

  // Says which repetition this is, and shows its picture where one was kept.
  name(repetition) {
    const index = repetition && this.time <= repetition.end + BESIDE_S ? repetition.index : "";
    if (this.named === index) return;
    this.named = index;
    this.which.textContent = index && repetitionWord.replace("#", index);
    const kept = index && document.querySelector(`#repetition-${index} img`);
    this.still.hidden = !kept;
    if (kept) [this.still.src, this.still.alt] = [kept.src, kept.alt];
  }

  step(by) {
    this.pause();
    const moment = this.film.moment(this.time + 1e-4) + by;
    this.go(this.film.time(within(moment, 0, this.film.times.length - 1)));
  }

  toRepetition(by) {
    const starts = this.repetitions.map((one) => one.start);
    const start = by > 0 ? starts.find((one) => one > this.time + 0.01) : starts.findLast((one) => one < this.time - 0.3);
    if (start !== undefined) this.go(start);
  }

  setRate(rate) {
    this.rate = rate;
    this.element.querySelector("[data-do=half]").setAttribute("aria-pressed", rate !== 1);
  }

  zoom(factor) {
    this.chart.closer(factor, this.time);
    this.chart.move(this.time);
  }

  play() {
    if (this.time >= this.chart.end - 1e-3) this.go(this.chart.start);
    this.setPlaying(true);
    this.shown = performance.now();
    requestAnimationFrame((now) => this.tick(now));
  }

  pause() {
    this.setPlaying(false);
  }

  setPlaying(isPlaying) {
    this.isPlaying = isPlaying;
    const button = this.element.querySelector("[data-do=play]");
    button.setAttribute("aria-pressed", isPlaying);
  }

  tick(now) {
    if (!this.isPlaying) return;
    this.go(this.time + ((now - this.shown) / 1000) * this.rate);
    this.shown = now;
    if (this.time >= this.chart.end) this.pause();
    else requestAnimationFrame((next) => this.tick(next));
  }

  resize() {
    this.chart.look(this.chart.from, this.chart.to);
    if (this.film) this.figure.fit();
    this.go(this.time);
  }
}

const KEYS = {
  " ": "play", ArrowLeft: "back", ArrowRight: "on", j: "previous", k: "next", h: "half",
  "+": "closer", "=": "closer", "-": "wider", Home: "first", End: "last",
};

function pressed(event) {
  if (!active || !active.film || event.ctrlKey || event.metaKey || event.altKey) return;
  const what = KEYS[event.key.length > 1 ? event.key : event.key.toLowerCase()];
  if (!what || (what === "play" && event.target.closest("button, a, summary"))) return; // these have a meaning of their own
  if ((what === "first" || what === "last") && !event.target.closest(".player")) return; // else they scroll the page
  event.preventDefault();
  active.do(what);
}

let active = null;
const players = [...document.querySelectorAll(".segment")]
  .filter((section) => section.querySelector(".chart"))
  .map((section) => new Player(section));
active = players[0] || null;
document.addEventListener("keydown", pressed);
window.addEventListener("resize", () => players.forEach((player) => player.resize()));
window.addEventListener("beforeprint", () => {
  players.forEach(({ chart }) => chart.look(chart.start, chart.end, PRINTED_PX));
});
window.addEventListener("afterprint", () => players.forEach((player) => player.resize()));

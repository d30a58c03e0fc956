// The report can be read without its scripts. They show the stick figures in step with the charts (figure.js), bring the
// charts nearer and write numbers where there is room for them (chart.js), and let people play and jump (player.js).
"use strict";

const DRAWING = "http://www.w3.org/2000/svg";

const within = (value, low, high) => Math.min(high, Math.max(low, value));
const decimal = (value, digits) => value.toFixed(digits).replace("-", "\u2212").replace(".", point);

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

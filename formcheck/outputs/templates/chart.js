const PRINTED_PX = 560; // about how wide a plot is on paper
const CLOSEST_S = 2; // no chart shows less than this
const TAG_PX = 18; // width of a verdict's shape; a digit beside it takes DIGIT_PX
const DIGIT_PX = 8;
const ROOM_PX = 4; // between two tags
const DENSE_PX = 24; // repetitions nearer to one another than this are drawn more sparingly
const TICK_PX = 64; // at least between two times
const TICKS_S = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800];

function clockText(time) {
  const tenths = Math.floor(time * 10 + 1e-6);
  const seconds = String(Math.floor((tenths % 600) / 10)).padStart(2, "0");
  return `${Math.floor(tenths / 600)}:${seconds}${point}${tenths % 10}`;
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

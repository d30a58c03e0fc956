/** @file The moving figure: between the pictures that the server drew, at the pace that is prescribed. */

const NUMBERS = /-?\d+(?:\.\d+)?/g;
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

/** How much of a stroke is done: the smoothest one from rest to rest (minimum jerk). */
function done(share) {
  const x = Math.min(1, Math.max(0, share));
  return x ** 3 * (10 - 15 * x + 6 * x * x);
}

/** A path between two of the same shape. */
function between(one, other, share) {
  const there = other.match(NUMBERS);
  let at = 0;
  return one.replace(NUMBERS, (from) => {
    const moved = Number(from) + share * (Number(there[at++]) - Number(from));
    return String(Math.round(moved * 10) / 10);
  });
}

class Demonstration {
  constructor(root) {
    this.root = root;
    this.svg = root.querySelector(".demo-moving svg");
    this.button = root.querySelector(".demo-pause");
    this.steps = [...root.querySelectorAll(".demo-stills li")];
    this.pictures = root.querySelectorAll(".demo-picture svg");
    this.isPaused = false;
    this.atS = 0;
    this.show(JSON.parse(root.querySelector(".demo-frames").textContent));
    this.button.addEventListener("click", () => this.pause(!this.isPaused));
    document.addEventListener("keydown", (event) => this.onKey(event));
    STILL.addEventListener("change", () => this.choose());
    this.choose();
    requestAnimationFrame((now) => this.tick(now));
  }

  /** Show another movement in place of this one. */
  show(frames) {
    this.frames = frames;
    const poses = [frames.out[0], frames.out.at(-1), frames.back.at(-1)];
    this.pictures.forEach((picture, number) => this.put(picture, poses[number]));
    this.put(this.svg, poses[0]);
  }

  choose() {
    this.isStill = STILL.matches;
    this.root.classList.toggle("is-moving", !this.isStill);
    this.root.querySelector(".demo-moving").hidden = this.isStill;
  }

  pause(is) {
    this.isPaused = is;
    this.button.textContent = is ? this.button.dataset.play : this.button.dataset.pause;
    this.button.setAttribute("aria-pressed", String(is));
  }

  onKey(event) {
    if (event.key !== " " || event.ctrlKey || event.altKey || event.metaKey || this.isStill) return;
    if (event.target.closest("input, select, textarea, button, a, summary, [contenteditable]")) return;
    event.preventDefault();
    this.pause(!this.isPaused);
  }

  tick(now) {
    const passed = this.last === undefined ? 0 : (now - this.last) / 1000;
    this.last = now;
    if (!this.isPaused && !this.isStill) {
      this.atS += Math.min(passed, 0.1);
      this.draw();
    }
    requestAnimationFrame((next) => this.tick(next));
  }

  draw() {
    const [rest, out, hold, back] = this.frames.seconds;
    const cycle = rest + out + hold + back;
    const since = (this.atS % cycle) - rest;
    const isBack = since >= out + hold;
    const share = isBack ? done((since - out - hold) / back) : done(out ? since / out : Number(since >= 0));
    const way = isBack ? this.frames.back : this.frames.out;
    const place = share * (way.length - 1);
    const before = Math.min(way.length - 2, Math.floor(place));
    const paths = way[before].map((one, number) => between(one, way[before + 1][number], place - before));
    this.put(this.svg, paths);
    const step = since < 0 ? 0 : isBack ? 2 : 1;
    this.steps.forEach((item, number) => item.classList.toggle("is-now", number === step));
  }

  put(svg, paths) {
    svg.setAttribute("viewBox", this.frames.view);
    this.frames.parts.forEach((name, number) => {
      svg.querySelector(`[data-part="${name}"]`).setAttribute("d", paths[number]);
    });
  }
}

export const demonstrations = [...document.querySelectorAll("[data-demo]")].map((root) => new Demonstration(root));

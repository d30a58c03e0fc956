const BESIDE_S = 0.5; // what is shown before and after a repetition
const STALE_S = 0.3; // a figure older than this fades: nothing is known of that time

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

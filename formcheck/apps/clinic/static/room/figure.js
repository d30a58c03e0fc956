/** @file The skeleton of a frame, drawn over its picture or alone. */

const NS = 'http://www.w3.org/2000/svg';
const LEG = [['hip', 'knee'], ['knee', 'ankle'], ['ankle', 'heel'], ['heel', 'foot_index'], ['ankle', 'foot_index']];
const JOINTS = ['hip', 'knee', 'ankle', 'heel', 'foot_index'];
const SEEN = 0.5;

/** @param {string} name @param {Element} parent @param {string} kind */
function make(name, parent, kind) {
  const made = document.createElementNS(NS, name);
  made.setAttribute('class', kind);
  parent.append(made);
  return made;
}

export class Figure {
  /** @param {SVGGElement} group @param {import('./traces.js').Traces} traces */
  constructor(group, traces) {
    this.traces = traces;
    group.replaceChildren();
    this.body = make('g', group, 'body');
    this.leg = make('g', group, 'leg');
    this.radius = Math.max(traces.width, traces.height) / 150;
    this.lines = new Map();
    this.dots = new Map(JOINTS.map((joint) => [joint, make('circle', this.leg, 'joint')]));
    this.head = make('circle', this.body, 'skull');
  }

  /** Draw the body of a frame; what was not found is left out, what is doubtful is hollow or dashed. */
  draw(index) {
    const points = this.traces.points(index), side = this.traces.side(index), other = side === 'right' ? 'left' : 'right';
    for (const [a, b] of LEG) {
      this.line(`other-${a}-${b}`, this.body, points[`${other}_${a}`], points[`${other}_${b}`]);
      this.line(`leg-${a}-${b}`, this.leg, points[`${side}_${a}`], points[`${side}_${b}`]);
    }
    this.line('trunk', this.body, points[`${side}_shoulder`], points[`${side}_hip`]);
    this.line('neck', this.body, points[`${side}_shoulder`], points[`${side}_ear`]);
    this.skull(points, side);
    for (const joint of JOINTS) this.dot(this.dots.get(joint), points[`${side}_${joint}`]);
  }

  line(name, parent, from, to) {
    let drawn = this.lines.get(name);
    if (!drawn) {
      drawn = [make('line', parent, 'edge'), make('line', parent, 'bone')];
      this.lines.set(name, drawn);
    }
    for (const one of drawn) {
      one.toggleAttribute('hidden', !from || !to);
      one.style.display = from && to ? '' : 'none';
      if (!from || !to) continue;
      one.setAttribute('x1', from.x); one.setAttribute('y1', from.y);
      one.setAttribute('x2', to.x); one.setAttribute('y2', to.y);
      one.classList.toggle('doubtful', Math.min(from.seen, to.seen) < SEEN);
    }
  }

  dot(drawn, at) {
    drawn.style.display = at ? '' : 'none';
    if (!at) return;
    drawn.setAttribute('cx', at.x); drawn.setAttribute('cy', at.y); drawn.setAttribute('r', this.radius);
    drawn.classList.toggle('doubtful', at.seen < SEEN);
  }

  skull(points, side) {
    const ear = points[`${side}_ear`], nose = points.nose;
    this.head.style.display = ear && nose ? '' : 'none';
    if (!ear || !nose) return;
    this.head.setAttribute('cx', (ear.x + nose.x) / 2); this.head.setAttribute('cy', (ear.y + nose.y) / 2);
    this.head.setAttribute('r', 0.75 * Math.hypot(ear.x - nose.x, ear.y - nose.y));
  }
}

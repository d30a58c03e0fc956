/** @file Points laid on the picture that can be dragged, or moved by arrow keys, in pixels of the picture. */

import { focusPicture } from './panels.js';
import { room } from './room.js';

const NS = 'http://www.w3.org/2000/svg';
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Make an element of the drawing. */
export function draw(name, parent, kind, values = {}) {
  const made = document.createElementNS(NS, name);
  made.setAttribute('class', kind);
  for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

/** How large a point is drawn in a picture of some size, in its pixels. */
export function radiusIn(width, height) { return Math.max(width, height) / 90; }

export class Handles {
  /**
   * @param {string} kind name of the tool, for its looks
   * @param {{names: () => string[], at: (name: string) => {x: number, y: number} | null, move: (name: string, to: {x: number, y: number}) => void,
   *          placed?: (to: {x: number, y: number}) => void, redraw: (layer: SVGGElement, radius: number) => void}} parts
   */
  constructor(kind, parts) {
    Object.assign(this, parts);
    this.kind = kind;
    this.isOn = false;
    this.selected = '';
    this.layer = null;
    this.dragged = '';
    for (const [key, [dx, dy]] of Object.entries(ARROWS)) {
      room.key(key, () => this.nudge(dx, dy));
      room.key(`Shift+${key}`, () => this.nudge(10 * dx, 10 * dy));
    }
    room.key('Tab', () => this.next(1));
    room.key('Shift+Tab', () => this.next(-1));
    room.on('frame', () => this.show());
    room.on('view', () => this.show());
  }

  turn(isOn) {
    this.isOn = isOn;
    this.layer?.remove();
    this.layer = null;
    document.getElementById('stage').classList.toggle(`is-${this.kind}`, isOn);
    if (!isOn) return;
    this.layer = draw('g', room.overlay, `tool-layer ${this.kind}`);
    const [, , width, height] = room.overlay.getAttribute('viewBox').split(' ').map(Number);
    this.radius = radiusIn(width, height);
    this.catcher = draw('rect', room.overlay, 'catcher', { width, height });
    room.overlay.insertBefore(this.catcher, this.layer);
    this.catcher.addEventListener('pointerdown', (event) => this.press(event));
    this.layer.addEventListener('pointerdown', (event) => this.grab(event));
    this.layer.addEventListener('pointermove', (event) => this.drag(event));
    for (const end of ['pointerup', 'pointercancel']) this.layer.addEventListener(end, () => { this.dragged = ''; });
    focusPicture();
    this.show();
  }

  off() {
    this.catcher?.remove();
    this.turn(false);
  }

  /** Where an event is, in pixels of the picture. */
  where(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(room.overlay.getScreenCTM().inverse());
    return { x: point.x, y: point.y };
  }

  press(event) {
    if (event.button !== 0) return;
    this.placed?.(this.where(event));
    focusPicture();
    event.preventDefault();
    this.show();
  }

  grab(event) {
    const name = event.target.dataset?.name;
    if (!name || event.button !== 0) return;
    this.selected = this.dragged = name;
    const at = this.at(name), here = this.where(event);
    this.offset = { x: at.x - here.x, y: at.y - here.y };
    this.layer.setPointerCapture(event.pointerId);
    focusPicture();
    this.show();
    event.preventDefault();
  }

  drag(event) {
    if (!this.dragged) return;
    const here = this.where(event);
    this.move(this.dragged, { x: here.x + this.offset.x, y: here.y + this.offset.y });
    this.show();
  }

  isInHand() {
    const on = document.activeElement;
    return this.isOn && (!on || on === document.body || document.getElementById('stage').contains(on));
  }

  nudge(dx, dy) {
    const at = this.isInHand() && this.selected ? this.at(this.selected) : null;
    if (!at) return false;
    this.move(this.selected, { x: at.x + dx, y: at.y + dy });
    this.show();
    return true;
  }

  /** Go on to the next point; past the last one the key means what it always does. */
  next(by) {
    const names = this.names().filter((name) => this.at(name));
    const place = names.indexOf(this.selected) + by;
    if (!this.isInHand() || place < 0 || place >= names.length) return false;
    this.selected = names[place];
    this.show();
    return true;
  }

  show() {
    if (!this.isOn || room.frame < 0) return;
    const dragging = this.dragged;
    // The layer itself stays: it holds the pointer while a point is dragged.
    this.layer.replaceChildren();
    this.redraw(this.layer, this.radius);
    this.dragged = dragging;
  }

  /** Draw a point that can be taken hold of. */
  handle(name, { x, y }, kind = '') {
    const isSelected = name === this.selected;
    if (isSelected) draw('circle', this.layer, 'handle-ring', { cx: x, cy: y, r: this.radius * 1.5 });
    const made = draw('circle', this.layer, `handle ${kind}`, { cx: x, cy: y, r: this.radius });
    draw('circle', this.layer, 'handle-heart', { cx: x, cy: y, r: this.radius / 5 });
    made.dataset.name = name;
    return made;
  }
}

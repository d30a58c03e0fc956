/** @file The end: three lines, and a small picture of the movements for those who like to look. */

import { byId, setText, show, svg } from './page.js';
import { number, say } from './words.js';

const WIDTH = 640;
const HEIGHT = 150;
const LEFT = 80;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 26;
const MOST_SHARE = 1.2;

/** @typedef {{is_good: boolean, word: string, range: number | null, cycle_s: number | null}} Repetition */

/** @param {object | null} outcome */
export function showSummary(outcome) {
  if (!outcome) return;
  byId('summary-lines').replaceChildren(...outcome.lines.map((line) => textElement('li', line)));
  show(byId('summary-streak'), Boolean(outcome.streak));
  setText(byId('summary-streak'), outcome.streak ?? '');
  show(byId('summary-folder'), Boolean(outcome.folder));
  setText(byId('summary-folder').querySelector('code'), outcome.folder ?? '');
  const repetitions = outcome.repetitions ?? [];
  show(byId('summary-picture'), repetitions.length > 0);
  if (repetitions.length === 0) return;
  byId('summary-rows').replaceChildren(...repetitions.map(tableRow));
  byId('summary-charts').replaceChildren(
    figure(say('summary-range'), legend(repetitions, say('summary-zone')), rangeChart(outcome, repetitions)),
    figure(say('summary-time'), [key('band', say('summary-band'))], timeChart(outcome, repetitions)),
  );
}

/** @param {Repetition} repetition @param {number} i */
function tableRow(repetition, i) {
  const row = document.createElement('tr');
  const head = Object.assign(textElement('th', String(i + 1)), { scope: 'row' });
  row.append(head, textElement('td', repetition.word), textElement('td', rangeText(repetition.range)),
    textElement('td', timeText(repetition.cycle_s)));
  return row;
}

const rangeText = (range) =>
  (isNumber(range) ? say('summary-percent', { n: number(range * 100) }) : say('summary-unmeasured'));
const timeText = (seconds) =>
  (isNumber(seconds) ? say('summary-seconds', { n: number(seconds, 1) }) : say('summary-unmeasured'));
const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

function textElement(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}

/** A titled chart with its key. */
function figure(title, keys, chart) {
  const box = document.createElement('figure');
  const caption = document.createElement('figcaption');
  caption.append(textElement('strong', title), ...keys);
  box.append(caption, chart);
  return box;
}

/** The marks that occur, each with its word. */
function legend(repetitions, zone) {
  const keys = [key('band', zone)];
  if (repetitions.some((one) => one.is_good)) keys.push(key('good', say('summary-good')));
  if (repetitions.some((one) => !one.is_good)) keys.push(key('other', say('summary-other')));
  return keys;
}

function key(kind, text) {
  const box = textElement('span', text);
  box.className = 'key';
  const shape = kind === 'band' ? svg('rect', { class: 'c-band', x: 0, y: 3, width: 20, height: 14 }) : mark(kind === 'good', 10, 10);
  box.prepend(svg('svg', { viewBox: '0 0 20 20', 'aria-hidden': 'true' }, shape));
  return box;
}

/** @param {boolean} isGood */
function mark(isGood, x, y) {
  return isGood
    ? svg('circle', { class: 'c-good', cx: x, cy: y, r: 6 })
    : svg('path', { class: 'c-other', d: `M${x} ${y - 7}l7 7-7 7-7-7Z` });
}

function rangeChart(outcome, repetitions) {
  const inside = repetitions.filter((one) => isNumber(one.range) && one.range >= outcome.zone).length;
  const y = (share) => across(share / MOST_SHARE);
  return chart(say('summary-range-text', { of: repetitions.length, in: inside }), [
    band(y(outcome.zone), y(1)),
    ...axis([[0, y(0)], [1, y(1)]].map(([value, at]) => [say('summary-percent', { n: number(value * 100) }), at])),
    ...repetitions.flatMap((one, i) => (isNumber(one.range)
      ? [svg('path', { class: 'c-stem', d: `M${columnX(i, repetitions.length)} ${y(0)}V${y(Math.min(one.range, MOST_SHARE))}` }),
        mark(one.is_good, columnX(i, repetitions.length), y(Math.min(one.range, MOST_SHARE)))]
      : [unknown(columnX(i, repetitions.length))])),
    ...numbers(repetitions.length),
  ]);
}

function timeChart(outcome, repetitions) {
  const aim = outcome.cycle_aim_s;
  const most = Math.max(aim * 1.75, ...repetitions.map((one) => one.cycle_s ?? 0)) * 1.05;
  const y = (seconds) => across(seconds / most);
  const width = Math.min(26, (WIDTH - LEFT - RIGHT) / repetitions.length - 4);
  return chart(say('summary-time-text', { aim: number(aim, aim % 1 ? 1 : 0) }), [
    // As far above the aim as the quickest calm one lies below it.
    band(y(outcome.cycle_min_s), y(2 * aim - outcome.cycle_min_s)),
    ...axis([0, aim].map((value) => [say('summary-seconds', { n: number(value, value % 1 ? 1 : 0) }), y(value)])),
    ...repetitions.map((one, i) => {
      const x = columnX(i, repetitions.length);
      if (!isNumber(one.cycle_s)) return unknown(x);
      return svg('rect', { class: 'c-bar', x: x - width / 2, y: y(one.cycle_s), width, height: y(0) - y(one.cycle_s) });
    }),
    ...numbers(repetitions.length),
  ]);
}

const across = (share) => HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
const columnX = (i, of) => LEFT + ((i + 0.5) * (WIDTH - LEFT - RIGHT)) / of;

function chart(text, parts) {
  return svg('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': text }, ...parts);
}

function band(bottom, top) {
  return svg('rect', { class: 'c-band', x: LEFT, y: top, width: WIDTH - LEFT - RIGHT, height: bottom - top });
}

/** @param {[string, number][]} ticks */
function axis(ticks) {
  return ticks.flatMap(([text, y]) => [
    svg('path', { class: 'c-line', d: `M${LEFT} ${y}H${WIDTH - RIGHT}` }),
    svg('text', { class: 'c-text', x: LEFT - 8, y: y + 5, 'text-anchor': 'end' }, text),
  ]);
}

/** A number under each column, or under each fifth where they would touch. */
function numbers(of) {
  const step = of > 20 ? 5 : 1;
  return Array.from({ length: of }, (_, i) => i).filter((i) => step === 1 || (i + 1) % step === 0).map((i) =>
    svg('text', { class: 'c-text', x: columnX(i, of), y: HEIGHT - 6, 'text-anchor': 'middle' }, String(i + 1)));
}

function unknown(x) {
  return svg('text', { class: 'c-unknown', x, y: HEIGHT - BOTTOM - 8, 'text-anchor': 'middle' }, '?');
}

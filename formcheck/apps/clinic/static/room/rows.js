/** @file The repetitions: a table, and a strip over the whole session. Machine and clinician are two columns. */

import { text } from './words.js';

const NS = 'http://www.w3.org/2000/svg';
const SURE = 0.95;

/** Whether somebody should look: not seen, or not sure. */
export function isUncertain(row) {
  const machine = row.machine;
  if (!machine || row.mine) return false;
  const certainty = Number.parseFloat(machine.certainty.replace(',', '.'));
  return machine.verdict === 'not_measurable' || !(certainty >= SURE);
}

function element(name, kind, content) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (content !== undefined) made.textContent = content;
  return made;
}

function shape({ shape: points, verdict, is_hollow: isHollow }) {
  const drawn = document.createElementNS(NS, 'svg'), corners = document.createElementNS(NS, 'polygon');
  drawn.setAttribute('class', `shape shape-${verdict}${isHollow ? ' is-hollow' : ''}`);
  drawn.setAttribute('viewBox', '0 0 18 18');
  drawn.setAttribute('aria-hidden', 'true');
  corners.setAttribute('points', points);
  drawn.append(corners);
  return drawn;
}

function verdict(said) {
  const made = element('span', 'verdict');
  if (said.shape) made.append(shape(said));
  made.append(said.word);
  return made;
}

function name(row) {
  if (row.machine) return text('jump', { number: row.machine.number });
  return text(row.first ? 'jump-first' : 'jump-added');
}

/** What a verdict rests on: the numbers, and the frame, which a click shows. */
export function reasonList(reasons, frameAt) {
  const list = element('ul', 'reasons');
  list.append(...reasons.map(({ text: told, numbers, t_s, at }) => {
    const item = element('li', '', [told, numbers, ''].filter((one, place) => one || place === 2).join(' ')), number = frameAt(t_s);
    const link = element('a', '', number === null ? at : text('at-frame', { number }));
    link.href = `#t=${t_s.toFixed(3)}`;
    link.dataset.t = t_s;
    item.append(link);
    return item;
  }));
  return list;
}

export class Rows {
  /**
   * @param {{body: HTMLElement, strip: HTMLElement, machine: HTMLElement, mine: HTMLElement, opinion: HTMLElement | null}} parts
   * @param {(place: number, t_s?: number) => void} jump
   * @param {(t_s: number) => number | null} frameAt the number of the frame at a time; null before that is known
   */
  constructor(parts, jump, frameAt) {
    Object.assign(this, parts, { frameAt });
    this.rows = [];
    for (const box of [this.body, this.strip]) {
      box.addEventListener('click', (event) => {
        const place = event.target.closest('[data-row]')?.dataset.row, t_s = event.target.closest('[data-t]')?.dataset.t;
        if (place === undefined) return;
        if (t_s !== undefined) event.preventDefault();
        jump(Number(place), t_s === undefined ? undefined : Number(t_s));
      });
    }
  }

  /** @param {object} state as the server tells it @param {[number, number] | null} whole from when to when the session goes */
  show(state, whole) {
    this.rows = state.rows;
    this.machine.textContent = state.counts?.machine?.text ?? '';
    this.mine.textContent = state.counts?.mine?.text ?? '';
    if (this.opinion) this.opinion.textContent = state.counts?.opinion?.text ?? '';
    if (this.rows.length) this.body.replaceChildren(...this.rows.map((row, place) => this.line(row, place)));
    if (whole) this.strip.replaceChildren(...this.rows.map((row, place) => this.bar(row, place, whole)));
    this.mark(this.selected ?? -1, this.current ?? -1);
  }

  line(row, place) {
    const { machine } = row, line = element('tr', row.is_struck ? 'is-struck' : '');
    line.dataset.row = place;
    const head = element('th'), button = element('button', 'jump', machine ? machine.number : row.first ? '·' : '+');
    head.scope = 'row';
    button.type = 'button';
    button.setAttribute('aria-label', name(row));
    head.append(button);
    line.append(head, this.byMachine(row), this.byClinician(row));
    for (const key of ['knee', 'ankle', 'tempo']) line.append(element('td', 'number', machine?.[key] ?? '–'));
    const why = element('td', 'why', machine?.why ?? row.mine?.reason ?? '');
    if (machine?.reasons.length) why.append(reasonList(machine.reasons, this.frameAt));
    line.append(why);
    return line;
  }

  byMachine({ machine, again, first_told: first }) {
    const cell = element('td');
    cell.append(machine ? verdict(machine) : '–');
    if (machine?.certainty) cell.append(' ', element('small', '', text('sure', { certainty: machine.certainty })));
    for (const told of [first, again?.told]) if (told) cell.append(element('small', 'again', told));
    return cell;
  }

  byClinician({ mine, is_struck: isStruck }) {
    const cell = element('td');
    if (isStruck) cell.textContent = text('struck');
    else if (mine) cell.append(verdict(mine));
    else cell.textContent = '–';
    return cell;
  }

  bar(row, place, [from, to]) {
    const bar = element('button', `bar-rep${row.is_struck ? ' is-struck' : ''}`), said = row.mine?.shape ? row.mine : row.machine;
    bar.type = 'button';
    bar.dataset.row = place;
    bar.tabIndex = -1;  // the same stand in the table
    bar.style.left = `${100 * (row.start_s - from) / (to - from)}%`;
    bar.style.width = `${100 * Math.max(0, row.end_s - row.start_s) / (to - from)}%`;
    bar.setAttribute('aria-label', name(row));
    bar.title = `${name(row)}: ${said?.word ?? ''}`;
    if (said) bar.append(shape(said));
    bar.append(element('span', '', row.machine ? row.machine.number : row.first ? '·' : '+'));
    return bar;
  }

  /** Show which one was chosen, and in which one the frame is. */
  mark(selected, current) {
    this.selected = selected;
    this.current = current;
    for (const one of [...this.body.querySelectorAll('[data-row]'), ...this.strip.querySelectorAll('[data-row]')]) {
      const place = Number(one.dataset.row);
      one.classList.toggle('is-current', place === current);
      if (place === selected) one.setAttribute('aria-current', 'true'); else one.removeAttribute('aria-current');
    }
  }

  /** Let the line of a row be in sight, without moving the page. */
  reveal(place) {
    const line = this.body.querySelector(`[data-row="${place}"]`), box = line?.closest('.table');
    if (!box) return;
    const above = line.offsetTop - box.scrollTop, head = box.querySelector('thead')?.offsetHeight ?? 0;
    if (above < head) box.scrollTop = line.offsetTop - head;
    else if (above + line.offsetHeight > box.clientHeight) box.scrollTop = line.offsetTop + line.offsetHeight - box.clientHeight;
  }
}

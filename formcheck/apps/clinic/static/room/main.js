/** @file The page of a session put together. */

import { signed } from '../signed.js';
import { Curves } from './curves.js';
import { Keys } from './keys.js';
import { Picture, VIEWS } from './picture.js';
import { Player, SPEEDS } from './player.js';
import { data, room } from './room.js';
import { Rows, isUncertain } from './rows.js';
import { fetchTraces } from './traces.js';
import { number, text } from './words.js';

const MINUTE_S = 60, BESIDE_S = 0.5;
const byId = (id) => document.getElementById(id);

const rows = new Rows(
  { body: byId('rows'), strip: byId('strip'), machine: byId('count-machine'), mine: byId('count-mine'), opinion: byId('count-opinion') },
  (place, t_s) => jumpTo(place, t_s), (t_s) => room.numberAt(t_s));
room.keys = new Keys({ list: byId('keys-list'), switch: byId('keys-switch'), dialog: byId('keys') });
let picture, player, curves, span = 'all';

// --- what is awaited ---

function wait(what) {
  byId('awaited').hidden = !what;
  byId('awaited').textContent = what;
}

// --- the film ---

async function lookForFilm() {
  if (!data.has_film) return showFilm({ state: 'none', told: '' });
  const slow = setTimeout(() => wait(text('checking')), 500);
  try {
    const answer = await fetch(`${data.place}/film/about`);
    return showFilm(await answer.json());
  } finally {
    clearTimeout(slow);
    wait('');
  }
}

function showFilm({ state, told }) {
  picture.hasFilm = state === 'here';
  picture.setView(picture.hasFilm ? 'both' : 'figure');
  byId('film-told').hidden = picture.hasFilm || !told;
  byId('film-told').textContent = told;
  byId('locate').hidden = picture.hasFilm || state === 'none' || !byId('locate-form');  // readers have none
  byId('view').disabled = !picture.hasFilm;
  showView();
}

function showView() { byId('view').textContent = text(`view-${picture.view}`); }

function nextView() {
  if (!picture.hasFilm) return false;
  picture.setView(VIEWS[(VIEWS.indexOf(picture.view) + 1) % VIEWS.length]);
  showView();
  const wasPlaying = player.isPlaying;
  return player.pause().then(() => player.again()).then(() => { room.tell('view'); if (wasPlaying) player.play(); });
}

byId('locate-form')?.addEventListener('submit', async (event) => {
  event.preventDefault();
  room.say(text('locating'));
  const body = JSON.stringify({ path: byId('locate-path').value });
  const answer = await signed(`${data.place}/film`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
  const said = await answer.json();
  room.say(answer.ok ? text('located') : said.told);
  if (!answer.ok) return;
  picture.stills.clear();
  showFilm(said);
  await player.again();
});

// --- frames ---

function showFrame(index) {
  const t_s = room.traces.times[index];
  byId('stage').dataset.index = index;
  byId('stage').dataset.number = room.numberOf(index);
  byId('where').textContent = text('frame', { number: room.numberOf(index), time: number(t_s, 2) });
  byId('angles').textContent = data.panels.map((panel) => reading(panel, index)).join(' · ');
  curves.moveTo(t_s);
  rows.mark(room.selectedPlace, room.current);
  room.tell('frame');
}

function reading({ dof, name: joint }, index) {
  const { deg, error } = room.angle(dof, index);
  if (Number.isNaN(deg)) return text('not-seen', { joint });
  return text('reading-of', { joint, deg: `${number(deg)}°`, error: `${number(Math.max(1, error))}°` });
}

const told = {
  shown: showFrame,
  awaited: (index) => wait(index === null ? '' : text('loading', { number: room.numberOf(index) })),
  missing: (index) => room.say(text('no-picture', { number: room.numberOf(index) })),
  playing: (isPlaying) => {
    byId('play').textContent = isPlaying ? '❚❚' : '▷';
    byId('play').setAttribute('aria-label', text(isPlaying ? 'pause' : 'play'));
    if (!isPlaying) rememberFrame();
  },
  cannotPlay: () => room.say(text('no-play')),
};

/** The address of the page names the frame, so that it can be sent to somebody. */
function rememberFrame() { history.replaceState(null, '', `#frame=${room.numberOf(player.target)}`); }

function askedFrame() {
  const t_s = Number(/^#t=(-?[\d.]+)$/.exec(location.hash)?.[1] ?? NaN);
  if (!Number.isNaN(t_s)) return room.traces.nearest(t_s);
  const asked = Number(/^#frame=(\d+)$/.exec(location.hash)?.[1] ?? NaN);
  return Math.max(0, room.traces.columns.number.indexOf(asked));
}

// --- repetitions ---

function jumpTo(place, t_s = room.rows[place]?.start_s) {
  const row = room.rows[place];
  if (!row) return;
  room.select(place);
  rows.mark(place, room.current);
  rows.reveal(place);
  if (!player) return;
  if (player.loop) loop([row.start_s, row.end_s]);
  if (span === 'rep') showSpan('rep');
  player.seek(room.traces.nearest(t_s)).then(rememberFrame);
}

/** The row to go on from: the chosen one, or else the one before the frame. */
function here() {
  if (room.selected) return room.selectedPlace;
  return room.rows.reduce((last, row, place) => (row.start_s <= room.time ? place : last), -1);
}

function jumpBy(by) {
  const place = here() + by;
  if (place < 0 || place >= room.rows.length) room.say(text(by > 0 ? 'at-end' : 'at-begin'));
  else jumpTo(place);
}

function nextUncertain() {
  const order = room.rows.map((_, number_) => (here() + 1 + number_) % room.rows.length);
  const found = order.find((place) => isUncertain(room.rows[place]));
  if (found === undefined) room.say(text('no-uncertain')); else jumpTo(found);
}

function loop(stretch) {
  player.loop = stretch;
  byId('loop').setAttribute('aria-pressed', String(Boolean(stretch)));
  curves.showStretch(stretch);
  room.say(stretch ? text('looping', { from: number(stretch[0], 1), to: number(stretch[1], 1) }) : text('loop-off'));
  if (stretch && (room.time < stretch[0] || room.time > stretch[1])) player.seek(room.traces.nearest(stretch[0]));
}

function toggleLoop() {
  if (player.loop) return loop(null);
  const row = room.selected ?? room.rows[room.current];
  if (!row) return false;
  return loop([row.start_s, row.end_s]);
}

// --- the part of the session that the curves show ---

function showSpan(asked) {
  span = asked;
  const [from, to] = curves.whole, row = room.selected ?? room.rows[Math.max(0, here())];
  if (asked === 'rep' && row) curves.setSpan(row.start_s - BESIDE_S, row.end_s + BESIDE_S);
  else if (asked === 'minute') {
    const begin = Math.max(from, Math.min(room.time - MINUTE_S / 2, to - MINUTE_S));
    curves.setSpan(begin, Math.min(to, begin + MINUTE_S));
  } else curves.setSpan(from, to);
  for (const button of document.querySelectorAll('[data-span]')) button.setAttribute('aria-pressed', String(button.dataset.span === asked));
}

// --- speed, buttons, keys ---

function setSpeed(by) {
  const place = Math.min(Math.max(SPEEDS.indexOf(player.speed) + by, 0), SPEEDS.length - 1);
  player.setSpeed(SPEEDS[place]);
  byId('speed').textContent = text('speed', { speed: number(SPEEDS[place], SPEEDS[place] === 0.25 ? 2 : SPEEDS[place] < 1 ? 1 : 0) });
}

const step = (by) => () => player?.step(by).then(rememberFrame);
const to = (index) => () => player?.seek(index()).then(rememberFrame);
const onlyReady = (act) => () => (player ? act() : false);

const edge = (way) => onlyReady(() => { player.pause(); return to(() => room.traces.phaseEdge(player.target, way))(); });
const first = onlyReady(to(() => 0)), last = onlyReady(to(() => room.frames - 1));
const acts = {
  'back-ten': step(-10), back: step(-1), play: onlyReady(() => player.toggle()), on: step(1), 'on-ten': step(10),
  slower: onlyReady(() => setSpeed(-1)), faster: onlyReady(() => setSpeed(1)), previous: () => jumpBy(-1), next: () => jumpBy(1),
  uncertain: nextUncertain, loop: onlyReady(toggleLoop), view: onlyReady(nextView), 'keys-open': () => byId('keys').showModal(),
};
for (const [id, act] of Object.entries(acts)) byId(id).addEventListener('click', () => act());

function addKeys() {
  const many = (combos, act) => combos.forEach((combo) => room.key(combo, act));
  const list = (keys, key) => room.keys.tell(keys, text(`key-${key}`));
  many([' '], acts.play); list(['␣'], 'space');
  many(['ArrowLeft', ','], acts.back); many(['ArrowRight', '.'], acts.on); list(['←', '→', ',', '.'], 'arrows');
  many(['Shift+ArrowLeft'], acts['back-ten']); many(['Shift+ArrowRight'], acts['on-ten']); list(['Shift', '← →'], 'ten');
  many(['Ctrl+ArrowLeft'], edge(-1)); many(['Ctrl+ArrowRight'], edge(1)); list(['Ctrl', '← →'], 'phase');
  many(['Home', 'Alt+ArrowLeft'], first); many(['End', 'Alt+ArrowRight'], last); list(['Home', 'End', 'Alt ← →'], 'ends');
  many(['j'], acts.next); many(['k'], acts.previous); list(['J', 'K'], 'reps');
  many(['n'], acts.uncertain); list(['N'], 'uncertain');
  many(['r'], acts.loop); list(['R'], 'loop');
  many(['-'], acts.slower); many(['+', '='], acts.faster); many(['Shift++', 'Shift+='], acts.faster); list(['−', '+'], 'speed');
  many(['v'], acts.view); list(['V'], 'view');
  many(['?', 'Shift+?'], acts['keys-open']); list(['?'], 'help');
  many(['Escape'], () => (player?.loop ? loop(null) : false)); list(['Esc'], 'escape');
}

// --- beginning ---

function showRows() { rows.show(room.state, curves?.whole ?? null); }

async function begin() {
  addKeys();
  room.on('rows', showRows);
  room.take(room.state);
  if (!data.has_record) return room.say(text('no-record'));
  const slow = setTimeout(() => wait(text('reading')), 500);
  room.traces = await fetchTraces(data.place, (done, frames) => {
    wait(frames ? text('making', { percent: number(100 * done / frames) }) : text('reading'));
  }, data.asked).finally(() => { clearTimeout(slow); wait(''); });
  if (!room.traces.frames) return room.say(text('no-record'));
  picture = new Picture({ stage: byId('stage'), still: byId('still'), film: byId('film'), overlay: room.overlay, figure: byId('figure') }, data, room.traces);
  byId('curves').hidden = false;
  curves = new Curves(
    { plots: byId('plots'), cursor: byId('cursor'), stretch: byId('stretch') }, data, room.traces,
    { seek: (t_s) => player.seek(room.traces.nearest(t_s)).then(rememberFrame), loop: (from, until) => loop([from, until]) });
  player = room.player = new Player(picture, room.traces, told);
  setSpeed(0);
  for (const button of document.querySelectorAll('[data-span]')) button.addEventListener('click', () => showSpan(button.dataset.span));
  showRows();
  await lookForFilm();
  await player.seek(askedFrame());
  if (curves.whole[1] - curves.whole[0] > 2 * MINUTE_S) showSpan('minute'); else showSpan('all');
  room.isReady(room);
  document.body.dataset.room = 'ready';
}

begin().catch((error) => { wait(''); room.say(text('not-asked', { told: error.message })); });

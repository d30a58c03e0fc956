/** @file The patient's page: shows the server's view, sends it frames and actions. The server holds all truth. */

import { Camera } from './camera.js';
import { showChecks } from './checks.js';
import { CueLine } from './cue.js';
import { Debug } from './debug.js';
import { askPain, listenToAfter, listenToBegin, listenToPause } from './forms.js';
import { Frames } from './frames.js';
import { Dial, Gauge } from './gauge.js';
import { keep, kept } from './keep.js';
import { listenToKeys } from './keys.js';
import { Link } from './link.js';
import { Pace, Tone } from './pace.js';
import { byId, setAttribute, setText, show } from './page.js';
import { Picture } from './picture.js';
import { CAN_PAUSE, CAN_SKIP, SET_UP, Stages, WITH_CAMERA } from './stages.js';
import { showSummary } from './summary.js';
import { Trouble } from './trouble.js';
import { Voice } from './voice.js';
import { say } from './words.js';

/** A second press within this time is the same fright: it must not undo the first. */
const CALM_MS = 600;
/** The server refuses longer names. */
const MOST_LABEL = 200;

/** Otherwise the program opens one itself, or there are sensors in its place. */
const isBrowserCamera = document.body.dataset.camera === 'browser';
/** @type {object | null} */
let lastView = null;
/** @type {WakeLockSentinel | null} */
let wakeLock = null;

const stages = new Stages();
const picture = new Picture();
const gauge = new Gauge();
const dial = new Dial();
const voice = new Voice();
const tone = new Tone();
const pace = new Pace((share) => gauge.pace(share), (way) => tone.play(way));
const cueLine = new CueLine((cue) => voice.say(cue));
const link = new Link({
  onView: showView,
  onPreview: (jpeg) => picture.preview(jpeg),
  onOpen: linked,
  onLost: gone,
  onSilent: silent,
});
const act = (action) => link.act(action);
const frames = new Frames(byId('video'), (bytes) => link.sendFrame(bytes));
const trouble = new Trouble((source) => (source === 'camera' ? camera.open() : act({ do: 'try_again' })));
const camera = new Camera(byId('video'), byId('cameras'), cameraIs);
const debug = new Debug(act, () => frames, () => lastView);

const isExerciseShown = () => !byId('exercise').hidden;

/** @param {object} view */
function showView(view) {
  const capture = view.seq === null || view.seq === undefined ? null : frames.answered(view.seq);
  const before = lastView?.stage ?? null;
  lastView = view;
  if (view.lines) picture.learn(view.lines);
  // What the welcome asks (a session to go on with, the last visit) was written into the page when it was loaded.
  if (view.stage === 'welcome' && before !== null && before !== 'welcome') {
    location.reload();
    return;
  }
  if (stages.go(view.stage)) stageChanged(view.stage);
  trouble.tell('program', view.trouble ?? null);
  stages.notes(view.note ?? []);
  if (isExerciseShown()) showExercise(view);
  if (isExerciseShown() || view.cue) cueLine.set(view.cue, view.stage, before === null);
  if (view.stage === 'summary') showSummary(view.outcome);
  if (view.refused) console.warn(view.refused);
  if (capture !== null) debug.drawnAfter(capture);
}

/** @param {object} view */
function showExercise(view) {
  stages.title(view);
  if (view.leg) picture.face(view.leg);
  picture.draw(view.picture);
  picture.scan(view.scan ?? null);
  if (SET_UP.has(view.stage)) {
    showChecks(view.checks ?? [], view.batteries ?? {});
    showDone(view);
    show(byId('anyway'), Boolean(view.can_go_on_anyway) && !trouble.isShown);
    return;
  }
  gauge.set(view.gauge ?? null);
  dial.set(view);
  pace.set(view.pace ?? null);
  pace.tick();
}

/** How far what was asked for is done, and the button that says so. @param {object} view */
function showDone(view) {
  show(byId('done'), view.stage === 'calibrate' && !trouble.isShown);
  const bar = byId('step-bar');
  if (bar && view.progress) bar.value = view.progress.done;
}

/** @param {string} stage */
function stageChanged(stage) {
  askPain(false);
  if (isExerciseShown()) showSkip(stage);
  else pace.set(null);
  if (WITH_CAMERA.has(stage)) {
    stayAwake();
    if (isBrowserCamera) camera.open();
  } else {
    letSleep();
    camera.close();
    picture.blank();
  }
  runFrames();
}

/** During a pause nothing is looked at, so nothing is sent. */
function runFrames() {
  const isLooking = WITH_CAMERA.has(stages.current) && stages.current !== 'paused';
  if (isLooking && camera.state === 'open') frames.start();
  else frames.stop();
}

function showSkip(stage) {
  const skip = byId('skip');
  show(skip, CAN_SKIP.has(stage));
  setText(skip.querySelector('span'), say(stage === 'rest' ? 'skip-rest' : 'skip'));
}

/** @param {import('./camera.js').CameraState} state @param {string} label */
function cameraIs(state, label) {
  const isOpen = state === 'open';
  const told = { title: say(`camera-${state}-title`), text: say(`camera-${state}-text`), can_try_again: true };
  trouble.tell('camera', isOpen ? null : told);
  if (!isOpen) {
    picture.blank();
    pace.stop();
    voice.hush();
  }
  tellCamera(state, label);
  runFrames();
}

/** The server owes an answer and gives none, or gives one again. @param {boolean} isSilent */
function silent(isSilent) {
  // A tab that is not served is owed nothing.
  const isMissed = isSilent && stages.current !== 'elsewhere';
  trouble.tell('link', isMissed ? { title: say('silent-title'), text: say('silent-text') } : null);
}

function linked() {
  frames.forget();
  if (camera.state) tellCamera(camera.state, camera.label);
}

/** @param {string} state @param {string} label */
function tellCamera(state, label) {
  act({ do: 'camera', state, label: label.slice(0, MOST_LABEL) });
}

/** The server is gone: nothing here is true any more, so nothing of it is shown. */
function gone() {
  voice.hush();
  pace.set(null);
  stages.go('gone');
  trouble.tell('program', null);
  frames.stop();
  camera.close();
  picture.blank();
  letSleep();
}

/** Stops at once, before the server knows. */
function pause() {
  voice.hush();
  pace.stop();
  act({ do: 'pause' });
}

function stayAwake() {
  if (wakeLock || document.hidden) return;
  // Refused on an empty battery: then the screen may sleep, and nothing else is lost.
  navigator.wakeLock?.request('screen').then((lock) => {
    wakeLock = lock;
    lock.addEventListener('release', () => { wakeLock = null; });
  }).catch(() => {});
}

function letSleep() {
  wakeLock?.release();
  wakeLock = null;
}

function toggleMute() {
  voice.mute(!voice.isMuted);
  showMute();
}

function showMute() {
  for (const button of document.querySelectorAll('[data-mute]')) {
    setAttribute(button, 'aria-pressed', String(voice.isMuted));
    setText(button.querySelector('span'), say(voice.isMuted ? 'unmute' : 'mute'));
  }
}

/** @param {boolean} isOn */
function turnSound(isOn) {
  tone.turn(isOn);
  keep('sound', isOn ? 'yes' : 'no');
  setAttribute(byId('sound'), 'aria-pressed', String(isOn));
}

const isCalm = () => performance.now() - stages.since > CALM_MS;

listenToBegin(act);
listenToAfter(act);
listenToPause(act);
listenToKeys({
  space(target) {
    if (CAN_PAUSE.has(stages.current)) {
      pause();
      return true;
    }
    // In the menu of a pause a focused button is pressed by the space bar, as everywhere.
    if (stages.current !== 'paused' || target.matches?.('button')) return false;
    if (isCalm() && byId('paused-pain').hidden) act({ do: 'go_on' });
    return true;
  },
  escape() {
    if (CAN_PAUSE.has(stages.current)) pause();
    else if (stages.current === 'paused' && !byId('paused-pain').hidden) askPain(false);
    else if ((stages.current === 'paused' || stages.current === 'stopped') && isCalm()) act({ do: 'finish' });
    else return stages.current === 'paused';
    return true;
  },
  mute() {
    if (!isExerciseShown() && stages.current !== 'paused') return false;
    toggleMute();
    return true;
  },
  skip() {
    if (!CAN_SKIP.has(stages.current)) return false;
    act({ do: 'skip' });
    return true;
  },
  done() {
    if (stages.current !== 'calibrate') return false;
    act({ do: 'done' });
    return true;
  },
  sound() {
    if (!isExerciseShown()) return false;
    turnSound(!tone.isOn);
    return true;
  },
});

byId('stop').addEventListener('click', pause);
byId('skip').addEventListener('click', () => act({ do: 'skip' }));
byId('go-on').addEventListener('click', () => act({ do: 'go_on' }));
byId('finish').addEventListener('click', () => act({ do: 'finish' }));
byId('stopped-finish').addEventListener('click', () => act({ do: 'finish' }));
byId('anyway').addEventListener('click', () => act({ do: 'anyway' }));
byId('done').addEventListener('click', () => act({ do: 'done' }));
byId('again').addEventListener('click', () => act({ do: 'again' }));
byId('referral-back').addEventListener('click', () => act({ do: 'again' }));
byId('take-over').addEventListener('click', () => act({ do: 'take_over' }));
byId('resume')?.addEventListener('click', () => act({ do: 'resume' }));
byId('load-again').addEventListener('click', () => location.reload());
byId('sound').addEventListener('click', () => turnSound(!tone.isOn));
for (const button of document.querySelectorAll('[data-mute]')) button.addEventListener('click', toggleMute);

// The side decides which way the outline looks, before the first picture says so.
picture.face(kept('side') ?? new FormData(byId('begin')).get('side') ?? 'right');
byId('begin').addEventListener('submit', () => {
  const side = new FormData(byId('begin')).get('side');
  if (side) {
    keep('side', side);
    picture.face(side);
  }
  if (kept('sound') === 'yes') turnSound(true);
});

// A hidden page gets no pictures: the exercise would go on unseen.
document.addEventListener('visibilitychange', () => {
  if (document.hidden && !link.isLeaving && CAN_PAUSE.has(stages.current)) pause();
  else if (!document.hidden && WITH_CAMERA.has(stages.current)) stayAwake();
});

window.formcheck = { latencies: () => debug.latencies.list(), view: () => lastView };
showMute();
link.connect();

/** @file The browser's camera: opening it, choosing one, and saying what stands in the way. */

import { keep, kept } from './keep.js';
import { byId, show } from './page.js';
import { say } from './words.js';

/** @typedef {'open' | 'denied' | 'busy' | 'absent' | 'ended' | 'insecure'} CameraState */

/** What the browser calls a fault, and what it means to a person. */
const FAULTS = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotReadableError: 'busy',
  AbortError: 'busy',
  NotFoundError: 'absent',
  OverconstrainedError: 'absent',
};

export class Camera {
  #stream = null;
  #isWanted = false;
  #isOpening = false;
  /** @type {CameraState | null} */
  state = null;
  label = '';

  /**
   * @param {HTMLVideoElement} video
   * @param {HTMLSelectElement | null} select the choice of cameras
   * @param {(state: CameraState, label: string) => void} onState
   */
  constructor(video, select, onState) {
    this.video = video;
    this.select = select;
    this.onState = onState;
    select?.addEventListener('change', () => this.#choose(select.value));
    navigator.mediaDevices?.addEventListener?.('devicechange', () => this.#devicesChanged());
  }

  /** Opens the camera, unless it is open or being opened. */
  async open() {
    this.#isWanted = true;
    if (this.#stream || this.#isOpening) return;
    if (!navigator.mediaDevices?.getUserMedia) {
      this.#tell('insecure');
      return;
    }
    this.#isOpening = true;
    try {
      const stream = await navigator.mediaDevices.getUserMedia(this.#wishes());
      await this.#take(stream);
    } catch (fault) {
      this.#tell(FAULTS[fault.name] ?? 'busy');
    } finally {
      this.#isOpening = false;
    }
  }

  /** Lets go of the camera, so that its lamp goes out. */
  close() {
    this.#isWanted = false;
    this.#release();
    this.state = null;
  }

  #wishes() {
    const video = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
    const chosen = kept('camera');
    // `ideal`, not `exact`: a camera that was unplugged since must not stop the session.
    if (chosen) video.deviceId = { ideal: chosen };
    return { video, audio: false };
  }

  /** @param {MediaStream} stream */
  async #take(stream) {
    if (!this.#isWanted) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    this.#stream = stream;
    const [track] = stream.getVideoTracks();
    track.addEventListener('ended', () => {
      if (this.#stream !== stream) return;
      this.#release();
      this.#tell('ended');
    });
    this.video.srcObject = stream;
    // Rejected when another picture replaces this one before it plays: nothing to mend.
    this.video.play().catch(() => {});
    await this.#list(track.getSettings().deviceId);
    this.#tell('open', track.label);
  }

  #release() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.video.srcObject = null;
  }

  /** @param {string} deviceId */
  #choose(deviceId) {
    keep('camera', deviceId);
    this.#release();
    this.open();
  }

  /** Names the cameras; the browser tells their names only after one was allowed. @param {string} [current] */
  async #list(current) {
    if (!this.select) return;
    const devices = await navigator.mediaDevices.enumerateDevices();
    const cameras = devices.filter((device) => device.kind === 'videoinput');
    this.select.replaceChildren(...cameras.map((camera, i) =>
      new Option(camera.label || say('camera-unnamed', { number: i + 1 }), camera.deviceId)));
    this.select.disabled = cameras.length < 2;
    show(byId('cameras-line'), cameras.some((camera) => camera.label));
    if (current) this.select.value = current;
  }

  async #devicesChanged() {
    await this.#list(this.#stream?.getVideoTracks()[0].getSettings().deviceId);
    // A camera that was missing may be the one that has just come.
    if (this.#isWanted && !this.#stream && (this.state === 'absent' || this.state === 'ended')) this.open();
  }

  /** @param {CameraState} state @param {string} [label] */
  #tell(state, label = '') {
    this.state = state;
    this.label = label;
    this.onState(state, label);
  }
}

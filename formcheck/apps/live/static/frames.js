/**
 * @file Frames from the video to the server: one on its way at most, always the newest.
 *
 * The next frame is made into a JPEG while the server still looks at the last one, shortly before its answer is due:
 * made earlier it would be stale, made after the answer the server would wait for it (measured with a server of 35 ms
 * and a camera of 30 frames a second: 60 ms from frame to frame then, 40 so).
 */

const WIDEST_PX = 640;
const QUALITY = 0.85;
const HEADER_BYTES = 12;
/** How long before the answer is due a frame is made ready: one frame of the camera, and the work on it. */
const LEAD_MS = 40;
/** An answer that has not come by now never will: the line broke, or the server dropped the frame. */
const PATIENCE_MS = 3000;

export class Frames {
  #isRunning = false;
  #isWatching = false;
  #isEncoding = false;
  /** Counts starts and stops: what was begun before is no longer wanted. */
  #epoch = 0;
  /** @type {{number: number, capture: number, since: number} | null} */
  #onItsWay = null;
  /** @type {{bytes: Uint8Array, capture: number} | null} */
  #ready = null;
  #capture = 0;
  #isFresh = false;
  #number = 0;
  #roundTrip = 0;
  #canvas = new OffscreenCanvas(WIDEST_PX, 480);
  // Read back each time, so it is kept in ordinary memory; a picture has no holes to shine through.
  #ink = this.#canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  sent = 0;
  dropped = 0;

  /**
   * @param {HTMLVideoElement} video
   * @param {(bytes: Uint8Array) => void} send
   */
  constructor(video, send) {
    this.video = video;
    this.send = send;
  }

  start() {
    this.#isRunning = true;
    if (!this.#isWatching) this.#watch();
  }

  stop() {
    this.#isRunning = false;
    this.#isFresh = false;
    this.forget();
  }

  /** Nothing is on its way any more: stopped, or the line was made anew. */
  forget() {
    this.#epoch += 1;
    this.#onItsWay = null;
    this.#ready = null;
  }

  /**
   * The server has answered a frame.
   * @param {number} seq
   * @returns {number | null} when that frame was captured, ms on the page's clock
   */
  answered(seq) {
    const frame = this.#onItsWay;
    if (frame?.number !== seq) return null;
    const took = performance.now() - frame.since;
    this.#roundTrip = this.#roundTrip ? 0.8 * this.#roundTrip + 0.2 * took : took;
    this.#onItsWay = null;
    this.#sendReady();
    this.#prepare();
    return frame.capture;
  }

  #watch() {
    this.#isWatching = true;
    const seen = (now, meta) => {
      if (!this.#isRunning) {
        this.#isWatching = false;
        return;
      }
      if (this.#isFresh) this.dropped += 1;
      this.#capture = meta?.captureTime ?? now;
      this.#isFresh = true;
      this.#prepare();
      this.#ask(seen);
    };
    this.#ask(seen);
  }

  /** @param {(now: number, meta?: object) => void} seen */
  #ask(seen) {
    if (this.video.requestVideoFrameCallback) this.video.requestVideoFrameCallback(seen);
    else setTimeout(() => seen(performance.now()), 33);
  }

  /** Whether a frame made ready now would be sent soon. */
  #isDue() {
    if (!this.#onItsWay) return true;
    const since = performance.now() - this.#onItsWay.since;
    if (since > PATIENCE_MS) this.#onItsWay = null;
    return since > this.#roundTrip - LEAD_MS;
  }

  async #prepare() {
    if (!this.#isRunning || !this.#isFresh || this.#isEncoding || !this.video.videoWidth || !this.#isDue()) return;
    const epoch = this.#epoch;
    const capture = this.#capture;
    this.#isFresh = false;
    this.#isEncoding = true;
    const bytes = await this.#encode();
    this.#isEncoding = false;
    if (epoch !== this.#epoch) return;
    if (this.#ready) this.dropped += 1;
    this.#ready = { bytes, capture };
    this.#sendReady();
  }

  #sendReady() {
    if (!this.#ready || this.#onItsWay) return;
    const { bytes, capture } = this.#ready;
    this.#ready = null;
    this.#number += 1;
    const header = new DataView(bytes.buffer);
    header.setFloat64(0, capture / 1000);
    header.setUint32(8, this.#number);
    this.send(bytes);
    this.sent += 1;
    this.#onItsWay = { number: this.#number, capture, since: performance.now() };
  }

  /** The newest picture as JPEG, with room for the header. */
  async #encode() {
    this.#draw();
    const jpeg = await this.#canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
    const bytes = new Uint8Array(HEADER_BYTES + jpeg.size);
    bytes.set(new Uint8Array(await jpeg.arrayBuffer()), HEADER_BYTES);
    return bytes;
  }

  #draw() {
    const { videoWidth, videoHeight } = this.video;
    const scale = Math.min(1, WIDEST_PX / videoWidth);
    const width = Math.round(videoWidth * scale);
    const height = Math.round(videoHeight * scale);
    // Setting the size clears and allocates again, even to the same value.
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    this.#ink.drawImage(this.video, 0, 0, width, height);
  }
}

/** @file The line to the server: views come in, frames and actions go out. It reconnects by itself. */

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 5000;
/** An answer that is due for so long is told to be missing: the slowest picture takes a second. */
const SILENCE_MS = 10000;
const LOOK_MS = 1000;
/** The server has told that it cannot go on: opening the link again would only tell it again. */
const INTERNAL_ERROR = 1011;
/** Tells this page from others, so that it is served again at once where its link broke off unheard. */
const PAGE = crypto.getRandomValues(new Uint32Array(2)).join('-');

export class Link {
  #socket = null;
  #wait = FIRST_WAIT_MS;
  /** Since when an answer is due, ms; null while none is. */
  #due = null;
  #isSilent = false;
  /** The page is being left or loaded again. */
  isLeaving = false;

  /**
   * @param {{onView: (view: object) => void, onPreview: (jpeg: ArrayBuffer) => void,
   *          onOpen: () => void, onLost: () => void, onSilent: (isSilent: boolean) => void}} handlers
   *   `onLost` is called when a try to reconnect has failed too: a reload of the server must not flash a message.
   */
  constructor(handlers) {
    this.handlers = handlers;
    setInterval(() => {
      if (this.#due !== null && performance.now() - this.#due > SILENCE_MS) this.#setSilent(true);
    }, LOOK_MS);
    // Without this, leaving the page looks like a server that went away.
    addEventListener('pagehide', () => { this.isLeaving = true; });
    addEventListener('pageshow', (event) => {
      if (!event.persisted) return;
      this.isLeaving = false;
      this.connect();
    });
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  connect() {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/link?page=${PAGE}`);
    socket.binaryType = 'arraybuffer';
    let wasOpen = false;
    socket.onopen = () => {
      wasOpen = true;
      this.#wait = FIRST_WAIT_MS;
      this.#owe();
      this.handlers.onOpen();
    };
    socket.onmessage = ({ data }) => {
      this.#heard();
      if (typeof data === 'string') this.handlers.onView(JSON.parse(data));
      else this.handlers.onPreview(data);
    };
    socket.onclose = ({ code }) => this.#closed(wasOpen, code);
    this.#socket = socket;
  }

  /** @param {boolean} wasOpen @param {number} code */
  #closed(wasOpen, code) {
    this.#heard();
    if (this.isLeaving || code === INTERNAL_ERROR) return;
    if (!wasOpen) this.handlers.onLost();
    setTimeout(() => this.connect(), wasOpen ? FIRST_WAIT_MS / 4 : this.#wait);
    if (!wasOpen) this.#wait = Math.min(this.#wait * 1.5, LONGEST_WAIT_MS);
  }

  /** @param {{do: string}} action */
  act(action) {
    if (!this.isOpen) return;
    this.#socket.send(JSON.stringify(action));
    if (action.do !== 'latency') this.#owe(); // that one is for the log only
  }

  /** @param {ArrayBuffer | Uint8Array} bytes */
  sendFrame(bytes) {
    if (!this.isOpen) return;
    this.#socket.send(bytes);
    this.#owe();
  }

  #owe() {
    this.#due ??= performance.now();
  }

  #heard() {
    this.#due = null;
    this.#setSilent(false);
  }

  /** @param {boolean} isSilent */
  #setSilent(isSilent) {
    if (this.#isSilent === isSilent) return;
    this.#isSilent = isSilent;
    this.handlers.onSilent(isSilent);
  }
}

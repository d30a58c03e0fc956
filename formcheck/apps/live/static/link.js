/** @file The line to the server: views come in, frames and actions go out. It reconnects by itself. */

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 5000;

export class Link {
  #socket = null;
  #wait = FIRST_WAIT_MS;
  /** The page is being left or loaded again. */
  isLeaving = false;

  /**
   * @param {{onView: (view: object) => void, onPreview: (jpeg: ArrayBuffer) => void,
   *          onOpen: () => void, onLost: () => void}} handlers
   *   `onLost` is called when a try to reconnect has failed too: a reload of the server must not flash a message.
   */
  constructor(handlers) {
    this.handlers = handlers;
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
    const socket = new WebSocket(`${scheme}://${location.host}/link`);
    socket.binaryType = 'arraybuffer';
    let wasOpen = false;
    socket.onopen = () => {
      wasOpen = true;
      this.#wait = FIRST_WAIT_MS;
      this.handlers.onOpen();
    };
    socket.onmessage = ({ data }) => {
      if (typeof data === 'string') this.handlers.onView(JSON.parse(data));
      else this.handlers.onPreview(data);
    };
    socket.onclose = () => this.#closed(wasOpen);
    this.#socket = socket;
  }

  /** @param {boolean} wasOpen */
  #closed(wasOpen) {
    if (this.isLeaving) return;
    if (!wasOpen) this.handlers.onLost();
    setTimeout(() => this.connect(), wasOpen ? FIRST_WAIT_MS / 4 : this.#wait);
    if (!wasOpen) this.#wait = Math.min(this.#wait * 1.5, LONGEST_WAIT_MS);
  }

  /** @param {{do: string}} action */
  act(action) {
    if (this.isOpen) this.#socket.send(JSON.stringify(action));
  }

  /** @param {ArrayBuffer | Uint8Array} bytes */
  sendFrame(bytes) {
    if (this.isOpen) this.#socket.send(bytes);
  }
}

import type { Duplex } from 'node:stream';
import { textFrames } from './text-frames.ts';

/**
 * What one socket is about to be sent: all of one turn of the event loop leaves in one write. The frames are put on
 * the connection beneath `ws`, whose own frames (pings, closing) are written whole and so fall between ours.
 */
export class Outgoing {
  readonly #socket: Duplex;
  readonly #isOpen: () => boolean;
  #texts: string[] = [];
  #chunks: Buffer[] = [];
  #sent: (() => void)[] = [];
  #isDue = false;

  /** @param isOpen whether frames may still be sent: none follow a closing frame */
  constructor(socket: Duplex, isOpen: () => boolean) {
    this.#socket = socket;
    this.#isOpen = isOpen;
  }

  /** True while something of this turn has not been offered to the system. */
  get isDue(): boolean {
    return this.#isDue;
  }

  /** @param sent called when the system has taken all of it */
  text(text: string, sent?: () => void): void {
    this.#texts.push(text);
    if (sent) this.#sent.push(sent);
    this.#schedule();
  }

  /** Whole frames, made elsewhere and perhaps for many sockets. */
  frames(bytes: Buffer): void {
    this.#frameTexts();
    this.#chunks.push(bytes);
    this.#schedule();
  }

  /** Writes what is due now: before `ws` writes its closing frame. */
  flush(): void {
    if (!this.#isDue) return;
    this.#isDue = false;
    this.#frameTexts();
    const chunks = this.#chunks;
    const sent = this.#sent;
    this.#chunks = [];
    this.#sent = [];
    const socket = this.#socket;
    if (socket.destroyed || !socket.writable || !this.#isOpen()) return;
    const last = chunks.pop();
    if (!last) return;
    socket.cork();
    for (const chunk of chunks) socket.write(chunk);
    socket.write(last, (error) => {
      if (error) return;
      for (const tell of sent) tell();
    });
    socket.uncork();
  }

  #schedule(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    process.nextTick(() => this.flush());
  }

  #frameTexts(): void {
    if (this.#texts.length === 0) return;
    this.#chunks.push(textFrames(this.#texts));
    this.#texts = [];
  }
}

import { readFileSync, statSync } from 'node:fs';
import { endianness } from 'node:os';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** https://www.sqlite.org/fileformat2.html, section 4.1; its last bit says how the words of checksums are stored. */
const MAGIC = 0x377f0682;

/**
 * Looks for damage in a write-ahead log that SQLite itself would pass over in silence: at the first frame that is
 * not as written it takes the log to be over, as after a power cut, and drops what follows. But each commit is synced
 * before the next one begins, so a power cut can spoil the last commit only. A spoilt frame with more than one
 * commit behind it was damaged later, and what follows it had been promised.
 * @param path of the log; a missing or empty one is sound
 * @returns what is wrong, or null
 */
export function damageInLog(path: string): string | null {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= HEADER_BYTES + FRAME_HEADER_BYTES) return null;
  const log = readFileSync(path);
  const magic = log.readUInt32BE(0);
  const pageSize = log.readUInt32BE(8);
  const known = (magic & ~1) >>> 0 === MAGIC && pageSize >= 512 && pageSize <= 65_536;
  const add = adder(log, (magic & 1) === 1);
  const [a, b] = add(0, 24, 0, 0);
  // The header is synced alone, before the first frame is written: no power cut tears it off its frames.
  if (!known || pageSize % 8 !== 0 || a !== log.readUInt32BE(24) || b !== log.readUInt32BE(28)) {
    return log.subarray(HEADER_BYTES).some((byte) => byte !== 0) ? 'the header of its log' : null;
  }
  return damageInFrames(log, pageSize, add, [a, b]);
}

type Sum = readonly [number, number];
type Adder = (from: number, to: number, a: number, b: number) => Sum;

function damageInFrames(log: Buffer, pageSize: number, add: Adder, start: Sum): string | null {
  const frameBytes = FRAME_HEADER_BYTES + pageSize;
  const frames = Math.floor((log.length - HEADER_BYTES) / frameBytes);
  /** Whether a frame is of this round of the log, and follows from the sum before it. */
  const follows = (at: number, before: Sum): boolean => {
    if (log.compare(log, 16, 24, at + 8, at + 16) !== 0) return false;
    const [a, b] = add(at + FRAME_HEADER_BYTES, at + frameBytes, ...add(at, at + 8, ...before));
    return a === log.readUInt32BE(at + 16) && b === log.readUInt32BE(at + 20);
  };
  let spoilt = -1;
  let hasCommitBehind = false;
  let before = start;
  for (let frame = 0; frame < frames; frame += 1) {
    const at = HEADER_BYTES + frame * frameBytes;
    const isSound = follows(at, before);
    if (spoilt < 0 && !isSound) spoilt = frame;
    else if (spoilt >= 0 && isSound) {
      // Begun after a commit behind the spoilt frame was on disk, and the spoilt frame with it.
      if (hasCommitBehind) return `frame ${spoilt + 1} of its log`;
      // A frame that ends a transaction tells the size of the database after it, in pages.
      hasCommitBehind = log.readUInt32BE(at + 4) !== 0;
    }
    // Each frame is held against the sum that the one before it carries, so that one spoilt frame is one.
    before = [log.readUInt32BE(at + 16), log.readUInt32BE(at + 20)];
  }
  return null;
}

/** SQLite's checksum over words of 32 bits, section 4.2 of its file format. */
function adder(log: Buffer, isBigEndian: boolean): Adder {
  const native = (endianness() === 'BE') === isBigEndian;
  const isAligned = log.byteOffset % 4 === 0;
  const words =
    native && isAligned
      ? new Uint32Array(log.buffer, log.byteOffset, Math.floor(log.length / 4))
      : null;
  const read = (at: number): number => {
    if (words) return words[at >>> 2] ?? 0;
    return isBigEndian ? log.readUInt32BE(at) : log.readUInt32LE(at);
  };
  return (from, to, a, b) => {
    let [first, second] = [a, b];
    for (let at = from; at < to; at += 8) {
      first = (first + read(at) + second) >>> 0;
      second = (second + read(at + 4) + first) >>> 0;
    }
    return [first, second];
  };
}

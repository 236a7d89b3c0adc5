import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './statistics.ts';

const BYTES = Buffer.alloc(4096, 1);
const TIMES = 15;

/**
 * How long this disk takes now to make 4 KiB durable: disks have moods, and a row is read beside the mood of its
 * moment.
 * @returns the median, in milliseconds
 */
export function probeDisk(directory: string): number {
  const path = join(directory, 'probe');
  const file = openSync(path, 'w');
  const times: number[] = [];
  try {
    for (let i = 0; i < TIMES; i += 1) {
      const began = performance.now();
      writeSync(file, BYTES);
      fdatasyncSync(file);
      times.push(performance.now() - began);
    }
  } finally {
    closeSync(file);
    rmSync(path);
  }
  return median(times);
}

import type { ServerFrame } from '../../shared/wire.ts';

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a JSON text, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const FRAMES: readonly string[] = ['welcome', 'snapshot', 'event', 'ack', 'reject', 'tick'];

/**
 * A frame of the page's own broker. Its kind is checked and no more: the broker serves this page, so that both
 * are of one version, and it validates what it says at its own door. Null for kinds this page does not know.
 */
export function toServerFrame(data: unknown): ServerFrame | null {
  const value = typeof data === 'string' ? parseJson(data) : undefined;
  return isServerFrame(value) ? value : null;
}

function isServerFrame(value: unknown): value is ServerFrame {
  return isRecord(value) && typeof value['t'] === 'string' && FRAMES.includes(value['t']);
}

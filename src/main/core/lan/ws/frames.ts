import {
  commandId,
  commandSchemas,
  type Command,
  type CommandType,
} from '../../../../shared/commands.ts';
import { type Refusal, refuse } from '../../../../shared/errors.ts';
import { clientFrameSchema, type ClientFrame, type RejectFrame } from '../../../../shared/wire.ts';
import type { Answer } from '../../broker/ports.ts';
import { type Audience, ackFor, seesWhole } from '../audience.ts';
import { issuesOf } from '../http/parse.ts';

/** A text frame read: what it says, or why not. `id` is null when it was too broken to carry one. */
export type ReadFrame =
  | { readonly ok: true; readonly frame: ClientFrame }
  | { readonly ok: false; readonly id: string | null; readonly refusal: Refusal };

export function readFrame(text: string): ReadFrame {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const issues = [{ path: '', message: 'Not JSON.' }];
    return {
      ok: false,
      id: null,
      refusal: refuse('invalid_request', 'The frame cannot be read as JSON.', { issues }),
    };
  }
  const parsed = clientFrameSchema.safeParse(value);
  if (parsed.success) return { ok: true, frame: parsed.data };
  const refusal = refuse('invalid_request', 'The frame is not as it should be.', {
    issues: issuesOf(parsed.error),
  });
  return { ok: false, id: idOf(value), refusal };
}

/** The id of a command whose frame is wrong otherwise: its sender waits for an answer under it. */
function idOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('t' in value) || value.t !== 'command' || !('id' in value)) return null;
  const id = commandId.safeParse(value.id);
  return id.success ? id.data : null;
}

export function isCommandType(type: string): type is CommandType {
  return Object.hasOwn(commandSchemas, type);
}

/** The command of a frame, its data checked by the schema of its type. */
export function readCommand(type: CommandType, data: unknown): Command | Refusal {
  const parsed = commandSchemas[type].safeParse(data);
  if (!parsed.success) {
    return refuse('invalid_request', `The data of ${type} is not as it should be.`, {
      issues: issuesOf(parsed.error),
    });
  }
  // One table pairs types and schemas; TypeScript cannot follow the pair through the lookup.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { type, data: parsed.data } as unknown as Command;
}

export function ackFrame(
  audience: Audience,
  id: string,
  { seq, data, dataJson }: Extract<Answer, { ok: true }>,
): string {
  const seen = seesWhole(audience) ? dataJson : JSON.stringify(ackFor(audience, data));
  return `{"t":"ack","id":${JSON.stringify(id)},"seq":${seq},"data":${seen}}`;
}

export function rejectFrame(id: string | null, refusal: Refusal): string {
  const frame: RejectFrame = { t: 'reject', id, ...refusal };
  return JSON.stringify(frame);
}

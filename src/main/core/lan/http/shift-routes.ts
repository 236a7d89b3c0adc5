import { z } from 'zod';
import { type Command, commandSchemas, closeShiftSchema } from '../../../../shared/commands.ts';
import { refuse } from '../../../../shared/errors.ts';
import { LANGUAGES } from '../../../../shared/languages.ts';
import type { Shift } from '../../../../shared/shift.ts';
import type { ShiftPage } from '../../broker/ports.ts';
import type { LanContext } from '../context.ts';
import { sendAnswer, sendJson, sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { audienceOf, callerOf, commandAccess, signedInAccess } from './guard.ts';
import { badCursor, isOrderId, storageFailed } from './order-routes.ts';
import { readHistory } from './read-history.ts';
import { oneShiftSchema, pageLimit, shiftAnswerSchema, shiftListSchema } from './schemas.ts';

const READERS = ['admin', 'counter'] as const;

const params = z.object({ id: z.string().describe('The shift’s id, a UUID.') });

const listQuery = z.strictObject({
  limit: pageLimit(50),
  cursor: z.string().max(256).optional().describe('`nextCursor` of the page before.'),
});

const day = z.iso.date();

/** Shifts read at once while those of a span of days are looked for. */
const SPAN_PAGE = 200;

const language = z.enum(LANGUAGES).optional().describe("Of the headings. Default: the shop's.");

/** Which drawer is closed stands in the address. */
const closing = closeShiftSchema.omit({ shiftId: true });

/** The drawer of the device that asks, in the addresses of the commands about it. */
const MOVEMENTS = {
  'cash-in': ['shift.cash_in', 'Put cash into the drawer (suprimento)'],
  'cash-out': ['shift.cash_out', 'Take cash out of the drawer (sangria)'],
} as const;

/** Drawers: opening, moving and closing this device's own, closing another's, and the reports of all. */
export function addShiftRoutes(api: App, { broker, shop }: LanContext): void {
  api.post(
    '/api/v1/shifts',
    {
      config: { access: commandAccess('shift.open', 'required', ['shift_already_open']) },
      schema: {
        summary: 'Open the drawer of this device',
        tags: ['shifts'],
        body: commandSchemas['shift.open'],
        response: { 201: shiftAnswerSchema },
      },
    },
    async (request, reply) => {
      const command: Command = { type: 'shift.open', data: request.body };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      return sendAnswer(reply, answer, audienceOf(request), 201);
    },
  );

  for (const [path, [type, summary]] of Object.entries(MOVEMENTS)) {
    api.post(
      `/api/v1/shifts/current/${path}`,
      {
        config: {
          access: commandAccess(type, 'required', [
            'no_open_shift',
            'amount_too_high',
            'too_many',
            'approval_required',
          ]),
        },
        schema: {
          summary,
          tags: ['shifts'],
          body: commandSchemas[type],
          response: { 200: shiftAnswerSchema },
        },
      },
      async (request, reply) => {
        const command: Command = { type, data: request.body };
        const answer = await broker.submit(callerOf(request), request.commandId, command);
        return sendAnswer(reply, answer, audienceOf(request));
      },
    );
  }

  api.post(
    '/api/v1/shifts/current/close',
    {
      config: {
        access: commandAccess('shift.close', 'required', ['no_open_shift', 'unpaid_orders']),
      },
      schema: {
        summary: 'Close the drawer of this device by what was counted',
        tags: ['shifts'],
        body: closing,
        response: { 200: shiftAnswerSchema },
      },
    },
    async (request, reply) => {
      const command: Command = { type: 'shift.close', data: request.body };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      return sendAnswer(reply, answer, audienceOf(request));
    },
  );

  api.post(
    '/api/v1/shifts/:id/close',
    {
      config: {
        access: commandAccess('shift.close', 'required', [
          'not_found',
          'unpaid_orders',
          'approval_required',
        ]),
      },
      schema: {
        summary:
          'Close any open drawer by what was counted; that of another device takes a manager',
        tags: ['shifts'],
        params,
        body: closing,
        response: { 200: shiftAnswerSchema },
      },
    },
    async (request, reply) => {
      const shiftId = request.params.id.toLowerCase();
      if (!isOrderId(shiftId)) return sendProblem(reply, noSuchShift());
      const command: Command = { type: 'shift.close', data: { ...request.body, shiftId } };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      return sendAnswer(reply, answer, audienceOf(request));
    },
  );

  api.get(
    '/api/v1/shifts',
    {
      config: { access: signedInAccess(READERS, ['storage_failed']) },
      schema: {
        summary: 'All shifts, the newest first',
        tags: ['shifts'],
        querystring: listQuery,
        response: { 200: shiftListSchema },
      },
    },
    (request, reply) => {
      const { limit, cursor = null } = request.query;
      const page = readHistory(request.log, () => broker.history.shifts({ limit, cursor }));
      if (page === 'failed') return sendProblem(reply, storageFailed());
      if (page === null) return sendProblem(reply, badCursor());
      return sendJson(reply, JSON.stringify(page));
    },
  );

  api.get(
    '/api/v1/shifts.csv',
    {
      config: { access: signedInAccess(READERS, ['storage_failed']) },
      schema: {
        summary: 'The shifts opened from one day to another, for a spreadsheet, one line each',
        tags: ['shifts'],
        querystring: z.strictObject({
          from: day.describe('YYYY-MM-DD by the shop’s clock.'),
          to: day.describe('The last day, included.'),
          language,
        }),
        response: {
          200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } },
        },
      },
    },
    async (request, reply) => {
      const { from, to } = request.query;
      const { shiftsCsv, shopDay } = await import('../shift-csv.ts');
      const dayOf = shopDay(shop.timeZone);
      const found: Shift[] = [];
      const read = (after: string | null): ShiftPage | 'failed' | null =>
        readHistory(request.log, () => broker.history.shifts({ limit: SPAN_PAGE, cursor: after }));
      let cursor: string | null = null;
      do {
        const page = read(cursor);
        if (page === 'failed' || page === null) return sendProblem(reply, storageFailed());
        for (const shift of page.shifts) {
          const opened = dayOf(shift.openedAt);
          if (opened >= from && opened <= to) found.unshift(shift);
        }
        // Newest first: what follows is older still.
        const oldest = page.shifts.at(-1);
        cursor = oldest && dayOf(oldest.openedAt) >= from ? page.nextCursor : null;
        // Orders come first: years of drawers are read a page at a time.
        await new Promise((resolve) => setImmediate(resolve));
      } while (cursor !== null);
      const text = shiftsCsv(found, {
        language: request.query.language ?? shop.language,
        timeZone: shop.timeZone,
      });
      reply.header('content-type', 'text/csv; charset=utf-8');
      reply.header('content-disposition', `attachment; filename="shifts-${from}-${to}.csv"`);
      return reply.send(text);
    },
  );

  /** An open shift as it is now, or a closed one as it will always be. */
  const find = (log: Parameters<typeof readHistory>[0], given: string): Shift | 'failed' | null => {
    const id = given.toLowerCase();
    if (!isOrderId(id)) return null;
    const open = broker.view.shifts().find((shift) => shift.id === id);
    return open ?? readHistory(log, () => broker.history.shift(id) ?? null);
  };

  api.get(
    '/api/v1/shifts/:id',
    {
      config: { access: signedInAccess(READERS, ['not_found', 'storage_failed']) },
      schema: {
        summary: 'One shift: its X report while it is open, its Z report ever after',
        tags: ['shifts'],
        params,
        response: { 200: oneShiftSchema },
      },
    },
    (request, reply) => {
      const shift = find(request.log, request.params.id);
      if (shift === 'failed') return sendProblem(reply, storageFailed());
      if (shift === null) return sendProblem(reply, noSuchShift());
      return sendJson(reply, JSON.stringify({ shift }));
    },
  );

  api.get(
    '/api/v1/shifts/:id/report.csv',
    {
      config: { access: signedInAccess(READERS, ['not_found', 'storage_failed']) },
      schema: {
        summary: 'The report of a shift for a spreadsheet: X while it is open, then Z',
        tags: ['shifts'],
        params,
        querystring: z.strictObject({ language }),
        response: {
          200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } },
        },
      },
    },
    async (request, reply) => {
      const shift = find(request.log, request.params.id);
      if (shift === 'failed') return sendProblem(reply, storageFailed());
      if (shift === null) return sendProblem(reply, noSuchShift());
      // Asked for once a day: not loaded by every start.
      const { shiftCsv } = await import('../shift-csv.ts');
      const { text, fileName } = shiftCsv(shift, {
        language: request.query.language ?? shop.language,
        timeZone: shop.timeZone,
      });
      reply.header('content-type', 'text/csv; charset=utf-8');
      reply.header('content-disposition', `attachment; filename="${fileName}"`);
      return reply.send(text);
    },
  );
}

function noSuchShift() {
  return refuse('not_found', 'There is no such shift.', {});
}

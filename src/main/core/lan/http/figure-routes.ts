import { z } from 'zod';
import { kitchenFiguresSchema } from '../../../../shared/kitchen-figures.ts';
import type { FiguresDesk } from '../../kitchen/figures-desk.ts';
import type { LanContext } from '../context.ts';
import { sendJson, sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { readAccess } from './guard.ts';
import { readHistory } from './read-history.ts';

const query = z.strictObject({
  date: z.iso.date().optional().describe('Business day, YYYY-MM-DD. Default: the one it is now.'),
});

/**
 * How the kitchen did.
 * @param today the business day that it is now, YYYY-MM-DD
 */
export function addFigureRoutes(
  api: App,
  { broker, clock, log, shop }: LanContext,
  today: () => string,
): void {
  let opened: Promise<FiguresDesk> | null = null;

  /** Not loaded by every start: nobody looks at figures before a screen is open. */
  async function openDesk(): Promise<FiguresDesk> {
    try {
      const desk = await import('../../kitchen/figures-desk.ts');
      return new desk.FiguresDesk({
        shop,
        read: (slice) => {
          const page = readHistory(log, () => broker.history.orders(slice));
          return page === 'failed' ? null : page;
        },
        today,
        now: () => broker.now(),
        elapsed: () => clock.now(),
      });
    } catch (error) {
      // The next request may have more luck.
      opened = null;
      throw error;
    }
  }

  api.get(
    '/api/v1/kitchen-figures',
    {
      config: { access: readAccess(['admin', 'counter', 'kitchen'], ['storage_failed']) },
      schema: {
        summary: 'A business day of the kitchen in figures: seen, made, late',
        tags: ['kitchen'],
        querystring: query,
        response: { 200: kitchenFiguresSchema },
      },
    },
    async (request, reply) => {
      const desk = await (opened ??= openDesk());
      const answer = await desk.figures(request.query.date ?? today());
      if (!answer.ok) return sendProblem(reply, answer.refusal);
      return sendJson(reply, answer.json);
    },
  );
}

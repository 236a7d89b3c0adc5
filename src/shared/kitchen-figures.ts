import { z } from 'zod';
import { menuId } from './menu.ts';

const milliseconds = z.int().min(0).nullable().describe('Milliseconds; null when nothing counts.');

/** How long something took: the middle, and what nine of ten stayed within (nearest rank). */
export const spreadSchema = z.object({
  count: z.int().min(0),
  p50Ms: milliseconds,
  p90Ms: milliseconds,
});

/** How the kitchen did with some of its work. Each task of a line counts for itself. */
export const figuresSchema = z.object({
  seen: spreadSchema.describe(
    'From being told of a line until a display of its station showed it.',
  ),
  preparation: spreadSchema.describe('From firing a line until its station was done with it.'),
  lateness: z
    .object({
      of: z.int().min(0).describe('Tasks that were done.'),
      late: z.int().min(0).describe('Those that were done after they were due.'),
      p50Ms: milliseconds,
      p90Ms: milliseconds,
    })
    .describe(
      'By how much what was late was late. Due is when it was promised for, else when its age became late by the thresholds of its service.',
    ),
});

/** A business day of the kitchen in figures, as its orders are now. */
export const kitchenFiguresSchema = z.object({
  businessDate: z.iso.date().describe('YYYY-MM-DD, shop time.'),
  countedAt: z.iso
    .datetime()
    .describe('When this was counted: ISO 8601 UTC. A new count may wait some seconds.'),
  orders: z
    .int()
    .min(0)
    .describe('Orders that were sent to the kitchen and not cancelled: the only ones that count.'),
  all: figuresSchema,
  hours: z
    .array(
      figuresSchema.extend({
        hour: z.int().min(0).max(23).describe('Hour of the day in shop time.'),
        startsAt: z.iso
          .datetime()
          .describe(
            'Its first moment, ISO 8601 UTC: tells apart the two of a night when clocks are set back.',
          ),
        orders: z.int().min(0).describe('Orders that were sent in it; all hours have `orders`.'),
      }),
    )
    .describe(
      'The hours in which an order was sent or a line was fired, the earliest first. A line counts in the hour in which it was fired.',
    ),
  stations: z.array(figuresSchema.extend({ station: menuId })).describe('By id.'),
  items: z
    .array(
      figuresSchema.extend({
        itemId: menuId,
        name: z.string().describe('As on its latest line.'),
        quantity: z.int().min(0).describe('Units that the kitchen was told of and that stand.'),
      }),
    )
    .describe('The one with the most units first, equal ones by id.'),
});

export type Spread = z.infer<typeof spreadSchema>;
export type Figures = z.infer<typeof figuresSchema>;
export type KitchenFigures = z.infer<typeof kitchenFiguresSchema>;

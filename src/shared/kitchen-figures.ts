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
  orders: z.int().min(0).describe('Orders that went to the kitchen and were not cancelled.'),
  all: figuresSchema,
  hours: z
    .array(
      figuresSchema.extend({
        hour: z.int().min(0).max(23).describe('Hour of the day in shop time.'),
        startsAt: z.iso.datetime(),
        orders: z.int().min(0),
      }),
    )
    .describe('By the hour in which a line was fired, from the first to the last with any.'),
  stations: z.array(figuresSchema.extend({ station: menuId })).describe('By name of the id.'),
  items: z
    .array(figuresSchema.extend({ itemId: menuId, name: z.string(), quantity: z.int().min(0) }))
    .describe('The most made first.'),
});

export type Spread = z.infer<typeof spreadSchema>;
export type Figures = z.infer<typeof figuresSchema>;
export type KitchenFigures = z.infer<typeof kitchenFiguresSchema>;

import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { MAX_PRICE_CENTS } from './money.ts';

/** The name of something on the menu: made by the owner, stable, never shown. */
export const menuId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
  .describe('Stable id of a menu entry: lower-case letters, digits and hyphens.');

const name = z.string().trim().min(1).max(LIMITS.name);
const priceCents = z.int().min(0).max(MAX_PRICE_CENTS).describe('Price in integer cents.');

/** A place in the kitchen with its own display. */
export const stationSchema = z.object({ id: menuId, name });

export const categorySchema = z.object({ id: menuId, name });

/** An option a customer may choose; its price is added to each unit of the line. */
export const modifierSchema = z.object({ id: menuId, name, priceCents });

/** A set of options of which between `min` and `max` are chosen; `min` 0 makes it optional. */
export const modifierGroupSchema = z.object({
  id: menuId,
  name,
  min: z.int().min(0).max(LIMITS.modifiersPerLine),
  max: z.int().min(1).max(LIMITS.modifiersPerLine),
  modifiers: z.array(modifierSchema).min(1),
});

export const menuItemSchema = z.object({
  id: menuId,
  name,
  description: z.string().max(LIMITS.note),
  categoryId: menuId,
  priceCents,
  station: menuId.describe('The station that makes it.'),
  alsoAt: z
    .array(menuId)
    .max(LIMITS.alsoAt)
    .optional()
    .describe('Further stations that have a part in it: it is done when each of them is.'),
  modifierGroupIds: z.array(menuId),
  barcode: z
    .string()
    .regex(/^\d{6,14}$/)
    .optional()
    .describe('What a scanner reads on it: digits of an EAN, UPC or the shop’s own.'),
  favourite: z.boolean().describe('Shown on the first page of the counter.'),
  onSale: z.boolean().describe('False while the item is taken off sale by hand ("86").'),
});

/** The whole menu. Array order is display order. */
export const menuSchema = z.object({
  stations: z.array(stationSchema),
  categories: z.array(categorySchema),
  modifierGroups: z.array(modifierGroupSchema),
  items: z.array(menuItemSchema),
});

export type Category = z.infer<typeof categorySchema>;
export type ModifierGroup = z.infer<typeof modifierGroupSchema>;
export type MenuItem = z.infer<typeof menuItemSchema>;
export type Menu = z.infer<typeof menuSchema>;

/** How many of an item are left; null = not counted, sold without limit. */
export const stockLevelSchema = z.object({
  itemId: menuId,
  available: z
    .int()
    .min(0)
    .max(LIMITS.stock)
    .nullable()
    .describe('Units left to sell; null = not counted.'),
});

export type StockLevel = z.infer<typeof stockLevelSchema>;

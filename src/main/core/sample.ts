import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Menu, StockLevel } from '../../shared/menu.ts';
import { menuSchema, stockLevelSchema } from '../../shared/menu.ts';
import { checkMenu } from '../domain/menu-check.ts';

/** A restaurant to start with. Items that `stock` does not name are not counted. */
export interface Sample {
  readonly menu: Menu;
  readonly stock: readonly StockLevel[];
}

const sampleSchema = z.strictObject({ menu: menuSchema, stock: z.array(stockLevelSchema) });

/**
 * Reads the sample restaurant that ships with the product.
 * @param resourcesDir folder with `sample-menu.json`
 * @throws when the file is missing or unsound: it ships with the code, so that is a bug
 */
export function loadSample(resourcesDir: string): Sample {
  const text = readFileSync(join(resourcesDir, 'sample-menu.json'), 'utf8');
  const sample = sampleSchema.parse(JSON.parse(text));
  const faults = [...checkMenu(sample.menu), ...checkStock(sample)];
  if (faults.length > 0) throw new Error(`The sample restaurant is unsound: ${faults.join(' ')}`);
  return sample;
}

function checkStock({ menu, stock }: Sample): string[] {
  const faults: string[] = [];
  const items = new Set(menu.items.map((item) => item.id));
  const seen = new Set<string>();
  for (const { itemId } of stock) {
    if (!items.has(itemId)) faults.push(`Stock names item "${itemId}", which does not exist.`);
    if (seen.has(itemId)) faults.push(`Stock names item "${itemId}" more than once.`);
    seen.add(itemId);
  }
  return faults;
}

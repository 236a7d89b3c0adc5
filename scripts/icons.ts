import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../test/support/chromium.ts';

/**
 * `node scripts/icons.ts`: draws the app's icons from resources/icons/icon.svg. Run after the drawing has changed; what
 * it makes is committed, so that packaging needs neither a browser nor a network.
 */
const folder = join(import.meta.dirname, '../resources/icons');

/** Sizes in a Windows icon: title bar, taskbar, desktop, large tiles, at the usual scales. */
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256] as const;

/** Types of a macOS icon that hold a PNG, with their sizes in pixels. */
const ICNS_TYPES = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
] as const;

async function draw(svg: string, sizes: readonly number[]): Promise<Map<number, Buffer>> {
  const executablePath = chromiumPath();
  if (executablePath === null)
    throw new Error('Drawing the icons needs Chromium: see COMANDA_CHROMIUM.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const drawn = new Map<number, Buffer>();
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(
        `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
      );
      drawn.set(size, await page.screenshot({ omitBackground: true }));
    }
    return drawn;
  } finally {
    await browser.close();
  }
}

/** An ICO file: a directory of images, each here a whole PNG (read since Windows Vista). */
function ico(images: readonly (readonly [size: number, png: Buffer])[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, [size, png]] of images.entries()) {
    const entry = 6 + 16 * index;
    // 0 stands for 256.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...images.map(([, png]) => png)]);
}

/** An ICNS file: `icns`, its length, then each image with a type and a length that counts those eight bytes. */
function icns(images: readonly (readonly [type: string, png: Buffer])[]): Buffer {
  const block = (type: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(8 + body.length, 4);
    return Buffer.concat([head, body]);
  };
  return block('icns', Buffer.concat(images.map(([type, png]) => block(type, png))));
}

const pngs = await draw(readFileSync(join(folder, 'icon.svg'), 'utf8'), [
  ...new Set([...ICO_SIZES, ...ICNS_TYPES.map(([, size]) => size), 512]),
]);
const png = (size: number): Buffer => {
  const drawn = pngs.get(size);
  if (!drawn) throw new Error(`nothing was drawn at ${size}`);
  return drawn;
};
writeFileSync(join(folder, 'icon.png'), png(512));
writeFileSync(join(folder, 'icon.ico'), ico(ICO_SIZES.map((size) => [size, png(size)])));
writeFileSync(join(folder, 'icon.icns'), icns(ICNS_TYPES.map(([type, size]) => [type, png(size)])));
console.log(`Drawn at ${[...pngs.keys()].toSorted((a, b) => a - b).join(', ')} pixels.`);

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** A computed colour as numbers; the canvas knows every notation that CSS does. */
function parse(colour: string): Rgba {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

/** Relative luminance (WCAG 2.2). */
function luminance([red, green, blue]: Rgba): number {
  const part = (value: number): number => {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
}

/** The nearest opaque background behind an element. */
function background(element: Element): Rgba {
  for (let each: Element | null = element; each; each = each.parentElement) {
    const colour = parse(getComputedStyle(each).backgroundColor);
    if (colour[3] > 0.99) return colour;
  }
  return [255, 255, 255, 1];
}

/** The texts under an element whose contrast (WCAG 2.2, 1.4.6) is below a ratio, and what it is. */
export function lowContrasts(root: Element, least: number): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim();
    if (!element || !text || element.closest('[aria-disabled="true"], style, script')) continue;
    if (!element.checkVisibility()) continue;
    const [front, back] = [
      luminance(parse(getComputedStyle(element).color)),
      luminance(background(element)),
    ];
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    if (ratio < least) found.push(`${text}: ${ratio.toFixed(2)}`);
  }
  return found;
}

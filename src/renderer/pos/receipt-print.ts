/** CSS pixels in a millimetre (CSS Values 4, 6.2: 96 of them are an inch). */
const PX_PER_MM = 96 / 25.4;

/** The width of the paper. What can be printed on it is 72 mm: the receipt keeps the margin itself. */
const PAPER_MM = 80;

/**
 * Prints a receipt on one page that is as long as the receipt. `@page` knows no "as long as need be" beside a width, so
 * the length is measured; it is said in a sheet of its own, which stays until the next receipt: some browsers return
 * from `print` before they read it. The page's own style hides all but the receipt.
 */
export function printReceipt(paper: HTMLElement): void {
  const length = Math.ceil(paper.getBoundingClientRect().height / PX_PER_MM) + 1;
  sheet.replaceSync(`@page receipt { size: ${PAPER_MM}mm ${length}mm; margin: 0; }`);
  if (!document.adoptedStyleSheets.includes(sheet)) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  window.print();
}

const sheet = new CSSStyleSheet();

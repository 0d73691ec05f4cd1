import type { Page } from 'playwright-core';

export interface Contrast {
  readonly what: string;
  readonly ratio: number;
  /** 4.5 for text, 3 for large text (WCAG 2.2, 1.4.3). */
  readonly needed: number;
}

/**
 * Contrast of every visible text on the page against what is painted behind it (WCAG 2.2, relative luminance).
 * Elements in front of a picture or a gradient are left out: there is no one colour behind them.
 */
export async function measureContrast(page: Page): Promise<readonly Contrast[]> {
  return page.evaluate(`(() => {
    const parse = (color) => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const luminance = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const behind = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const color = parse(getComputedStyle(at).backgroundColor);
        if (color[3] > 0.99) return color;
      }
      return parse(getComputedStyle(document.body).backgroundColor);
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.textContent.trim() || !element || element.closest('.unseen, noscript, img, :disabled')) continue;
      if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      const [front, back] = [parse(style.color), behind(element)].map(luminance);
      const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      found.push({ what: element.className + ': ' + node.textContent.trim().slice(0, 40), ratio, needed: large ? 3 : 4.5 });
    }
    return found;
  })()`);
}

const SVG = 'http://www.w3.org/2000/svg';

/** Strokes on a 24 × 24 grid. */
const PATHS = {
  send: ['M12 19V5', 'm6 11 6-6 6 6'],
  stop: ['M8 8h8v8H8z'],
  attach: ['m20 11.5-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.7-7.7'],
  history: ['M4 12a8 8 0 1 0 2.6-5.9', 'M4 4.5V8h3.5', 'M12 8v4.5l3 1.8'],
  sun: [
    'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
    'M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  ],
  moon: ['M20 14.2A8.2 8.2 0 0 1 9.8 4a8.2 8.2 0 1 0 10.2 10.2z'],
  plus: ['M12 5v14M5 12h14'],
  close: ['m6 6 12 12M18 6 6 18'],
  down: ['m7 10 5 5 5-5'],
  arrow: ['M5 12h14', 'm13 6 6 6-6 6'],
  file: [
    'M7 3.5h7l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 19V5A1.5 1.5 0 0 1 7 3.500z',
    'M13.5 3.500V8.500h5',
    'M8.5 13h7M8.5 16.500h5',
  ],
  upload: ['M12 16V5', 'm7.5 9.5 4.5-4.5 4.5 4.5', 'M4.5 16v2.500A1.5 1.5 0 0 0 6 20h12a1.5 1.5 0 0 0 1.5-1.500V16'],
  download: ['M12 5v11', 'm7.5 11.5 4.5 4.5 4.5-4.5', 'M4.5 16v2.500A1.5 1.5 0 0 0 6 20h12a1.5 1.5 0 0 0 1.5-1.500V16'],
  table: ['M4.5 5.500h15v13h-15z', 'M4.5 10h15M4.5 14.300h15M10 10v8.5'],
  picture: ['M4.5 19.500h15', 'M6.5 16v-4M11 16V7M15.5 16v-6.5'],
  expand: ['M14 4.500h5.500V10', 'm19.5 4.5-6 6', 'M10 19.500H4.500V14', 'm4.5 19.5 6-6'],
  working: ['M5 6.500h14M5 12h9M5 17.500h6', 'M17.5 14.500v6M14.5 17.500h6'],
  note: ['M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z', 'M12 11v5M12 7.800v.2'],
  alert: ['M12 4 2.8 19.500h18.400z', 'M12 10v4.500M12 17v.2'],
  retry: ['M19.5 12a7.5 7.5 0 1 1-2.3-5.4', 'M19.5 3.500v4h-4'],
  check: ['m5 12.5 4.5 4.500L19 7.5'],
  thumbUp: [
    'M8 20H4.5v-9H8z',
    'M8 11l3.600-7.500a2.200 2.200 0 0 1 2.900 2.600L13.500 9.500h4.700a1.800 1.800 0 0 1 1.800 2.200l-1.500 6.900A1.800 1.800 0 0 1 16.700 20H8',
  ],
  thumbDown: [
    'M16 4h3.500v9H16z',
    'M16 13l-3.600 7.500a2.200 2.200 0 0 1-2.900-2.600l1-3.400H5.800A1.800 1.800 0 0 1 4 12.300l1.500-6.900A1.800 1.800 0 0 1 7.300 4H16',
  ],
  chat: ['M4.500 5.500h15v10.500h-8.500L7 19.800V16H4.500z'],
  copy: ['M9 9h10.500v10.500H9z', 'M15 9V4.500H4.500V15H9'],
  signOut: ['M14 4.500H6v15h8', 'M10.5 12H20', 'm16.5 8.5 3.5 3.5-3.5 3.5'],
} as const; // the names are a closed set

export type IconName = keyof typeof PATHS;

/** A drawn icon. It says nothing to a screen reader; the button around it has a label. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  for (const d of PATHS[name]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

/** The mark of the product: a D with a line of sales rising through it. */
export function brandMark(): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 32 32');
  svg.setAttribute('class', 'brand-mark');
  svg.setAttribute('aria-hidden', 'true');
  const bowl = document.createElementNS(SVG, 'path');
  bowl.setAttribute('class', 'brand-bowl');
  bowl.setAttribute('d', 'M9 5.500h5.500a10.5 10.5 0 0 1 0 21H9');
  const rise = document.createElementNS(SVG, 'path');
  rise.setAttribute('class', 'brand-rise');
  rise.setAttribute('d', 'm5 19.8 5-4.8 3.9 3 5.3-5.9');
  svg.append(bowl, rise);
  return svg;
}

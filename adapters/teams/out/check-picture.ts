import { LIMITS } from './limits.ts';
import { measurePng } from './measure-png.ts';

const DATA_URI = /^data:image\/(png|jpeg|gif);base64,([A-Za-z0-9+/]+={0,2})$/;

/** An Image element: where it comes from, how large it is, and what is said of it. */
export function checkPicture(node: Readonly<Record<string, unknown>>): readonly string[] {
  const { url, altText } = node;
  const alt = typeof altText === 'string' ? altText.trim() : '';
  return [
    ...(alt === '' ? ['a picture without alt text'] : []),
    ...(alt.length > LIMITS.altText ? [`alt text: ${alt.length} characters, ${LIMITS.altText} are read`] : []),
    ...(typeof url === 'string' ? checkUrl(url) : ['a picture without an address']),
  ];
}

function checkUrl(url: string): readonly string[] {
  if (url.startsWith('https://')) return [];
  const [, kind, base64] = DATA_URI.exec(url) ?? [];
  if (!kind || !base64) return ['a picture is neither https nor PNG, JPEG or GIF in base64'];
  const bytes = Buffer.from(base64, 'base64');
  const size = kind === 'png' ? measurePng(bytes) : null;
  return [
    ...(bytes.length > LIMITS.imageBytes ? [`a picture of ${bytes.length} bytes, ${LIMITS.imageBytes} are taken`] : []),
    ...(kind === 'png' && !size ? ['a picture that says PNG and is none'] : []),
    ...(size && Math.max(size.width, size.height) > LIMITS.imagePixels
      ? [`a picture of ${size.width}×${size.height}, ${LIMITS.imagePixels} a side are taken`]
      : []),
  ];
}

import { describe, expect, it } from 'vitest';
import { fetchPictures } from '../../../../adapters/teams/out/fetch-pictures.ts';
import { measurePng } from '../../../../adapters/teams/out/measure-png.ts';
import { forecastReply } from '../../web/fake-replies.ts';
import { makeHeavyPng, makePng } from './pictures.ts';

const place = { channel: 'teams', workspace: 'tenant' } as const;
const charts = forecastReply('chart-1').charts;

async function fetchOne(png: Uint8Array | null | Error, width: 512 | 320 = 512) {
  const errors: unknown[] = [];
  const asked: unknown[] = [];
  const chart = async (...args: readonly unknown[]) => {
    asked.push(args);
    if (png instanceof Error) throw png;
    return png;
  };
  const pictures = await fetchPictures({ chart }, place, charts, width, (error) => errors.push(error));
  return { png: pictures.get('chart-1'), errors, asked };
}

describe('pictures for Teams', () => {
  it('asks for one whose double size is as wide as Teams takes', async () => {
    const png = await makePng(1024, 600);
    const { png: found, asked } = await fetchOne(png);
    expect(asked).toEqual([[place, 'chart-1', { theme: 'light', width: 512 }]]);
    expect(found).toBe(png);
  });

  it('shrinks a tall one until both sides fit, in its proportions', async () => {
    const { png } = await fetchOne(await makePng(1024, 2048));
    expect(png && measurePng(png)).toEqual({ width: 512, height: 1024 });
  });

  it('leaves one out that stays too heavy, that is no picture, or that is not there', async () => {
    expect((await fetchOne(await makeHeavyPng(700, 700))).png).toBeUndefined();
    expect((await fetchOne(await makeHeavyPng(220, 220), 320)).png).toBeUndefined();
    expect((await fetchOne(Buffer.from('<svg/>'))).png).toBeUndefined();
    expect((await fetchOne(null)).png).toBeUndefined();
  });

  it('leaves one out that cannot be drawn, and says why', async () => {
    const failure = new Error('The chart took too long.');
    const { png, errors } = await fetchOne(failure);
    expect(png).toBeUndefined();
    expect(errors).toEqual([failure]);
  });
});

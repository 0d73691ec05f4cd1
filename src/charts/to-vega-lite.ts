import type { TopLevelSpec } from 'vega-lite';
import type { ChartSpec } from '../contracts/chart.ts';
import { type CanDraw, drawsEverything } from './can-draw.ts';
import type { ChartStyle } from './chart-style.ts';
import { chooseWriting } from './choose-writing.ts';
import { drawBacktest } from './draw-backtest.ts';
import { drawBars } from './draw-bars.ts';
import { drawBeforeAfter } from './draw-before-after.ts';
import { drawDecomposition } from './draw-decomposition.ts';
import { drawForecast } from './draw-forecast.ts';
import { drawResponse } from './draw-response.ts';
import { drawRoster } from './draw-roster.ts';
import { drawScenarios } from './draw-scenarios.ts';
import { drawStock } from './draw-stock.ts';
import { drawTrend } from './draw-trend.ts';
import { drawWaterfall } from './draw-waterfall.ts';
import { type Drawing, layOutFooter, layOutHeader, type Page } from './page.ts';
import { prepareSpec } from './prepare-spec.ts';
import { replaceUndrawable } from './replace-undrawable.ts';
import { pictureSpec, textLayers } from './vega-layers.ts';

/**
 * A chart as a Vega-Lite 6 spec, laid out to the pixel with the shipped font's own widths: Vega places marks by
 * the scales given here and measures nothing. Same input, same spec.
 *
 * @param spec texts already filled; any text or number may be hostile
 * @param canDraw which characters the fonts at hand have; all of them by default
 * @throws UserError `nothing-to-draw`; BugError `chart-date` for a date that is none
 */
export function toVegaLite(spec: ChartSpec, style: ChartStyle, canDraw: CanDraw = drawsEverything): TopLevelSpec {
  const prepared = replaceUndrawable(prepareSpec(spec), canDraw);
  const { page, texts } = layOutHeader(prepared, style, chooseWriting(style, canDraw));
  const drawing = drawKind(prepared, page);
  const notes = [...(prepared.footnote ? [prepared.footnote] : []), ...drawing.notes];
  const footer = layOutFooter(page, drawing.bottom, notes);
  return pictureSpec({ width: page.look.width, height: footer.height }, page.palette.background, style.theme, [
    ...drawing.layers,
    ...textLayers([...texts, ...drawing.texts, ...footer.texts]),
  ]);
}

function drawKind(spec: ChartSpec, page: Page): Drawing {
  switch (spec.kind) {
    case 'trend':
      return drawTrend(spec, page);
    case 'forecast-band':
      return drawForecast(spec, page);
    case 'decomposition':
      return drawDecomposition(spec, page);
    case 'scenarios':
      return drawScenarios(spec, page);
    case 'backtest':
      return drawBacktest(spec, page);
    case 'bars':
      return drawBars(spec, page);
    case 'waterfall':
      return drawWaterfall(spec, page);
    case 'before-after':
      return drawBeforeAfter(spec, page);
    case 'stock':
      return drawStock(spec, page);
    case 'roster':
      return drawRoster(spec, page);
    case 'response':
      return drawResponse(spec, page);
  }
}

import type { ModelReport } from './evaluate.ts';

/** How much worse than the better of R's ets and thetaf the ensemble may be, as a factor of OWA. */
const MOST_BEHIND = 1.02;
/** Where the share of values inside the 95% interval should lie, in percent. */
const COVERAGE = [93, 97] as const;

/** A table of one file, or of all. */
export function printModels(title: string, models: Readonly<Record<string, ModelReport>>): void {
  console.log(`\n${title}`);
  console.log('model               MAPE    WAPE   sMAPE   MASE    OWA     MSIS  in80  in95      ms series');
  for (const [model, report] of Object.entries(models)) {
    const cells = [
      model.padEnd(15),
      report.mape.toFixed(2).padStart(9),
      report.wape.toFixed(2).padStart(8),
      report.smape.toFixed(2).padStart(8),
      report.mase.toFixed(3).padStart(7),
      report.owa.toFixed(3).padStart(7),
      report.msis.toFixed(2).padStart(9),
      report.cov80.toFixed(1).padStart(6),
      report.cov95.toFixed(1).padStart(6),
      report.ms.toFixed(0).padStart(8),
      String(report.series).padStart(7),
    ];
    console.log(cells.join(''));
  }
}

/** One line a file: is the ensemble level with R's best, and do its intervals hold what they say? */
export function describeFile(name: string, models: Readonly<Record<string, ModelReport>>): string | null {
  const { ensemble } = models;
  if (ensemble === undefined) return null;
  const inside = ensemble.cov95 >= COVERAGE[0] && ensemble.cov95 <= COVERAGE[1];
  const coverage = `${mark(inside)} 95% interval holds ${ensemble.cov95.toFixed(1)}% (${COVERAGE[0]}–${COVERAGE[1]})`;
  const rivals = (['r-ets', 'r-thetaf'] as const).flatMap((rival) => {
    const report = models[rival];
    return report === undefined ? [] : [{ rival, owa: report.owa }];
  });
  const [best] = rivals.sort((a, b) => a.owa - b.owa);
  if (best === undefined) return `${name}: ${coverage}`;
  const behind = 100 * (ensemble.owa / best.owa - 1);
  const beside = `OWA ${ensemble.owa.toFixed(3)}, ${best.rival} ${best.owa.toFixed(3)} (${behind > 0 ? '+' : ''}${behind.toFixed(1)}%)`;
  return `${name}: ${mark(ensemble.owa <= MOST_BEHIND * best.owa)} ${beside}; ${coverage}`;
}

function mark(good: boolean): string {
  return good ? 'ok' : 'MISSED';
}

import { LinearModel, type Term } from './linear-model.ts';
import { solveModel } from './solve-model.ts';

/**
 * Solves a small model that takes presolve, cuts and branching, so that they are compiled. The first whole-number
 * model of a thread takes seconds otherwise.
 */
export function warmSolver(): void {
  const model = new LinearModel('maximize');
  const picks = Array.from({ length: 30 }, (_, index) => model.addBinary(`pick ${index}`, 10 + ((index * 37) % 23)));
  for (let row = 0; row < 5; row += 1) {
    const terms = picks.map((pick, index): Term => [pick, 5 + ((index * 13 + row * 29) % 17)]);
    model.addRow({ name: `limit ${row}`, upper: 120, terms });
  }
  solveModel(model, { timeLimitMs: 2000 });
}

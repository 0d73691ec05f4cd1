/** A coefficient of a row: index of the variable, factor. */
export type Term = readonly [variable: number, coefficient: number];

export interface VariableSpec {
  /** What the variable decides, for words: "order of oat milk in week 3". */
  readonly name: string;
  /** Default 0. */
  readonly lower?: number;
  /** Default unlimited. */
  readonly upper?: number;
  /** Objective per unit. Default 0. */
  readonly cost?: number;
  /** True: whole numbers only. Default false. */
  readonly integer?: boolean;
}

export interface RowSpec {
  /** The limit in words: "storage in week 3". */
  readonly name: string;
  /** lower ≤ Σ coefficient · variable ≤ upper; default unlimited on either side. */
  readonly lower?: number;
  readonly upper?: number;
  /** The same variable may stand twice; its coefficients are added. */
  readonly terms: readonly Term[];
}

export type Sense = 'minimize' | 'maximize';

interface Row {
  readonly name: string;
  lower: number;
  upper: number;
  readonly variables: Int32Array;
  readonly coefficients: Float64Array;
}

/**
 * A linear or mixed-integer model: variables and rows by index, in the order in which they were added.
 *
 * Every number is checked when it comes in, so that the solver is never handed a NaN: RangeError names the variable
 * or row. Bounds may be infinite, costs and coefficients may not.
 */
export class LinearModel {
  readonly sense: Sense;
  /** Added to the objective. */
  offset = 0;
  readonly #names: string[] = [];
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #cost: number[] = [];
  readonly #integer: boolean[] = [];
  readonly #rows: Row[] = [];

  constructor(sense: Sense = 'minimize') {
    this.sense = sense;
  }

  get variableCount(): number {
    return this.#names.length;
  }

  get rowCount(): number {
    return this.#rows.length;
  }

  get hasIntegers(): boolean {
    return this.#integer.includes(true);
  }

  /** Adds a variable and returns its index. */
  addVariable({ name, lower = 0, upper = Infinity, cost = 0, integer = false }: VariableSpec): number {
    checkBounds(name, lower, upper);
    checkFinite(`cost of ${name}`, cost);
    this.#names.push(name);
    this.#lower.push(lower);
    this.#upper.push(upper);
    this.#cost.push(cost);
    this.#integer.push(integer);
    return this.#names.length - 1;
  }

  /** Adds a yes/no variable (0 or 1) and returns its index. */
  addBinary(name: string, cost = 0): number {
    return this.addVariable({ name, upper: 1, cost, integer: true });
  }

  /** Adds a limit and returns its index. */
  addRow({ name, lower = -Infinity, upper = Infinity, terms }: RowSpec): number {
    checkBounds(name, lower, upper);
    const sums = new Map<number, number>();
    for (const [variable, coefficient] of terms) {
      this.#checkVariable(variable);
      checkFinite(`coefficient in ${name}`, coefficient);
      sums.set(variable, (sums.get(variable) ?? 0) + coefficient);
    }
    const entries = [...sums].filter(([, coefficient]) => coefficient !== 0);
    this.#rows.push({
      name,
      lower,
      upper,
      variables: Int32Array.from(entries, ([variable]) => variable),
      coefficients: Float64Array.from(entries, ([, coefficient]) => coefficient),
    });
    return this.#rows.length - 1;
  }

  setCost(variable: number, cost: number): void {
    this.#checkVariable(variable);
    checkFinite(`cost of ${this.#names[variable]}`, cost);
    this.#cost[variable] = cost;
  }

  setBounds(variable: number, lower: number, upper: number): void {
    this.#checkVariable(variable);
    checkBounds(this.variable(variable).name, lower, upper);
    this.#lower[variable] = lower;
    this.#upper[variable] = upper;
  }

  setInteger(variable: number, integer: boolean): void {
    this.#checkVariable(variable);
    this.#integer[variable] = integer;
  }

  setRowBounds(index: number, lower: number, upper: number): void {
    const row = this.#row(index);
    checkBounds(row.name, lower, upper);
    row.lower = lower;
    row.upper = upper;
  }

  variable(index: number): Required<VariableSpec> {
    this.#checkVariable(index);
    return {
      name: this.#names[index] ?? '',
      lower: this.#lower[index] ?? 0,
      upper: this.#upper[index] ?? Infinity,
      cost: this.#cost[index] ?? 0,
      integer: this.#integer[index] ?? false,
    };
  }

  row(index: number): Required<RowSpec> {
    const { name, lower, upper, variables, coefficients } = this.#row(index);
    return {
      name,
      lower,
      upper,
      terms: Array.from(variables, (variable, at): Term => [variable, coefficients[at] ?? 0]),
    };
  }

  /** Objective of a full vector of values, offset included. */
  objectiveOf(values: ArrayLike<number>): number {
    return this.#cost.reduce((sum, cost, variable) => sum + cost * (values[variable] ?? 0), this.offset);
  }

  /** Σ coefficient · value of one row. */
  activityOf(index: number, values: ArrayLike<number>): number {
    const { variables, coefficients } = this.#row(index);
    return variables.reduce((sum, variable, at) => sum + (coefficients[at] ?? 0) * (values[variable] ?? 0), 0);
  }

  /** A copy that can be changed without touching this model. */
  clone(): LinearModel {
    const copy = new LinearModel(this.sense);
    copy.offset = this.offset;
    copy.#names.push(...this.#names);
    copy.#lower.push(...this.#lower);
    copy.#upper.push(...this.#upper);
    copy.#cost.push(...this.#cost);
    copy.#integer.push(...this.#integer);
    for (const row of this.#rows) copy.#rows.push({ ...row });
    return copy;
  }

  /** The model as flat arrays, rows one after the other (CSR), as solvers take it. */
  toArrays(): ModelArrays {
    const starts = new Int32Array(this.#rows.length + 1);
    for (const [index, row] of this.#rows.entries()) starts[index + 1] = (starts[index] ?? 0) + row.variables.length;
    const size = starts[this.#rows.length] ?? 0;
    const indices = new Int32Array(size);
    const values = new Float64Array(size);
    for (const [index, row] of this.#rows.entries()) {
      indices.set(row.variables, starts[index]);
      values.set(row.coefficients, starts[index]);
    }
    return {
      cost: Float64Array.from(this.#cost),
      lower: Float64Array.from(this.#lower),
      upper: Float64Array.from(this.#upper),
      integer: Uint8Array.from(this.#integer, Number),
      rowLower: Float64Array.from(this.#rows, (row) => row.lower),
      rowUpper: Float64Array.from(this.#rows, (row) => row.upper),
      starts,
      indices,
      values,
    };
  }

  #checkVariable(index: number): void {
    if (!(index in this.#names)) throw new RangeError(`There is no variable ${index}.`);
  }

  #row(index: number): Row {
    const row = this.#rows[index];
    if (!row) throw new RangeError(`There is no row ${index}.`);
    return row;
  }
}

export interface ModelArrays {
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 for whole numbers. */
  readonly integer: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Row r holds indices[starts[r] … starts[r + 1]). */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

function checkFinite(what: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`The ${what} is ${value}.`);
}

/** Lower above upper is let through: it is an impossible model, not a broken one, and the solver says so. */
function checkBounds(name: string, lower: number, upper: number): void {
  if (Number.isNaN(lower) || lower === Infinity) throw new RangeError(`The lower bound of ${name} is ${lower}.`);
  if (Number.isNaN(upper) || upper === -Infinity) throw new RangeError(`The upper bound of ${name} is ${upper}.`);
}

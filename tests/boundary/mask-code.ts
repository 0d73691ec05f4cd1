/** A source text taken apart. Everything keeps its place, so an index means the same in each. */
export interface MaskedCode {
  /** The text with comments and the insides of strings, templates and regular expressions blanked. */
  readonly code: string;
  /** What stood inside quotes and backticks; `start` is the index after the opening quote. */
  readonly strings: readonly { readonly start: number; readonly text: string }[];
}

/** After these a slash begins a regular expression, after anything else it divides. */
const BEFORE_REGEX = /(?:^|[=([{},;:!&|?+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|void|yield|await))$/;

/** Takes TypeScript apart far enough to tell code from comments and quoted text. */
export function maskCode(source: string): MaskedCode {
  const strings: { start: number; text: string }[] = [];
  let code = '';
  let at = 0;
  /** For each open `${` of a template: how many braces are open inside it. */
  const substitutions: number[] = [];

  const blankTo = (end: number) => {
    code += source.slice(at, end).replaceAll(/[^\n]/g, ' ');
    at = end;
  };
  const keep = () => {
    code += source[at];
    at += 1;
  };
  const readString = (end: number) => {
    strings.push({ start: at, text: source.slice(at, end) });
    blankTo(end);
  };
  /** From inside a template to its closing backtick or its next `${`. */
  const readTemplate = () => {
    let end = at;
    while (end < source.length && source[end] !== '`' && !source.startsWith('${', end))
      end += source[end] === '\\' ? 2 : 1;
    readString(Math.min(end, source.length));
    if (source[at] === '$') {
      keep();
      keep();
      substitutions.push(0);
    } else keep();
  };

  while (at < source.length) {
    const open = substitutions.length - 1;
    const char = source[at] ?? '';
    if (source.startsWith('//', at)) blankTo(endOf(source, '\n', at));
    else if (source.startsWith('/*', at)) blankTo(Math.min(source.length, endOf(source, '*/', at + 2) + 2));
    else if (char === "'" || char === '"') {
      keep();
      readString(endOfQuoted(source, at, char));
      keep();
    } else if (char === '`') {
      keep();
      readTemplate();
    } else if (char === '/' && BEFORE_REGEX.test(code.trimEnd().slice(-12))) {
      keep();
      blankTo(endOfRegex(source, at));
      keep();
    } else if (char === '}' && open >= 0 && substitutions[open] === 0) {
      keep();
      substitutions.pop();
      readTemplate();
    } else {
      if (open >= 0 && char === '{') substitutions[open] = (substitutions[open] ?? 0) + 1;
      if (open >= 0 && char === '}') substitutions[open] = (substitutions[open] ?? 0) - 1;
      keep();
    }
  }
  return { code: code.slice(0, source.length), strings };
}

/** 1 for the first line. */
export function lineAt(source: string, index: number): number {
  return source.slice(0, index).split('\n').length;
}

function endOf(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found;
}

function endOfQuoted(source: string, from: number, quote: string): number {
  let end = from;
  while (end < source.length && source[end] !== quote && source[end] !== '\n') end += source[end] === '\\' ? 2 : 1;
  return Math.min(end, source.length);
}

/** A slash inside `[…]` does not end a regular expression. */
function endOfRegex(source: string, from: number): number {
  let end = from;
  let inClass = false;
  while (end < source.length && source[end] !== '\n' && (inClass || source[end] !== '/')) {
    if (source[end] === '[') inClass = true;
    else if (source[end] === ']') inClass = false;
    end += source[end] === '\\' ? 2 : 1;
  }
  return Math.min(end, source.length);
}

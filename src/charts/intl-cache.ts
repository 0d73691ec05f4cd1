const LIMIT = 500;

/** Keeps built formatters: building one costs more than drawing a label. Emptied when full. */
function keepBuilt<Options, Format>(build: (locale: string, options: Options) => Format) {
  const kept = new Map<string, Format>();
  return (locale: string, options: Options): Format => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= LIMIT) kept.clear();
    const format = build(locale, options);
    kept.set(key, format);
    return format;
  };
}

export const numberFormat = keepBuilt(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);

/** Dates are civil: they are written in UTC, which is how `dayNumber` reads them. */
export const dateFormat = keepBuilt(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }),
);

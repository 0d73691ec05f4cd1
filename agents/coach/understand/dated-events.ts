/** A day of the calendar itself, which comes by its date and does not "run again". */
const DATED =
  /\b(christmas|xmas|easter|thanksgiving|new year\w*|eid|bayram\w*|ramadan|ramazan|diwali|hanukkah|whit|pentecost|ascension|assumption|epiphany|all saints|good friday|holidays?|public|bank|independence|republic|victory|unity|labou?r|memorial|veterans|columbus|martin luther|juneteenth|king\S*|queen\S*|mother\S*|father\S*|valentine\S*|halloween|boxing|st\.? \w+)\b/i;

/** Is a name of the calendar a day by itself, like Christmas, and not something a company holds? */
export const isDated = (label: string): boolean => DATED.test(label);

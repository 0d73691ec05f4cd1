import { foldWord } from './clean-text.ts';

/** English, German, French, Spanish, Italian, Dutch, Portuguese; folded to ASCII. */
const MONTHS: readonly string[] = [
  'january jan januar jaenner janvier janv enero ene gennaio gen januari janeiro',
  'february feb februar fevrier fevr fev febrero febbraio februari fevereiro',
  'march mar maerz mrz mars marzo maart mrt marco',
  'april apr avril avr abril abr aprile',
  'may mai mayo maggio mag mei maio',
  'june jun juni juin junio giugno giu junho',
  'july jul juli juillet juil julio luglio lug julho',
  'august aug aout agosto ago augustus',
  'september sep sept septembre septiembre settembre setembro',
  'october oct oktober okt octobre octubre ottobre ott outubro',
  'november nov novembre noviembre novembro',
  'december dec dezember dez decembre diciembre dic dicembre dezembro',
];

const WEEKDAYS: readonly string[] = [
  'monday mon mo montag lundi lun lunes lunedi maandag ma segunda seg',
  'tuesday tue tues tu di dienstag mardi martes mart martedi dinsdag terca ter',
  'wednesday wed we mi mittwoch mercredi mer miercoles mie mercoledi woensdag wo quarta qua',
  'thursday thu thur thurs th do donnerstag jeudi jeu jueves jue giovedi gio donderdag quinta qui',
  'friday fri fr freitag vendredi ven viernes vie venerdi vrijdag vr sexta sex',
  'saturday sat sa samstag sonnabend samedi sam sabado sab sabato zaterdag za',
  'sunday sun su so sonntag dimanche dim domingo dom domenica zondag zo',
];

function index(lists: readonly string[]): ReadonlyMap<string, number> {
  return new Map(lists.flatMap((words, at) => words.split(' ').map((word) => [word, at] as const)));
}

const MONTH_INDEX = index(MONTHS);
const WEEKDAY_INDEX = index(WEEKDAYS);

/** 1–12; null when the word is not a month. */
export function monthOfName(word: string): number | null {
  const at = MONTH_INDEX.get(foldWord(word));
  return at === undefined ? null : at + 1;
}

/** 0 = Monday … 6 = Sunday; null when the word is not a weekday. */
export function weekdayOfName(word: string): number | null {
  return WEEKDAY_INDEX.get(foldWord(word)) ?? null;
}

import type { RecordKind } from '../contracts/record.ts';
import type { SkillFile } from '../contracts/skill.ts';
import { writeCsv } from '../exports/write-sheets.ts';

interface Template {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * A list to fill in: a header and three rows that show how. The first column's names say that they are examples, so
 * that a row somebody forgot to replace is known when it comes back.
 */
export function listTemplate(kind: RecordKind): SkillFile {
  const { name, header, rows } = TEMPLATES[kind];
  return writeCsv(name, { name, columns: header.map((label) => ({ label, kind: 'text' })), rows });
}

const words = (line: string) => line.split('|').map((cell) => cell.trim());

const template = (name: string, header: string, ...rows: readonly string[]): Template => ({
  name,
  header: words(header),
  rows: rows.map(words),
});

const TEMPLATES: Readonly<Record<RecordKind, Template>> = {
  item: template(
    'items',
    'name|unit|supplier|cost|stock|counted_on|pack_size|minimum_order|lead_days|shelf_life_days|storage|price|product|weekly_use',
    'Example milk|l|Example Dairy|1.10|24|2026-11-22|12||1|10|0.1|||',
    'Example beans|kg|Example Roaster|14.50|18|2026-11-22|1|5|3||0.2|||',
    'Example juice|bottle|Example Drinks|1.60|40|2026-11-22|24|24|2|180|0.05|3.50|Example juice|30',
  ),
  supplier: template(
    'suppliers',
    'name|delivery_cost|minimum_value|lead_days|order_days',
    'Example Dairy|0|60|1|Mon Wed Fri',
    'Example Roaster|12|150|3|Tue',
    'Example Drinks|18.50|200|2|Mon-Fri',
  ),
  recipe: template(
    'recipes',
    'product|item|quantity',
    'Example latte|Example milk|0.25',
    'Example latte|Example beans|0.018',
    'Example tea|Example leaves|0.003',
  ),
  employee: template(
    'employees',
    'name|roles|wage|min_hours|max_hours|overtime_hours|max_days|locations|mon|tue|wed|thu|fri|sat|sun',
    'Example Ana|bar, lead|19.50|24|38|4|5||7:00-16:00|7:00-16:00|7:00-16:00|7:00-16:00|7:00-16:00|any|off',
    'Example Ben|kitchen|18|12|30|0|5||off|any|any|any|any|8:00-14:00|8:00-14:00',
    'Example Cara|bar|17.25||20||4||after 15:00|after 15:00|off|after 15:00|after 15:00|any|any',
  ),
  absence: template(
    'absences',
    'employee|start|end|reason',
    'Example Ana|2026-12-24|2026-12-27|holiday',
    'Example Ben|2026-12-01|2026-12-01|doctor',
    'Example Cara|2026-12-28|2027-01-04|exams',
  ),
  cover: template(
    'cover',
    'location|weekday|shift|from|to|role|people|at_most',
    'Example shop|Mon-Fri|Morning|7:00|13:00|bar|2|',
    'Example shop|Mon-Fri|Late|13:00|19:00|bar|1|2',
    'Example shop|Sat|Morning|8:00|15:00|kitchen|1|',
  ),
  'busy-hours': template(
    'busy-hours',
    'location|weekday|hour|share',
    'Example shop|Mon-Fri|8|30%',
    'Example shop|Mon-Fri|12|45%',
    'Example shop|Mon-Fri|16|25%',
  ),
  product: template(
    'products',
    'name|price|cost|lowest|highest|group|rank|weekly_stock',
    'Example small coffee|3.20|0.60|2.90|3.60|Example coffee|1|',
    'Example large coffee|4.10|0.80|3.70|4.80|Example coffee|2|',
    'Example cake|4.50|1.40|3.90|5.20|||120',
  ),
  'ad-channel': template(
    'ad-channels',
    'name|least|most|least_if_used',
    'Example social ads|0|400|50',
    'Example search ads|50|500|',
    'Example flyers|0|200|80',
  ),
};

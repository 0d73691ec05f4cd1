import { column, type ListForm, loose } from './list-form.ts';

const PERSON =
  'employee, employee name, staff, staff member, staff name, person, worker, team member, colleague, mitarbeiter, mitarbeiterin, mitarbeiter in, mitarbeiter name, angestellte, angestellter, personal, employe, employee nom, salarie, salaries, empleado, empleada, trabajador, trabajadora';
const ANY_NAME = 'full name, first name, vorname, nombre, nom, prenom';
const PLACE =
  'locations, site, sites, shop, shops, store, stores, branch, works at, cafe, restaurant, standort, standorte, filiale, filialen, ort, lieu, lieux, magasin, magasins, local, locales, tienda, tiendas, ubicacion, ubicaciones, sucursal';
const ROLE =
  'roles, skill, skills, position, positions, job, jobs, rolle, rollen, funktion, taetigkeit, qualifikation, poste, postes, metier, competence, competences, puesto, puestos, rol, funcion';
const WEEKDAY =
  'weekdays, day of week, day of the week, wochentag, wochentage, jour de semaine, jour de la semaine, dia de la semana, dia de semana';

/** Lists of people and of the work to be done. Folded English, German, French, Spanish. */
export const PEOPLE_FORMS: readonly ListForm[] = [
  {
    kind: 'employee',
    required: [['name']],
    tells: ['roles', 'wagePerHour', 'minHours', 'maxHours', 'overtimeHours', 'maxDaysPerWeek', '0', '1', '2', '3', '4'],
    weekdayColumns: 'windows',
    columns: [
      loose('name', 'name', 'name', PERSON, ANY_NAME),
      column('roles', 'roles', 'names', `role, ${ROLE}`),
      column(
        'wagePerHour',
        'wage',
        'number',
        'wages, hourly wage, wage per hour, pay, hourly pay, pay per hour, hourly rate, rate, pay rate, lohn, stundenlohn, salaire, salaire horaire, taux horaire, salario, sueldo, salario por hora',
      ),
      column(
        'minHours',
        'min_hours',
        'number',
        'minimum hours, hours min, min hours per week, min hours a week, mindeststunden, min stunden, heures min, heures minimum, horas minimas, horas min',
      ),
      column(
        'maxHours',
        'max_hours',
        'number',
        'maximum hours, hours max, max hours per week, max hours a week, maximalstunden, hoechststunden, max stunden, heures max, heures maximum, horas maximas, horas max',
        'hours, weekly hours, hours per week, hours a week, contract hours, stunden, wochenstunden, heures, heures par semaine, horas, horas semanales',
      ),
      column(
        'overtimeHours',
        'overtime_hours',
        'number',
        'overtime, max overtime, overtime per week, ueberstunden, heures sup, heures supplementaires, horas extra, horas extras',
      ),
      column(
        'maxDaysPerWeek',
        'max_days',
        'number',
        'max days per week, maximum days, days per week, days a week, max tage, tage pro woche, jours max, jours par semaine, dias max, dias por semana',
      ),
      column('locations', 'locations', 'names', `location, ${PLACE}`),
    ],
  },
  {
    kind: 'absence',
    required: [['employee'], ['start']],
    tells: ['end', 'reason'],
    columns: [
      column('employee', 'employee', 'name', PERSON, `name, ${ANY_NAME}`),
      column(
        'start',
        'start',
        'date',
        'start date, from, first day, begin, begins, beginn, von, ab, debut, date debut, date de debut, du, inicio, desde, fecha inicio, fecha de inicio',
        'date, day, datum, tag, fecha, jour, dia',
      ),
      column(
        'end',
        'end',
        'date',
        'end date, to, until, till, last day, through, ends, ende, bis, fin, date fin, date de fin, au, hasta, fecha fin, fecha de fin',
      ),
      column(
        'reason',
        'reason',
        'text',
        'type, absence, absence type, note, why, grund, art, abwesenheit, motif, raison, motivo, tipo, ausencia',
      ),
    ],
  },
  {
    kind: 'cover',
    required: [
      ['people', '0', '1', '2', '3', '4', '5', '6'],
      ['from', 'window'],
      ['to', 'window'],
    ],
    tells: ['from', 'window'],
    weekdayColumns: 'number',
    columns: [
      column('location', 'location', 'name', PLACE),
      column('weekday', 'weekday', 'weekdays', WEEKDAY, 'day, days, tag, tage, jour, jours, dia, dias'),
      column('day', 'date', 'date', 'datum, fecha'),
      column(
        'shift',
        'shift',
        'name',
        'shift name, schicht, dienst, service, equipe, quart, turno',
        'name, nombre, nom',
      ),
      column(
        'from',
        'from',
        'time',
        'start, start time, starts, begins, begin, von, beginn, anfang, debut, heure debut, de, desde, inicio, hora inicio, hora de inicio',
      ),
      column(
        'to',
        'to',
        'time',
        'end, end time, ends, until, till, bis, ende, fin, heure fin, a, hasta, hora fin, hora de fin',
      ),
      column(
        'window',
        'hours',
        'window',
        'time, times, zeit, zeiten, uhrzeit, arbeitszeit, horaire, horaires, horario, horas',
      ),
      column('role', 'role', 'name', ROLE),
      column(
        'people',
        'people',
        'number',
        'persons, staff, headcount, number, number of people, needed, needs, staff needed, people needed, required, cover, personen, anzahl, mitarbeiter, benoetigt, bedarf, personnes, effectif, nombre de personnes, personas, personal, cantidad',
        'min, minimum, at least, nombre, count',
      ),
      column(
        'atMost',
        'at_most',
        'number',
        'max people, most people, hoechstens, au plus, como maximo',
        'max, maximum',
      ),
    ],
  },
  {
    kind: 'busy-hours',
    required: [['hour'], ['share', 'count', '0', '1', '2', '3', '4', '5', '6']],
    tells: ['hour'],
    weekdayColumns: 'share',
    columns: [
      column('location', 'location', 'name', PLACE),
      column('weekday', 'weekday', 'weekdays', WEEKDAY, 'day, days, tag, tage, jour, jours, dia, dias'),
      column(
        'hour',
        'hour',
        'hour',
        'hour of day, hour of the day, stunde, uhrzeit, heure, hora',
        'time, zeit, from, von',
      ),
      column(
        'share',
        'share',
        'share',
        'share of day, share of the day, share of sales, share of orders, percent, percentage, pct, anteil, prozent, part, pourcentage, porcentaje, proporcion, parte',
      ),
      column(
        'count',
        'orders',
        'number',
        'sales, customers, guests, visitors, transactions, receipts, tickets, count, revenue, bestellungen, kunden, gaeste, umsatz, commandes, clients, ventes, pedidos, clientes, ventas',
      ),
    ],
  },
];

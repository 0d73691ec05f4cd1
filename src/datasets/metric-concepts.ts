import type { Unit } from '../contracts/catalogue.ts';
import { BugError } from '../contracts/errors.ts';

/** A metric that businesses have a name for, and the headers it comes under. */
export interface MetricConcept {
  readonly key: string;
  readonly label: string;
  readonly unit: Unit;
  readonly aggregation: 'sum' | 'mean';
  readonly role: 'measure' | 'context';
  readonly goodDirection: 'up' | 'down' | 'neutral';
  readonly nonNegative: boolean;
  readonly synonyms: readonly string[];
  /** Header phrases in folded words (see `plainWords`). */
  readonly headers: readonly string[];
}

type Extra = Partial<Pick<MetricConcept, 'aggregation' | 'role' | 'goodDirection' | 'nonNegative'>>;

const concept = (
  key: string,
  label: string,
  unit: Unit,
  synonyms: string,
  headers: string,
  extra: Extra = {},
): MetricConcept => ({
  key,
  label,
  unit,
  aggregation: 'sum',
  role: 'measure',
  goodDirection: 'up',
  nonNegative: true,
  ...extra,
  synonyms: list(synonyms),
  headers: list(headers),
});

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const COST: Extra = { goodDirection: 'down' };
const LEVEL: Extra = { aggregation: 'mean', role: 'context', goodDirection: 'neutral' };
const RATE: Extra = { aggregation: 'mean' };
const WEATHER: Extra = { ...LEVEL, nonNegative: false };

export const METRIC_CONCEPTS: readonly MetricConcept[] = [
  concept(
    'revenue',
    'Revenue',
    'currency',
    'sales, takings, turnover, income, earnings, money made',
    'revenue, revenues, umsatz, umsaetze, sales, net sales, gross sales, sales amount, takings, turnover, income, line total, line amount, total price, extended price, einnahmen, erloes, betrag, gesamtbetrag, gesamtpreis, nettoumsatz, bruttoumsatz, tagesumsatz, chiffre affaires, ventas, ingresos, fatturato, vendite, omzet, faturamento',
    { nonNegative: false },
  ),
  concept(
    'quantity',
    'Quantity sold',
    'count',
    'units, portions, pieces, items, items sold, units sold, sold, volume, sales, quantity',
    'quantity, qty, units, units sold, items sold, pieces, pieces sold, portions, quantity sold, sold, menge, anzahl, stueck, stk, stueckzahl, absatz, verkaufte menge, cantidad, quantite, quantita, aantal, volume, sales volume',
  ),
  concept(
    'orders',
    'Orders',
    'count',
    'transactions, receipts, tickets, checks, sales count',
    'orders, transactions, receipts, tickets, checks, bons, bestellungen, auftraege, order count, transaction count, pedidos, commandes, ordini',
  ),
  concept(
    'customers',
    'Customers',
    'count',
    'guests, visitors, footfall, clients, people',
    'customers, guests, visitors, footfall, clients, covers, kunden, gaeste, besucher, patients, clientes, clienti',
  ),
  concept(
    'cost',
    'Cost of goods',
    'currency',
    'cost, costs, cogs, food cost, cost of sales',
    'cost, costs, cogs, cost of goods, cost of goods sold, cost of sales, food cost, goods cost, wareneinsatz, wareneinkauf, kosten, product cost, total cost',
    COST,
  ),
  concept(
    'wages',
    'Wages',
    'currency',
    'labor cost, labour cost, payroll, staff cost',
    'wages, wage, labor cost, labour cost, labor, labour, payroll, staff cost, staff costs, personalkosten, loehne, salaries',
    COST,
  ),
  concept(
    'labor_hours',
    'Hours worked',
    'hours',
    'staff hours, labor hours, labour hours',
    'hours worked, labor hours, labour hours, staff hours, arbeitsstunden, stunden, worked hours, hours',
    { goodDirection: 'neutral' },
  ),
  concept(
    'waste',
    'Waste',
    'currency',
    'spoilage, thrown away, shrinkage',
    'waste, spoilage, wastage, shrinkage, abfall, schwund, verderb, waste cost',
    COST,
  ),
  concept(
    'marketing_spend',
    'Marketing spend',
    'currency',
    'ad spend, advertising, marketing, marketing budget',
    'marketing, marketing spend, marketing cost, ad spend, ads, advertising, advertising spend, werbung, werbekosten, werbeausgaben',
    { goodDirection: 'neutral' },
  ),
  concept(
    'discount',
    'Discounts',
    'currency',
    'discounts, rebates, markdowns',
    'discount, discounts, discount amount, rabatt, rabatte, nachlass, rebate, descuento',
    { goodDirection: 'neutral', nonNegative: false },
  ),
  concept(
    'refunds',
    'Refunds',
    'currency',
    'refund, money back',
    'refund, refunds, refund amount, erstattung, erstattungen, gutschrift',
    { ...COST, nonNegative: false },
  ),
  concept('returns', 'Returns', 'count', 'returned items', 'returns, returned, retouren, returned items', COST),
  concept('tips', 'Tips', 'currency', 'tip, gratuity', 'tip, tips, gratuity, trinkgeld, propina'),
  concept(
    'tax',
    'Tax',
    'currency',
    'vat, sales tax',
    'tax, taxes, vat, sales tax, mwst, ust, umsatzsteuer, mehrwertsteuer, steuer, gst, iva',
    { goodDirection: 'neutral', nonNegative: false },
  ),
  concept(
    'profit',
    'Profit',
    'currency',
    'earnings, gain, gross profit',
    'profit, gross profit, net profit, gewinn, rohertrag, deckungsbeitrag, contribution',
    { nonNegative: false },
  ),
  concept('rent', 'Rent', 'currency', '', 'rent, miete', COST),
  concept(
    'energy_cost',
    'Energy cost',
    'currency',
    'electricity, power, gas',
    'energy cost, energy, electricity, strom, energie, stromkosten, energiekosten',
    COST,
  ),
  concept(
    'bookings',
    'Bookings',
    'count',
    'reservations, appointments',
    'bookings, reservations, appointments, buchungen, reservierungen, termine, reservas',
  ),
  concept(
    'website_visits',
    'Website visits',
    'count',
    'visits, sessions, page views',
    'visits, website visits, sessions, web sessions, page views, pageviews, impressions, clicks',
  ),
  concept('leads', 'Leads', 'count', 'enquiries, inquiries', 'leads, enquiries, inquiries, anfragen'),
  concept(
    'stock',
    'Stock',
    'count',
    'inventory, on hand',
    'stock, inventory, on hand, stock level, bestand, lagerbestand',
    { aggregation: 'mean', goodDirection: 'neutral' },
  ),
  concept(
    'price',
    'Price',
    'currency',
    'unit price, price per unit',
    'price, unit price, price per unit, list price, preis, einzelpreis, stueckpreis, verkaufspreis, precio, prix, prezzo, item price, selling price',
    LEVEL,
  ),
  concept(
    'unit_cost',
    'Cost per unit',
    'currency',
    'cost per piece',
    'unit cost, cost per unit, cost price, einkaufspreis, einstandspreis, purchase price',
    { ...LEVEL, goodDirection: 'down' },
  ),
  concept(
    'discount_rate',
    'Discount rate',
    'percent',
    'discount percentage',
    'discount rate, discount percent, discount pct, rabatt prozent, rabattsatz',
    LEVEL,
  ),
  concept('margin_rate', 'Margin', 'percent', 'margin', 'margin, gross margin, margin rate, marge, margin percent', {
    ...RATE,
    nonNegative: false,
  }),
  concept(
    'conversion_rate',
    'Conversion rate',
    'percent',
    'conversion',
    'conversion rate, conversion, conversion percent',
    RATE,
  ),
  concept(
    'occupancy',
    'Occupancy',
    'percent',
    'occupancy rate',
    'occupancy, occupancy rate, auslastung, belegung',
    RATE,
  ),
  concept(
    'rating',
    'Rating',
    'other',
    'stars, score, review score',
    'rating, average rating, stars, bewertung, review score, nps, satisfaction',
    RATE,
  ),
  concept(
    'temperature',
    'Temperature',
    'other',
    'heat, weather, degrees',
    'temperature, temp, temperatur, avg temp, temperature avg, tavg, mean temp, lufttemperatur, temperatura',
    WEATHER,
  ),
  concept(
    'temperature_max',
    'Highest temperature',
    'other',
    'max temperature',
    'tmax, temp max, max temp, temperature max, max temperature, hoechsttemperatur, high temp',
    WEATHER,
  ),
  concept(
    'temperature_min',
    'Lowest temperature',
    'other',
    'min temperature',
    'tmin, temp min, min temp, temperature min, min temperature, tiefsttemperatur, low temp',
    WEATHER,
  ),
  concept(
    'rain',
    'Rain',
    'other',
    'rainfall, precipitation, wet',
    'rain, rainfall, precipitation, niederschlag, regen, prcp, precip, lluvia, pluie',
    LEVEL,
  ),
  concept('wind', 'Wind', 'other', 'wind speed', 'wind, wind speed, windspeed, windgeschwindigkeit', LEVEL),
  concept(
    'clouds',
    'Clouds',
    'other',
    'cloud cover',
    'clouds, cloud, cloud cover, cloudiness, bewoelkung, wolken',
    LEVEL,
  ),
  concept(
    'sunshine',
    'Sunshine',
    'other',
    'sun, sun hours',
    'sunshine, sun, sun hours, sunshine hours, sunshine minutes, sonnenschein, sonne, sonnenstunden',
    LEVEL,
  ),
  concept('humidity', 'Humidity', 'other', '', 'humidity, luftfeuchtigkeit, luftfeuchte', LEVEL),
  concept('snow', 'Snow', 'other', 'snowfall', 'snow, snowfall, schnee, snow depth', LEVEL),
  concept('pressure', 'Air pressure', 'other', '', 'air pressure, pressure, luftdruck', LEVEL),
  concept(
    'promotion',
    'Promotion',
    'percent',
    'promo, offer, campaign day',
    'promo, promotion, on promotion, onpromotion, aktion, promo flag, is promo, is promotion',
    LEVEL,
  ),
];

/** @throws BugError `unknown-concept` for a key that is not in the list. */
export function metricConcept(key: string): MetricConcept {
  const found = METRIC_CONCEPTS.find((entry) => entry.key === key);
  if (!found)
    throw new BugError(`There is no metric concept ${key}.`, {
      code: 'unknown-concept',
      advice: 'Tell us about this.',
    });
  return found;
}

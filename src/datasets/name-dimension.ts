import { plainWords } from './clean-text.ts';

/** A way to split numbers that businesses have a name for. */
export interface DimensionConcept {
  readonly key: string;
  readonly label: string;
  readonly synonyms: readonly string[];
}

const CONCEPTS: readonly (DimensionConcept & { readonly headers: ReadonlySet<string> })[] = [
  define(
    'item',
    'Item',
    'product, dish, article, item',
    'product item dish article artikel produkt sku speise gericht produkte ware artikelname menuitem productname service leistung title plu treatment behandlung producto produit prodotto description beschreibung bezeichnung artikelbezeichnung',
  ),
  define(
    'category',
    'Category',
    'product group, type, department',
    'category kategorie warengruppe department group productgroup produktgruppe family class type abteilung categoria categorie',
  ),
  define(
    'location',
    'Location',
    'shop, store, branch, site, outlet',
    'location shop store branch site outlet filiale standort storename restaurant cafe warehouse laden geschaeft betrieb tienda magasin negozio sede',
  ),
  define(
    'channel',
    'Channel',
    'source, sales channel, order type',
    'channel source kanal platform saleschannel ordertype salestype vertriebskanal bestellart canal',
  ),
  define(
    'staff',
    'Staff member',
    'employee, staff, team member',
    'employee staff server waiter cashier stylist seller salesperson mitarbeiter bediener kellner verkaeufer barista therapist trainer',
  ),
  define(
    'payment',
    'Payment method',
    'payment, paid by',
    'payment paymentmethod tender zahlungsart zahlart zahlung paymenttype bezahlung',
  ),
  define(
    'segment',
    'Customer group',
    'segment, customer type',
    'segment customertype customergroup kundengruppe membership',
  ),
  define('region', 'Region', 'area, country, city', 'region country city state land stadt area gebiet ort'),
  define('supplier', 'Supplier', 'vendor', 'supplier vendor lieferant'),
  define('brand', 'Brand', 'make', 'brand marke'),
  define('size', 'Size', '', 'size groesse'),
  define('campaign', 'Campaign', 'marketing channel', 'campaign kampagne marketingchannel'),
];

const NEUTRAL = new Set([
  'name',
  'id',
  'code',
  'nbr',
  'no',
  'nr',
  'number',
  'num',
  'line',
  'bezeichnung',
  'kod',
  'the',
  'of',
  'sales',
  'key',
]);

function define(
  key: string,
  label: string,
  synonyms: string,
  headers: string,
): DimensionConcept & { headers: ReadonlySet<string> } {
  return {
    key,
    label,
    synonyms: synonyms
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    headers: new Set(headers.split(' ')),
  };
}

/** The dimension a header names; null when it names none. */
export function nameDimension(header: string): DimensionConcept | null {
  const words = plainWords(header);
  const joined = words.join('');
  const whole = CONCEPTS.find((concept) => concept.headers.has(joined));
  if (whole) return whole;
  const telling = words.filter((word) => !NEUTRAL.has(word));
  const together = CONCEPTS.find((concept) => concept.headers.has(telling.join('')));
  if (together) return together;
  const last = telling.at(-1);
  return last === undefined ? null : (CONCEPTS.find((concept) => concept.headers.has(last)) ?? null);
}

export function dimensionConcept(key: string): DimensionConcept | null {
  return CONCEPTS.find((concept) => concept.key === key) ?? null;
}

const CHANNEL_MEMBER =
  /^(online|delivery|takeaway|take away|to go|dine in|eat in|walk in|in store|instore|web|website|app|phone|pickup|lieferung|abholung|lieferando|uber eats|wolt|doordash)$/;
const LOCATION_MEMBER = /\b(shop|store|branch|site|outlet|filiale|standort|location|laden)\b/;

const LOCATION_HINT = /^(shops?|stores?|branch(es)?|sites|outlets?|filialen?|standorte?|locations?|laeden)$/;

/**
 * Which dimension a row of columns is: shops, channels, or (as most often) items.
 * @param hint words of the file's name and title
 */
export function dimensionOfMembers(members: readonly string[], hint = ''): string {
  const spoken = members.map((member) => plainWords(member).join(' '));
  if (spoken.every((member) => CHANNEL_MEMBER.test(member))) return 'channel';
  if (spoken.filter((member) => LOCATION_MEMBER.test(member)).length >= members.length * 0.6) return 'location';
  return plainWords(hint).some((word) => LOCATION_HINT.test(word)) ? 'location' : 'item';
}

/** Ids of single sales: how many different ones there are is how many orders there were. */
export function isNamedLikeOrderId(header: string): boolean {
  const words = plainWords(header);
  const joined = words.join('');
  if (
    /^(order|receipt|invoice|transaction|bon|beleg|rechnung|ticket|bill|check|sale|basket|booking)(id|no|nr|number|num|nummer|code|ref|reference|key|uuid)$/.test(
      joined,
    )
  )
    return true;
  if (/^(receipt|invoice|bonnr|belegnr|bon|beleg|rechnung|transactionid|orderid)$/.test(joined)) return true;
  return false;
}

/** Ids of other things: they are names of nothing that could be asked about. */
export function isNamedLikeOtherId(header: string): boolean {
  const words = plainWords(header);
  const last = words.at(-1) ?? '';
  if (/^(id|uuid|guid|barcode|ean|upc|zip|plz|phone|email|postcode|iban)$/.test(last)) return true;
  return /^(customer|client|user|member|kunden|kunde|guest)(id|no|nr|number|nummer|code|name|email)?$/.test(
    words.join(''),
  );
}

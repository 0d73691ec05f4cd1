import { column, type ListForm, loose } from './list-form.ts';

const COST =
  'unit cost, cost per unit, cost each, cost price, purchase price, buying price, einkaufspreis, ek, ek preis, einstandspreis, kosten, stueckkosten, cout, cout unitaire, prix achat, prix d achat, costo, coste, costo unitario, coste unitario, precio de compra';
const PRICE =
  'sale price, sales price, selling price, retail price, unit price, list price, verkaufspreis, vk, vk preis, preis, prix, prix de vente, prix vente, precio, precio de venta, precio venta';
const LEAD =
  'lead time, lead time days, lead, delivery days, delivery time, days to deliver, lieferzeit, lieferzeit tage, lieferzeit in tagen, liefertage, delai, delai livraison, delai de livraison, plazo, plazo de entrega, dias de entrega, plazo entrega';
const ANY_NAME =
  'item, item name, article, artikel, artikelname, articulo, designation, bezeichnung, description, nombre, nom, title';

/** Lists of things: goods, who delivers them, what products take, prices, ways to advertise. Folded English, German, French, Spanish. */
export const GOODS_FORMS: readonly ListForm[] = [
  {
    kind: 'item',
    required: [['name']],
    tells: [
      'unit',
      'supplier',
      'cost',
      'stock',
      'packSize',
      'minimumOrder',
      'leadDays',
      'shelfLifeDays',
      'storage',
      'weeklyUse',
    ],
    columns: [
      loose(
        'name',
        'name',
        'name',
        'ingredient, ingredients, ingredient name, raw material, goods, stock item, zutat, zutaten, ware, waren, rohstoff, ingrediente, ingredientes, marchandise',
        `${ANY_NAME}, product, product name, produkt, produit, producto`,
      ),
      column('unit', 'unit', 'text', 'units, uom, unit of measure, measure, einheit, mengeneinheit, unite, unidad'),
      column(
        'supplier',
        'supplier',
        'name',
        'supplier name, vendor, vendor name, lieferant, lieferantenname, fournisseur, proveedor',
      ),
      column('cost', 'cost', 'number', COST),
      column(
        'stock',
        'stock',
        'number',
        'in stock, on hand, stock on hand, quantity on hand, qty on hand, current stock, stock level, inventory, bestand, lagerbestand, aktueller bestand, en stock, stock actuel, stock actual, existencias',
        'quantity, qty, count, menge, anzahl, quantite, cantidad',
      ),
      column(
        'countedOn',
        'counted_on',
        'date',
        'counted, count date, date counted, stock date, stock as of, as of, last count, last counted, inventory date, inventurdatum, inventur am, gezaehlt am, stand, compte le, date inventaire, date d inventaire, contado el, fecha de conteo, fecha inventario, fecha de inventario',
      ),
      column(
        'packSize',
        'pack_size',
        'number',
        'pack, per pack, units per pack, package size, case size, case, units per case, packung, packungsgroesse, gebinde, gebindegroesse, vpe, conditionnement, colisage, unidades por caja, unidades por paquete, tamano paquete',
      ),
      column(
        'minimumOrder',
        'minimum_order',
        'number',
        'min order, minimum order quantity, min order quantity, min order qty, moq, mindestmenge, mindestbestellmenge, mindestbestellung, minimum commande, quantite minimum, quantite minimale, pedido minimo, cantidad minima',
      ),
      column('leadDays', 'lead_days', 'number', LEAD),
      column(
        'shelfLifeDays',
        'shelf_life_days',
        'number',
        'shelf life, shelf days, days fresh, keeps days, haltbarkeit, haltbarkeit tage, haltbarkeit in tagen, mhd tage, duree de conservation, conservation jours, dlc jours, vida util, vida util dias',
      ),
      column(
        'storage',
        'storage',
        'number',
        'storage per unit, storage space, space, space per unit, crates, lagerplatz, platz, lagerplatz pro einheit, espace, stockage, place, espacio, almacenamiento',
      ),
      column('price', 'price', 'number', PRICE),
      column(
        'product',
        'product',
        'name',
        'sold as, sells as, product sold, verkauft als, produkt, vendu comme, produit, vendido como, producto',
      ),
      column(
        'weeklyUse',
        'weekly_use',
        'number',
        'weekly usage, use per week, usage per week, used per week, weekly consumption, wochenverbrauch, verbrauch pro woche, consommation hebdomadaire, consommation par semaine, consumo semanal, uso semanal',
      ),
    ],
  },
  {
    kind: 'supplier',
    required: [['name']],
    tells: ['deliveryCost', 'minimumValue', 'leadDays', 'orderDays'],
    columns: [
      loose(
        'name',
        'name',
        'name',
        'supplier, supplier name, vendor, vendor name, lieferant, lieferantenname, fournisseur, proveedor',
        'nombre, nom, bezeichnung, company, firma',
      ),
      column(
        'deliveryCost',
        'delivery_cost',
        'number',
        'delivery fee, delivery charge, delivery, shipping, shipping cost, lieferkosten, versandkosten, liefergebuehr, frais de livraison, frais livraison, cout de livraison, gastos de envio, coste de envio, costo de envio',
      ),
      column(
        'minimumValue',
        'minimum_value',
        'number',
        'minimum order value, min order value, minimum order, min order, order minimum, mindestbestellwert, mindestwert, minimum de commande, commande minimum, montant minimum, pedido minimo, valor minimo, importe minimo',
      ),
      column('leadDays', 'lead_days', 'number', LEAD),
      column(
        'orderDays',
        'order_days',
        'weekdays',
        'ordering days, order on, orders on, order weekdays, bestelltage, bestelltag, jours de commande, dias de pedido',
        'days, weekdays, tage, jours, dias',
      ),
    ],
  },
  {
    kind: 'recipe',
    required: [['product'], ['item'], ['quantity']],
    tells: ['quantity'],
    columns: [
      column(
        'product',
        'product',
        'name',
        'product name, dish, menu item, recipe, produkt, gericht, rezept, produit, plat, recette, producto, plato, receta',
        'name, nombre, nom',
      ),
      column(
        'item',
        'item',
        'name',
        'ingredient, ingredients, component, raw material, zutat, zutaten, artikel, article, articulo, ingrediente, ingredientes, composant',
      ),
      column(
        'quantity',
        'quantity',
        'number',
        'qty, amount, quantity per unit, amount per unit, per unit, menge, menge pro stueck, quantite, dose, cantidad',
      ),
    ],
  },
  {
    kind: 'product',
    required: [['name']],
    tells: ['price', 'cost', 'lowest', 'highest', 'group', 'rank', 'weeklyStock'],
    columns: [
      loose(
        'name',
        'name',
        'name',
        'product, product name, menu item, dish, produkt, produktname, gericht, speise, produit, plat, producto, plato',
        `${ANY_NAME}, service`,
      ),
      column('price', 'price', 'number', `current price, todays price, price now, ${PRICE}`),
      column('cost', 'cost', 'number', `${COST}, product cost, cost of goods, wareneinsatz`),
      column(
        'lowest',
        'lowest',
        'number',
        'lowest price, min price, minimum price, price floor, floor, mindestpreis, niedrigster preis, prix minimum, prix min, precio minimo',
        'min, minimum, least',
      ),
      column(
        'highest',
        'highest',
        'number',
        'highest price, max price, maximum price, price ceiling, ceiling, hoechstpreis, hoechster preis, prix maximum, prix max, precio maximo',
        'max, maximum, most',
      ),
      column(
        'group',
        'group',
        'name',
        'product group, price group, family, gruppe, produktgruppe, groupe, famille, grupo, familia',
      ),
      column('rank', 'rank', 'number', 'order, rank in group, size rank, rang, reihenfolge, ordre, rango, orden'),
      column(
        'weeklyStock',
        'weekly_stock',
        'number',
        'stock per week, available per week, weekly capacity, capacity per week, wochenbestand, stock hebdomadaire, stock semanal',
      ),
    ],
  },
  {
    kind: 'ad-channel',
    required: [['name']],
    tells: ['least', 'most', 'leastIfUsed'],
    columns: [
      loose(
        'name',
        'name',
        'name',
        'channel, ad channel, advertising channel, marketing channel, channel name, ad, medium, kanal, werbekanal, canal, canal publicitaire, canal de marketing',
        'nombre, nom, bezeichnung',
      ),
      column(
        'least',
        'least',
        'number',
        'least per week, min spend, minimum spend, min budget, minimum budget, mindestens, mindestausgabe, depense minimum, gasto minimo',
        'min, minimum, minimo',
      ),
      column(
        'most',
        'most',
        'number',
        'most per week, max spend, maximum spend, max budget, maximum budget, spend cap, cap, hoechstens, hoechstausgabe, depense maximum, gasto maximo',
        'max, maximum, maximo',
      ),
      column(
        'leastIfUsed',
        'least_if_used',
        'number',
        'minimum if used, min if used, smallest booking, minimum booking, mindestens wenn genutzt, mindestbuchung, minimum si utilise, minimo si se usa',
      ),
    ],
  },
];

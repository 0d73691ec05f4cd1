/**
 * General business vocabulary: words that companies use for the same thing. It is a fallback only:
 * a word here leads to a metric or a dimension that the company's catalogue has, never to one it has not.
 * Every phrase is written singular.
 */
export interface Concept {
  readonly name: string;
  readonly phrases: readonly string[];
  /** Where to look when the catalogue has nothing of this concept. */
  readonly otherwise?: readonly string[];
  /** Too general to be taken for a weak metric: with two candidates it is a question back. */
  readonly money?: boolean;
}

const list = (words: string): readonly string[] => words.split(',').map((word) => word.trim());

export const METRIC_CONCEPTS: readonly Concept[] = [
  {
    name: 'revenue',
    phrases: list(
      'revenue,sale,taking,turnover,income,earning,money in,gross sale,net sale,gmv,billing,fee income,receipt total,top line,topline,till taking,money',
    ),
    otherwise: ['main'],
    money: true,
  },
  {
    name: 'average order',
    phrases: list(
      'average order value,aov,basket size,average ticket,average basket,average spend,spend per head,spend per customer,average check,average transaction value,atv,ticket size,average bill,average sale,revenue per customer,average transaction',
    ),
  },
  {
    name: 'order',
    phrases: list('order,transaction,ticket,receipt,purchase,check,deal,job,invoice'),
    otherwise: ['quantity', 'booking'],
  },
  {
    name: 'customer',
    phrases: list(
      'customer,guest,visitor,visit,footfall,client,patient,shopper,person,attendance,check in,cover,diner,head count,headcount,passenger,student,traffic,foot traffic,walk in,walkin,punter,attendee,user',
    ),
    otherwise: ['order', 'booking', 'quantity'],
  },
  {
    name: 'new customer',
    phrases: list(
      'new customer,new client,new patient,new member,joiner,sign up,signup,new subscriber,registration,new user,acquisition',
    ),
  },
  { name: 'member', phrases: list('member,active member,subscriber,membership'), otherwise: ['customer'] },
  { name: 'churn', phrases: list('churn,leaver,attrition,cancelled membership,lost customer,drop out,dropout') },
  {
    name: 'quantity',
    phrases: list(
      'quantity,unit,unit sold,portion,piece,item sold,bottle,copy,volume,cup,plate,pint,dish sold,serving,loaf,box,pack,book sold,product sold',
    ),
    otherwise: ['rental', 'booking', 'order'],
  },
  { name: 'rental', phrases: list('rental,hire,ride,trip,hired out,rented') },
  {
    name: 'booking',
    phrases: list(
      'booking,appointment,reservation,session,treatment,class booking,lesson,consultation,consult,room night',
    ),
    otherwise: ['order', 'rental'],
  },
  {
    name: 'cancellation',
    phrases: list('cancellation,cancelled booking,cancelled appointment,cancelled session,cancelled order'),
  },
  { name: 'no show', phrases: list('no show,missed appointment,missed booking') },
  { name: 'return', phrases: list('return,refund,refunded amount,chargeback,send back,money back') },
  {
    name: 'goods cost',
    phrases: list(
      'food cost,cogs,cost of good,ingredient cost,cost of sale,material cost,cost of goods sold,product cost,supply cost,purchase cost,bean cost,stock cost',
    ),
    otherwise: ['cost'],
  },
  {
    name: 'staff cost',
    phrases: list(
      'labor cost,labour cost,wage,payroll,staff cost,salary,staff pay,pay,staffing cost,personnel cost,wage bill,labor,labour',
    ),
    otherwise: ['cost'],
  },
  {
    name: 'marketing',
    phrases: list(
      'marketing spend,ad spend,advertising,marketing,ad,advert,promotion spend,paid media,ad cost,marketing cost,campaign spend,advertising spend,promotion',
    ),
  },
  { name: 'rent', phrases: list('rent,lease') },
  { name: 'energy', phrases: list('energy,energy cost,electricity,power bill,utility,gas bill,heating') },
  { name: 'repair', phrases: list('repair,maintenance,repair cost,maintenance cost') },
  { name: 'shipping', phrases: list('shipping,shipping cost,postage,delivery cost,freight') },
  { name: 'cost', phrases: list('cost,expense,expenditure,spend,outgoing,overhead'), money: true },
  {
    name: 'profit',
    phrases: list('profit,profitable,gross profit,net profit,bottom line,earning after cost'),
    otherwise: ['margin'],
  },
  { name: 'margin', phrases: list('margin,gross margin,profit margin,markup,profitability'), otherwise: ['profit'] },
  { name: 'waste', phrases: list('waste,wastage,spoilage,shrinkage,thrown away,write off') },
  { name: 'tip', phrases: list('tip,gratuity') },
  { name: 'discount', phrases: list('discount,markdown,voucher') },
  {
    name: 'occupancy',
    phrases: list('occupancy,utilisation,utilization,capacity used,room usage,usage,fill rate,load'),
  },
  { name: 'conversion', phrases: list('conversion,conversion rate,cvr,close rate') },
  { name: 'hour', phrases: list('hour,labor hour,staff hour,hour worked,opening hour') },
  { name: 'wait', phrases: list('wait,wait time,waiting time,queue time,lead time') },
  { name: 'stock', phrases: list('stock level,stock on hand,inventory level,inventory value') },
  { name: 'rating', phrases: list('rating,review score,satisfaction,nps,csat,star rating,review') },
  {
    name: 'temperature',
    phrases: list('temperature,hot,hotter,cold,colder,warm,warmer,heat,heatwave,cooler,outside temperature'),
  },
  {
    name: 'web',
    phrases: list('session,page view,web visit,website traffic,site visit,traffic,click'),
    otherwise: ['customer'],
  },
];

/** Words that speak of how much is going on, without naming a number. */
export const ACTIVITY_WORDS =
  /\b(busy|busier|busiest|quiet|quieter|quietest|slow|slower|slowest|dead|rush|crowded|packed|popular)\b/;
/** Where activity is read from, first found. */
export const ACTIVITY_CONCEPTS: readonly string[] = ['customer', 'booking', 'rental', 'order', 'quantity'];
/** Where "how many <member>" is read from, first found. */
export const COUNT_CONCEPTS: readonly string[] = ['quantity', 'rental', 'booking', 'order', 'customer'];

export interface DimensionConcept {
  readonly name: 'location' | 'product' | 'channel' | 'staff' | 'customer' | 'category';
  readonly words: readonly string[];
}

export const DIMENSION_CONCEPTS: readonly DimensionConcept[] = [
  {
    name: 'location',
    words: list(
      'location,shop,store,branch,site,outlet,place,venue,restaurant,cafe,clinic,salon,depot,region,city,area,market,country,warehouse,studio,room,territory,gym,pitch,truck,stall,unit',
    ),
  },
  {
    name: 'product',
    words: list(
      'product,item,dish,article,sku,service,treatment,good,meal,drink,menu item,line,product line,range,collection,title,model,type,class,flavour,flavor,variety,blend,style,design,brand,course,seller,bestseller,thing,best seller,kind',
    ),
  },
  {
    name: 'category',
    words: list('category,genre,section,group,department,type,product type,family,kind,product group'),
  },
  { name: 'channel', words: list('channel,source,platform,medium,sales channel,order type,route,referrer,way') },
  {
    name: 'staff',
    words: list(
      'staff,employee,barista,stylist,therapist,practitioner,person,team member,waiter,server,chef,cook,driver,instructor,trainer,teacher,barber,physio,colleague,worker,rep,seller,salesperson,staff member,cashier,guide,mechanic,doctor,dentist,groomer',
    ),
  },
  {
    name: 'customer',
    words: list('customer type,customer group,segment,customer segment,audience,plan,tier,membership,payer,age group'),
  },
];

/** People one can put on a shift. */
export const STAFF_WORDS =
  /\b(staff|people|person|persons|employees?|workers?|hands?|helpers?|team|crew|chefs?|cooks?|waiters?|waitress(es)?|waitstaff|servers?|baristas?|bartenders?|cashiers?|drivers?|packers?|pickers?|instructors?|trainers?|teachers?|coaches|stylists?|barbers?|physios?|therapists?|nurses?|assistants?|cleaners?|guides?|mechanics?|hosts?|receptionists?|bakers?|clerks?|tutors?|groomers?|lifeguards?|temps?|lads?|guys|folks?|blokes?|someone|somebody|anyone|bodies|technicians?|techs?|attendants?|riders?|couriers?|florists?|butchers?|dentists?|hygienists?|vets?|sellers?|associates?|volunteers?)\b/;

import type { Reply } from '../../src/contracts/reply.ts';
import type { TurnEvent } from '../../src/contracts/turn.ts';
import type { WireTrace } from './wire.ts';
import type { WireReply, WireSection } from './wire-reply.ts';

/** What a reader of the event stream hears: the turn's own events, with the reply as JSON. */
export type WireEvent =
  | Exclude<TurnEvent, { type: 'reply' } | { type: 'section' }>
  | { readonly type: 'section'; readonly section: WireSection }
  | { readonly type: 'reply'; readonly reply: WireReply; readonly trace: WireTrace };

/** Address of a chart's picture. The company stands in it because a chart belongs to one company only. */
export function chartUrl(id: string, company: string): string {
  return `/api/v1/charts/${encodeURIComponent(id)}.png?company=${encodeURIComponent(company)}`;
}

/** Address of a file of an answer. */
export function fileUrl(id: string, company: string): string {
  return `/api/v1/files/${encodeURIComponent(id)}?company=${encodeURIComponent(company)}`;
}

/** Reply → JSON. The drawing instructions of charts stay here; their numbers go out as a table. */
export function renderReply(reply: Reply, company: string): WireReply {
  return {
    text: reply.text,
    sections: reply.sections,
    facts: reply.facts,
    charts: reply.charts.map((chart) => ({
      id: chart.id,
      url: chartUrl(chart.id, company),
      alt: chart.alt,
      kind: chart.spec.kind,
      title: chart.spec.title,
      table: chart.table,
    })),
    tables: reply.tables,
    actions: reply.actions,
    files: (reply.files ?? []).map((file) => ({ ...file, url: fileUrl(file.id, company) })),
    working: reply.working,
  };
}

/** TurnEvent → the event as it is written to the stream. */
export function renderEvent(event: TurnEvent, company: string): WireEvent {
  return event.type === 'reply' ? { ...event, reply: renderReply(event.reply, company) } : event;
}

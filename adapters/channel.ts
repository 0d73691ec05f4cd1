import type { CompanyCard, ConversationCard, HistoryTurn } from '../src/contracts/cards.ts';
import type { ChartTheme } from '../src/contracts/chart.ts';
import type { Attachment, Inbound } from '../src/contracts/inbound.ts';
import type { TurnEvent } from '../src/contracts/turn.ts';

export type { CompanyCard, ConversationCard, HistoryTurn };

/**
 * The contract between a channel and the house. An adapter verifies and parses what its platform sends,
 * hands it to the host, and draws what comes back; it knows nothing of skills, agents or the database.
 */
export interface ChannelHost {
  /**
   * Stores the event and runs its turn. Resolves when the event is stored (acknowledge then);
   * `events` ends after `reply` or `failed`. The same event id twice runs once: the second hears the first's outcome.
   * @throws UserError `unknown-workspace` when no company is linked to the workspace.
   */
  accept(
    inbound: Inbound,
    options?: { readonly signal?: AbortSignal },
  ): Promise<{ readonly events: AsyncIterable<TurnEvent> }>;

  /** Keeps a file so that it can be attached to an inbound. @throws UserError `file-too-large`, `file-empty`. */
  keepFile(
    place: Place,
    file: { readonly fileName: string; readonly mediaType: string; readonly content: AsyncIterable<Uint8Array> },
  ): Promise<Attachment>;

  /**
   * The company a workspace belongs to. For the web page: the sample company, or the person's own,
   * which is made when their first file comes.
   */
  company(place: Place): Promise<CompanyCard>;
  /** All companies this deployment's web page may open: the sample, and the person's own once it exists. */
  companies(): Promise<readonly CompanyCard[]>;
  /** Opens the person's own company on the web, making it at first use with the habits of their browser. */
  openOwnCompany(habits?: Habits): Promise<CompanyCard>;

  conversations(place: Place): Promise<readonly ConversationCard[]>;
  /** Oldest first. Empty for a conversation that is not there. */
  history(place: Place, conversation: string): Promise<readonly HistoryTurn[]>;
  /** A chart of an earlier reply as PNG. null when this company has no such chart. */
  chart(
    place: Place,
    id: string,
    style: { readonly theme: ChartTheme; readonly width: number },
  ): Promise<Uint8Array | null>;
}

/** How a person's browser writes and where it is; anything it names wrongly is passed over. */
export interface Habits {
  /** BCP 47. */
  readonly locale?: string;
  /** IANA name. */
  readonly timezone?: string;
}

/** Where an event came from. On the web: channel `web`, workspace = the company's slug. */
export interface Place {
  readonly channel: Inbound['channel'];
  readonly workspace: string;
}

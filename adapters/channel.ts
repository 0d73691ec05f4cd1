import type { Capabilities } from '../src/contracts/capabilities.ts';
import type { Choice, CompanyCard, ConversationCard, HistoryTurn, HomeCard, PlanCard } from '../src/contracts/cards.ts';
import type { ChartTheme } from '../src/contracts/chart.ts';
import type { Role } from '../src/contracts/company.ts';
import type { ChannelNotice, ControlKind, MessageRef, Outgoing, Place } from '../src/contracts/delivery.ts';
import type { ForecastReport, ForecastStage } from '../src/contracts/forecast-report.ts';
import type { Attachment, ChannelName, Inbound } from '../src/contracts/inbound.ts';
import type { PlanKind } from '../src/contracts/plan.ts';
import type { TurnEvent } from '../src/contracts/turn.ts';

export type { Choice, CompanyCard, ConversationCard, HistoryTurn, HomeCard, Place };

/**
 * A chat platform, as the house sees it. Coming in, the channel calls the host; going out, the outbox calls `deliver`.
 * A channel keeps nothing that must survive it.
 */
export interface Channel {
  readonly name: ChannelName;
  readonly capabilities: Capabilities;
  /** Connects where the platform wants a connection kept open; routes were mounted when it was made. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /**
   * Sends one message, in as many parts as the platform's limits need. Calls `posted` after each part that is out;
   * parts in `outgoing.sent` are out already.
   * @throws UpstreamError it may work later (`retryAfter` in ms as the platform said), ChannelError it never will
   */
  deliver(outgoing: Outgoing, posted: (part: number, ref: MessageRef) => Promise<void>): Promise<void>;
  /** Platform ids of the people in a conversation, without bots; null when that cannot be known or they are too many. */
  membersOf(place: Place, conversation: string): Promise<readonly string[] | null>;
  /**
   * How open a conversation is now, for what goes out there long after it was asked for. null when that is not known:
   * then it counts as it did when it was asked for, as with a channel that has not this method.
   */
  audienceOf?(place: Place, conversation: string): Promise<Inbound['audience'] | null>;
  /** What is set up and what is missing, for `doctor --channel`. Never throws; holds no secret. */
  check(): Promise<readonly ChannelFinding[]>;
}

export interface ChannelFinding {
  readonly name: string;
  readonly ok: 'ok' | 'warning' | 'problem';
  readonly detail: string;
  /** What to do about it, in one sentence. */
  readonly advice?: string;
}

/**
 * The contract between any channel and the house. An adapter verifies and parses what its platform sends,
 * hands it to the host, and draws what comes back; it knows nothing of skills, agents or the database.
 */
interface AnyHost {
  /**
   * Stores the event and runs its turn. Resolves when the event is stored (acknowledge then);
   * `events` ends after `reply` or `failed`. The same event id twice runs once: the second hears the first's outcome.
   * For a chat platform the answer itself, and the words of a failure, come through `Channel.deliver`;
   * `events` are for showing that the coach is at work, and need not be read.
   * A text "link CODE" (see `connectCode`) links a workspace that is not linked yet, and is answered like any other.
   * @throws UserError `unknown-workspace` when no company is linked to the workspace: say its words to the person.
   */
  accept(
    inbound: Inbound,
    options?: { readonly signal?: AbortSignal },
  ): Promise<{ readonly events: AsyncIterable<TurnEvent> }>;
  /**
   * Keeps a file so that it can be attached to an inbound. Its content is read only once the sender is known: open it
   * then, not before. A stranger's words go to `accept` without the file.
   * @param user who sends it, as `Inbound.user`
   * @throws UserError `unknown-workspace`, `not-let-in`, `not-allowed` below member, `file-too-large`, `file-empty`
   */
  keepFile(
    place: Place,
    file: { readonly fileName: string; readonly mediaType: string; readonly content: AsyncIterable<Uint8Array> },
    user: string,
  ): Promise<Attachment>;
  /** A chart of an earlier reply as PNG. null when this company has no such chart. */
  chart(
    place: Place,
    id: string,
    style: { readonly theme: ChartTheme; readonly width: number },
  ): Promise<Uint8Array | null>;
  /** A file of an earlier reply. null when this company has no such file. */
  file(
    place: Place,
    id: string,
  ): Promise<{ readonly name: string; readonly mediaType: string; readonly content: Uint8Array } | null>;
  /** A standing button was pressed. Resolves to one short sentence for the person who pressed it. Twice is once. */
  control(place: Place, press: ControlPress): Promise<{ readonly text: string }>;
}

/** What the house does for a chat platform. */
export interface ChatHost extends AnyHost {
  /** An edit, a deletion, a leaving. Unknown workspaces and messages are passed over. */
  notice(place: Place, notice: ChannelNotice): Promise<void>;
  /** Who would see an answer here now: for platforms that must know before the answer is there. */
  audience(place: Place, where: Pick<Inbound, 'conversation' | 'user' | 'audience'>): Promise<'here' | 'asker'>;
  /** Remembers the message a channel opened while a turn runs, so that the answer finishes it even after a crash. */
  keepLive(place: Place, eventId: string, ref: MessageRef): Promise<void>;
  /** Has the coach answered in this thread, or does it stand under a message of the coach? */
  knowsThread(place: Place, conversation: string, thread: string): Promise<boolean>;
  /** For a home tab. null when the workspace is not linked or the person is not let in. */
  home(place: Place, user: string): Promise<HomeCard | null>;
  /** Numbers the company has, best matches of what is typed first, at most 25. Empty for people who are not let in. */
  metricChoices(place: Place, user: string, typed: string): Promise<readonly Choice[]>;
  /** Keys of an installed app, sealed. One a workspace. */
  readonly installations: InstallationStore;
  /** Encrypts a short text for keeping; only this deployment's key opens it. @throws UserError `no-encryption-key` */
  seal(text: string): string;
  /** @throws BugError `cannot-unseal` when it was changed, or sealed with another key */
  unseal(sealed: string): string;
}

/** What the house does for the web page. */
export interface WebHost extends AnyHost {
  /** The company a workspace belongs to: the sample company, or the person's own, made when their first file comes. */
  company(place: Place): Promise<CompanyCard>;
  /** All companies this deployment's web page may open: the sample, and the person's own once it exists. */
  companies(): Promise<readonly CompanyCard[]>;
  /** Opens the person's own company on the web, making it at first use with the habits of their browser. */
  openOwnCompany(habits?: Habits): Promise<CompanyCard>;
  conversations(place: Place): Promise<readonly ConversationCard[]>;
  /** Oldest first. Empty for a conversation that is not there. */
  history(place: Place, conversation: string): Promise<readonly HistoryTurn[]>;
  /**
   * Stops the turn of a message, for whoever sent it: a plan that is being sought ends with the best so far, all else
   * ends. Its `events` tell how. @returns false when there is no such message of theirs (yet)
   */
  stop(place: Place, event: { readonly eventId: string; readonly user: string }): Promise<boolean>;
  /** The plan that stands in an answer; null when it holds none. */
  plan(place: Place, turn: string): Promise<PlanCard | null>;
  /**
   * Solves a problem that is brought whole; no company's data are read.
   * @throws UserError `bad-problem`
   */
  optimize(
    kind: PlanKind,
    problem: unknown,
    wish: { readonly timeLimitMs?: number; readonly gap?: number; readonly signal?: AbortSignal },
  ): Promise<{ readonly outcome: unknown }>;
  /**
   * Forecasts a series that is brought whole, or one of the company's numbers; nothing is kept.
   * @param request see docs/forecast-api.md; everything in it is checked
   * @throws UserError `bad-forecast-request` and others in plain words; UpstreamError when it took too long
   */
  forecast(
    place: Place,
    request: unknown,
    watch?: { readonly signal?: AbortSignal; readonly onStage?: (stage: ForecastStage) => void },
  ): Promise<ForecastReport>;
  /**
   * A code that links a chat workspace to this company, for its owner: typed as "link CODE" to the coach there, or
   * carried by an install link. Whoever uses it becomes an owner. @throws UserError `not-allowed`
   */
  connectCode(place: Place, user: string): Promise<{ readonly code: string; readonly validMinutes: number }>;
  /** Signs a browser in by the one-time code of a link the coach sent. @throws UserError `bad-code` */
  signIn(code: string): Promise<{ readonly session: string; readonly validSeconds: number }>;
  /** Who a browser's session belongs to; null when it is over, or its person lost access. */
  session(token: string): Promise<SignedIn | null>;
  /** Signs a browser out; one that is signed out already stays so. */
  endSession(token: string): Promise<void>;
}

export type ChannelHost = ChatHost & WebHost;

export interface ControlPress {
  readonly user: string;
  readonly kind: ControlKind;
  readonly turn: string;
  /** What a person wrote beside a thumb, where the platform asks. */
  readonly comment?: string;
}

/** Where a channel keeps the keys it got when it was installed into a workspace. */
export interface InstallationStore {
  /**
   * Keeps an installation and links its workspace to the company that made `code`; whoever installed it becomes owner.
   * A workspace that is linked already needs no code.
   * @throws UserError `bad-code` unknown, used or too old; `workspace-taken` it belongs to another company
   */
  save(
    place: Place,
    installation: { readonly secret: string; readonly installedBy: string; readonly installerName?: string },
    code: string | null,
  ): Promise<void>;
  /** The secret as it was saved; null when there is none. */
  read(place: Place): Promise<string | null>;
  /**
   * The name of the company that made `code`, without using the code up.
   * @throws UserError `bad-code` unknown, used or too old; `too-many-attempts`
   */
  companyOf(code: string): Promise<string>;
  remove(place: Place): Promise<void>;
}

/** Somebody who is let in, as the web's sign-in by link sees them. */
export interface SignedIn {
  /** The person, as `Inbound.user` of the web. */
  readonly user: string;
  /** `Inbound.workspace` of the web: the slug of their company, the only one they see. */
  readonly workspace: string;
  readonly displayName: string;
  readonly role: Role;
}

/** How a person's browser writes and where it is; anything it names wrongly is passed over. */
export interface Habits {
  /** BCP 47. */
  readonly locale?: string;
  /** IANA name. */
  readonly timezone?: string;
}

import type { TeamsActivity } from './activity.ts';
import type { TeamsAddress } from './address.ts';

export type { TeamsActivity, TeamsAddress };

/** What is sent: Activity JSON; the transport adds who, to whom and where. */
export type TeamsDraft = {
  readonly type: 'message' | 'typing';
  readonly text?: string;
  readonly textFormat?: 'plain' | 'markdown' | 'xml';
  readonly summary?: string;
  readonly attachments?: readonly TeamsDraftAttachment[];
  readonly attachmentLayout?: 'list' | 'carousel';
  /** Keys beyond `type` reach the wire unchanged: `streaminfo`, the AI label, mentions. */
  readonly entities?: readonly ({ readonly type: string } & Readonly<Record<string, unknown>>)[];
  readonly channelData?: Readonly<Record<string, unknown>>;
  readonly suggestedActions?: Readonly<Record<string, unknown>>;
  readonly importance?: 'normal' | 'high';
  readonly replyToId?: string;
};

export interface TeamsDraftAttachment {
  readonly contentType: string;
  readonly content?: unknown;
  readonly contentUrl?: string;
  readonly name?: string;
}

/** A person of a conversation, as its roster names them. */
export interface TeamsMember {
  /** The platform's id in this conversation: for `openDirect`. */
  readonly id: string;
  /** The person in Entra, where it is one. `aadObjectId ?? id` is `Inbound.user`. */
  readonly aadObjectId?: string;
  readonly name?: string;
  readonly userRole?: string;
  readonly tenantId?: string;
}

/**
 * The narrow door to Teams: speaks Activity JSON, so that two SDKs implement it and nothing else knows either.
 * Every method but `verify` throws `TeamsApiError` when Teams says no or is not reached. Nothing is tried twice here:
 * the outbox does that.
 */
export interface TeamsTransport {
  /**
   * Is this request Microsoft's, for this bot? Checks the bearer token: signature, issuer, audience, times, service
   * URL, endorsement for Teams. Does not change the activity.
   * @param authorization the header as it came
   * @throws TeamsForbidden with a reason that holds nothing of the token
   */
  verify(request: { readonly authorization: string | undefined; readonly activity: TeamsActivity }): Promise<void>;
  /** Sends into the conversation of the address (the thread, where its id names one). */
  send(address: TeamsAddress, draft: TeamsDraft): Promise<{ readonly id: string }>;
  update(address: TeamsAddress, id: string, draft: TeamsDraft): Promise<{ readonly id: string }>;
  remove(address: TeamsAddress, id: string): Promise<void>;
  /** One page of the roster. */
  members(
    address: TeamsAddress,
    page: { readonly size: number; readonly continuation?: string },
  ): Promise<{ readonly members: readonly TeamsMember[]; readonly continuation?: string }>;
  /**
   * The 1:1 chat with a person, opened when there is none. The same person gives the same chat.
   * @param address any conversation of the same tenant: it says where the service is
   * @param userId `29:…` of the roster or of `address.user.id`; an Entra object id works too
   */
  openDirect(address: TeamsAddress, userId: string): Promise<TeamsAddress>;
  /** Can the bot log in at Microsoft? @throws TeamsApiError */
  checkLogin(): Promise<void>;
}

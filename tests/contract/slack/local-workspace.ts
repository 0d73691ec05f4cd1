/** One call of the Web API, as the client made it: JSON in arguments is already parsed. */
export interface SlackCall {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The bearer token, or '' when there was none. */
  readonly token: string;
}

/** What there is in the workspace. A test changes it to set a scene. */
export interface Workspace {
  readonly team: string;
  readonly botUser: string;
  readonly botId: string;
  readonly appId: string;
  /** What the bot token may do, as the header `x-oauth-scopes` says it. */
  scopes: readonly string[];
  /** By user id; people who are not here are made up from their id. `null`: there is no such user. */
  readonly users: Map<string, Record<string, unknown> | null>;
  /** By channel id: what `conversations.info` says over the usual for an id of its kind. */
  readonly channels: Map<string, Record<string, unknown>>;
  /** By channel id. */
  readonly members: Map<string, readonly string[]>;
  /** By channel id, in their order. Deleted ones are gone. */
  readonly messages: Map<string, StoredMessage[]>;
  readonly files: Map<string, StoredFile>;
  /** Messages that hold shared files, in their order. */
  readonly shares: {
    readonly ts: string;
    readonly channel: string;
    readonly thread: string | undefined;
    readonly files: readonly string[];
  }[];
  /** What `oauth.v2.access` gives for a code, over the usual. A code that is not `good-code` needs an entry. */
  readonly oauthCodes: Map<string, Record<string, unknown>>;
  /** Where `apps.connections.open` sends a client. */
  socketUrl: string;
  /** Raised with every message, so that no two have the same ts. */
  clock: number;
}

export interface StoredMessage {
  ts: string;
  channel: string;
  /** `streaming` until `chat.stopStream`. */
  state: 'posted' | 'streaming';
  text: string;
  blocks: unknown;
  thread: string | undefined;
  metadata: unknown;
  user: string;
}

export interface StoredFile {
  content: Buffer;
  fileName: string;
  mediaType: string;
  /** Where it was shared by `files.completeUploadExternal`. */
  shared: { channel: string; thread: string | undefined } | null;
  altText: string | undefined;
}

export function makeWorkspace(): Workspace {
  return {
    team: 'T0HARBOR01',
    botUser: 'U0COACH001',
    botId: 'B0COACH001',
    appId: 'A0COACH001',
    scopes: [],
    users: new Map(),
    channels: new Map(),
    members: new Map(),
    messages: new Map(),
    files: new Map(),
    shares: [],
    oauthCodes: new Map(),
    socketUrl: '',
    clock: 1_795_000_000,
  };
}

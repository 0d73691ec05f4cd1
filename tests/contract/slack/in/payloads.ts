/** Payloads in the shapes Slack sends (docs.slack.dev, "Events API" and "Interaction payloads"), with our ids. */

export const TEAM = 'T0HARBOR01';
export const BOT = 'U0COACH001';
export const MARIA = 'U0MARIA001';
export const GENERAL = 'C0GENERAL1';
export const MARIA_DM = 'D0MARIA001';

export type Fields = Readonly<Record<string, unknown>>;

export function envelope(event: Fields, over: Fields = {}): Fields {
  return {
    token: 'verification-token-old',
    team_id: TEAM,
    context_team_id: TEAM,
    context_enterprise_id: null,
    api_app_id: 'A0COACH001',
    event,
    type: 'event_callback',
    event_id: 'Ev0ABC0001',
    event_time: 1_795_000_000,
    authorizations: [{ enterprise_id: null, team_id: TEAM, user_id: BOT, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
    event_context: '4-eyJldCI6Im1lc3NhZ2UifQ',
    ...over,
  };
}

/** A message as `message.channels`; `over` makes it a reply, a direct message, a file. */
export function message(over: Fields = {}): Fields {
  return {
    client_msg_id: '9b2c0f6e-1111-4222-8333-444455556666',
    type: 'message',
    user: MARIA,
    text: 'how will sales be next week?',
    ts: '1795000100.000200',
    team: TEAM,
    blocks: [{ type: 'rich_text', block_id: 'x1', elements: [] }],
    channel: GENERAL,
    event_ts: '1795000100.000200',
    channel_type: 'channel',
    ...over,
  };
}

export const directMessage = (over: Fields = {}): Fields => message({ channel: MARIA_DM, channel_type: 'im', ...over });

/** The other event of the same mention. */
export function mention(over: Fields = {}): Fields {
  const { channel_type: _none, ...fields } = message({ text: `<@${BOT}> how will sales be next week?`, ...over });
  return { ...fields, type: 'app_mention' };
}

export function command(name: string, text: string, over: Readonly<Record<string, string>> = {}) {
  return {
    token: 'verification-token-old',
    team_id: TEAM,
    team_domain: 'harbor',
    channel_id: GENERAL,
    channel_name: 'general',
    user_id: MARIA,
    user_name: 'maria',
    command: `/${name}`,
    text,
    api_app_id: 'A0COACH001',
    is_enterprise_install: 'false',
    response_url: 'https://hooks.slack.com/commands/T0HARBOR01/123/secretpart',
    trigger_id: `trigger-${name}-1`,
    ...over,
  };
}

/** A pressed button under a message. */
export function press(action: Fields, over: Fields = {}): Fields {
  return {
    type: 'block_actions',
    user: { id: MARIA, username: 'maria', name: 'maria', team_id: TEAM },
    api_app_id: 'A0COACH001',
    token: 'verification-token-old',
    container: { type: 'message', message_ts: '1795000200.000300', channel_id: GENERAL, is_ephemeral: false },
    trigger_id: 'trigger-press-1',
    team: { id: TEAM, domain: 'harbor' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: GENERAL, name: 'general' },
    message: { type: 'message', user: BOT, ts: '1795000200.000300', thread_ts: '1795000100.000200', text: 'An answer' },
    state: { values: {} },
    response_url: 'https://hooks.slack.com/actions/T0HARBOR01/123/secretpart',
    actions: [{ type: 'button', block_id: 'b1', action_ts: '1795000300.111', ...action }],
    ...over,
  };
}

export function submission(view: Fields, values: Fields): Fields {
  return {
    type: 'view_submission',
    team: { id: TEAM, domain: 'harbor' },
    user: { id: MARIA, username: 'maria', name: 'maria', team_id: TEAM },
    api_app_id: 'A0COACH001',
    token: 'verification-token-old',
    trigger_id: 'trigger-view-1',
    view: { id: 'V0FORM0001', team_id: TEAM, type: 'modal', blocks: [], state: { values }, hash: 'x', ...view },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  };
}

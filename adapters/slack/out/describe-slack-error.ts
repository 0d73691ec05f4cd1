import { webApi } from '@slack/bolt';
import { ChannelError, DyocenseError, UpstreamError } from '../../../src/contracts/errors.ts';

/** Slack's own troubles: the same call may work in a moment. */
const PASSING = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'rate_limited',
  'team_added_to_org',
  'accesslimited',
  'message_limit_exceeded',
]);

const INVITE = 'Invite the coach to that channel (/invite @coach) and ask again.';
const CONNECT = 'Connect Dyocense to this Slack workspace again.';

const ADVICE: Readonly<Record<string, string>> = {
  channel_not_found: INVITE,
  not_in_channel: INVITE,
  is_archived: 'The channel is archived. Ask in another one.',
  is_inactive: 'The channel is frozen. Ask in another one.',
  account_inactive: CONNECT,
  token_revoked: CONNECT,
  token_expired: CONNECT,
  invalid_auth: CONNECT,
  not_authed: CONNECT,
  org_login_required: CONNECT,
  team_not_found: CONNECT,
  missing_scope: 'The app lacks a permission. Install it again from its manifest.',
  no_permission: 'The app lacks a permission. Install it again from its manifest.',
  not_allowed_token_type: 'Use the bot token of the app (it starts with xoxb).',
  restricted_action: 'A rule of this workspace does not let the coach write there. Ask whoever runs the workspace.',
  restricted_action_read_only_channel: 'Only some people may write in this channel. Ask in another one.',
  restricted_action_thread_only_channel: 'This channel takes replies only. Ask inside a thread.',
  restricted_action_non_threadable_channel: 'This channel has no threads. Ask in another one.',
  restricted_action_thread_locked: 'The thread is locked. Start a new one.',
  team_access_not_granted: 'Ask whoever runs the organisation to let the app into this workspace.',
  ekm_access_denied: 'A rule of this workspace does not let the coach write now. Ask whoever runs the workspace.',
  msg_too_long: 'The answer is too long for Slack. Ask for a shorter period or fewer things.',
  msg_blocks_too_long: 'The answer is too long for Slack. Ask for a shorter period or fewer things.',
  cannot_dm_bot: 'A direct message to an app is not possible. Ask as a person.',
  user_not_found: 'The person is not in this workspace any more.',
  user_disabled: 'The person is not in this workspace any more.',
  user_not_visible: 'The coach may not write to this person.',
  messages_tab_disabled: 'Switch on the Messages tab in the settings of the app (App Home).',
  file_uploads_disabled: 'The workspace takes no files, so charts come as tables.',
  cant_delete_message: 'Slack does not let the coach take this message away. Delete it by hand.',
  compliance_exports_prevent_deletion: 'A rule of this workspace keeps messages from being deleted.',
};

/**
 * An error of the Web API as one of ours. The message names Slack's code and nothing of what was sent.
 * @returns UpstreamError when it may work later (`retryAfter` in ms as Slack said), ChannelError when it never will
 */
export function describeSlackError(thrown: unknown): DyocenseError {
  if (thrown instanceof DyocenseError) return thrown;
  if (thrown instanceof webApi.WebAPIRateLimitedError) {
    return new UpstreamError('Slack asked us to wait.', {
      code: 'slack-rate-limited',
      advice: 'Nothing to do: it is sent again by itself.',
      // Seconds in the header.
      retryAfter: thrown.retryAfter * 1_000,
      cause: thrown,
    });
  }
  const code = slackErrorCode(thrown);
  if (code !== null && !PASSING.has(code)) {
    return new ChannelError(`Slack refused it: ${code}.`, {
      code: `slack-${code.replaceAll('_', '-')}`,
      advice: ADVICE[code] ?? 'Run the doctor for Slack to see what is missing.',
      cause: thrown,
    });
  }
  if (thrown instanceof webApi.WebAPIHTTPError && thrown.statusCode < 500 && thrown.statusCode !== 408) {
    return new ChannelError(`Slack refused the call with status ${thrown.statusCode}.`, {
      code: 'slack-http',
      advice: 'Run the doctor for Slack to see what is missing.',
      cause: thrown,
    });
  }
  return new UpstreamError('Slack could not be reached.', {
    code: code === null ? 'slack-unreachable' : `slack-${code.replaceAll('_', '-')}`,
    advice: 'Nothing to do: it is sent again by itself.',
    cause: thrown,
  });
}

/** Slack's own word for why it said no ("channel_not_found"), also of an error that was described already. */
export function slackErrorCode(thrown: unknown): string | null {
  if (thrown instanceof webApi.WebAPIPlatformError) return thrown.data.error;
  if (thrown instanceof DyocenseError && thrown.cause !== undefined) return slackErrorCode(thrown.cause);
  return null;
}

/** Did the connection break after the call was sent? Then it may have worked although nobody heard so. */
export function mayHaveWorked(error: DyocenseError): boolean {
  return error instanceof UpstreamError && error.code !== 'slack-rate-limited' && slackErrorCode(error) === null;
}

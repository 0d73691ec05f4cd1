/**
 * What the bot token must be allowed to do, and why. The manifest asks for exactly these;
 * `doctor --channel slack` compares them with what a token has.
 */
export const SCOPES: Readonly<Record<string, string>> = {
  'app_mentions:read': 'hear when somebody mentions the coach',
  'assistant:write': 'suggest questions and show that it is at work',
  'channels:history': 'hear replies in its threads in public channels',
  'channels:read': 'know whether a channel is shared with another company, and who is in it',
  'chat:write': 'answer',
  commands: 'slash commands',
  'files:read': 'read a file that somebody sends it',
  'files:write': 'send charts and files',
  'groups:history': 'hear replies in its threads in private channels',
  'groups:read': 'know who is in a private channel it was invited to',
  'im:history': 'hear direct messages',
  'im:read': 'tell its own direct messages from those between people',
  'im:write': 'start a direct message',
  'mpim:history': 'hear replies in its threads in group messages',
  'mpim:read': 'know who is in a group message',
  'users:read': 'know a person’s name, language and time zone, tell people from bots, and notice when somebody leaves',
};

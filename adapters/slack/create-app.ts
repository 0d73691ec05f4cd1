import { App, type Authorize, type Receiver } from '@slack/bolt';
import { z } from 'zod';
import { ChannelError } from '../../src/contracts/errors.ts';
import { type Bots, clientOptions } from './bots.ts';
import { codeOf, placeOf, type SlackContext } from './context.ts';
import { handleEvent } from './events.ts';
import { holdAck, notStored } from './hold-ack.ts';
import { takePress } from './on-button.ts';
import { takeCommand } from './on-command.ts';
import { takeForm } from './on-form.ts';
import type { SlackParts } from './options.ts';

/** Bolt with all our listeners. What fails for good is logged and let go; all else Slack sends again. */
export function createApp(parts: SlackParts, context: SlackContext, receiver: Receiver): App {
  const app = new App({
    receiver: holdAck(receiver, parts.log),
    authorize: authorizeBy(context.bots),
    clientOptions: clientOptions(parts),
    logger: clientOptions(parts).logger,
    // We keep our own history of a conversation.
    convoStore: false,
  });
  app.event(/.*/, ({ body }) => handleEvent(context, body));
  app.command(/.*/, async ({ command, ack }) => ack(await takeCommand(context, command)));
  app.action(/.*/, async ({ body, ack }) => {
    await takePress(context, body);
    await ack();
  });
  app.view({ callback_id: /.*/, type: 'view_submission' }, async ({ body, ack }) => ack(await takeForm(context, body)));
  app.error(async (error) => {
    const cause = 'original' in error ? error.original : error;
    const gone = cause instanceof ChannelError && cause.code === 'slack-not-installed';
    if (gone || cause instanceof z.ZodError) {
      context.log.warn({ code: gone ? cause.code : 'unreadable' }, 'something from Slack was passed over');
      return;
    }
    context.log.error({ code: codeOf(cause) }, 'something from Slack could not be taken; Slack will send it again');
    throw notStored(cause);
  });
  return app;
}

function authorizeBy(bots: Bots): Authorize<boolean> {
  return async ({ teamId }) => {
    const { token, userId, botId } = await bots.bot(placeOf(teamId ?? ''));
    return { botToken: token, botUserId: userId, botId, teamId };
  };
}

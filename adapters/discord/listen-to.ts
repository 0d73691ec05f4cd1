import type { GatewayEvents } from './gateway.ts';
import { handleInteraction } from './handle-interaction.ts';
import { handleMessage } from './handle-message.ts';
import { createNotices } from './handle-notices.ts';
import type { Lanes } from './lanes.ts';
import type { MessageParts } from './parts.ts';
import { sayHello } from './say-hello.ts';
import { logFailure } from './take-inbound.ts';

/** What is done with each event of the gateway. Events of one channel are taken in their order. */
export function listenTo(parts: MessageParts, lanes: Lanes): GatewayEvents {
  const { api, log } = parts;
  const notices = createNotices(parts);
  const fails = (message: string) => (thrown: unknown) => logFailure(log, thrown, message);
  return {
    message: (message) =>
      lanes.run(message.channel_id, () => handleMessage(parts, message).catch(fails('discord message failed'))),
    // Discord waits 3 s: it must not stand in line behind a message with a large file.
    interaction: (interaction) =>
      lanes.run(`int:${interaction.id}`, () =>
        handleInteraction(parts, interaction, (response) =>
          api.respond(interaction.id, interaction.token, response),
        ).catch(fails('discord interaction failed')),
      ),
    edited: (edit) => lanes.run(edit.channel_id, () => notices.edited(edit)),
    deleted: (gone) => lanes.run(gone.channel_id, () => notices.deleted(gone)),
    memberLeft: (left) => lanes.run(`guild:${left.guild_id}`, () => notices.memberLeft(left)),
    guildGone: (guild) => lanes.run(`guild:${guild}`, () => notices.guildGone(guild)),
    joined(guild, channel) {
      log.info({}, 'discord server joined');
      if (channel)
        lanes.run(`guild:${guild}`, () => sayHello(api, guild, channel).catch(fails('discord hello not sent')));
    },
    unreadable: (event) => log.warn({ event }, 'discord sent what is not documented'),
    closed: (code) => log.error({ code }, 'discord connection closed for good; run doctor --channel discord'),
  };
}

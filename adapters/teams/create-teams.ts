import type { FastifyInstance } from 'fastify';
import { UserError } from '../../src/contracts/errors.ts';
import type { Channel, ChatHost } from '../channel.ts';
import { checkSetup } from './check-setup.ts';
import { createDoors } from './doors.ts';
import type { Receiver, TeamsLog } from './in/receiver.ts';
import { createSeen } from './in/seen.ts';
import { createMemberList } from './list-members.ts';
import { mountMessages } from './mount-messages.ts';
import type { TeamsOptions } from './options.ts';
import { createTeamsSender } from './out/create-teams-sender.ts';
import type { TeamsTransport } from './transport.ts';

/**
 * Microsoft Teams as a channel: mounts `POST /teams/messages` on the server and answers there.
 * @throws UserError `teams-without-app-id`: without one anybody could pretend to be Microsoft
 */
export async function createTeams({
  host,
  server,
  config,
  log,
}: {
  readonly host: ChatHost;
  readonly server: FastifyInstance;
  readonly config: TeamsOptions;
  readonly log: TeamsLog;
}): Promise<Channel> {
  if (config.appId.trim() === '') {
    throw new UserError('Teams needs the id of its app registration.', {
      code: 'teams-without-app-id',
      advice: 'Set TEAMS_APP_ID; see docs/channels/teams.md.',
    });
  }
  const transport = await createTransport(config);
  const doors = createDoors(config);
  const sender = createTeamsSender({ host, transport, doors, log });
  const members = createMemberList(transport, doors, log);
  const busy = new Set<Promise<unknown>>();
  const receiver: Receiver = {
    host,
    voice: sender,
    transport,
    options: config,
    log,
    seen: createSeen(),
    now: () => new Date(),
    hasGuests: members.hasGuests,
    heard: members.heard,
    later(work) {
      const quiet = work
        .catch((error: unknown) => {
          log.warn({ reason: error instanceof Error ? error.message : 'unknown' }, 'a word to Teams got lost');
        })
        .finally(() => busy.delete(quiet));
      busy.add(quiet);
    },
  };
  await mountMessages(server, receiver, transport);

  return {
    name: 'teams',
    capabilities: sender.capabilities,
    // Teams calls us; there is no connection to keep.
    start: async () => undefined,
    async stop() {
      await Promise.all(busy);
    },
    deliver: (outgoing, posted) => sender.deliver(outgoing, posted),
    membersOf: members.membersOf,
    audienceOf: members.audienceOf,
    check: () => checkSetup(server, transport, config),
  };
}

/** Only the chosen SDK is loaded: each of them takes its time and memory. */
async function createTransport(config: TeamsOptions): Promise<TeamsTransport> {
  if (config.sdk === 'agents') {
    const { createAgentsTransport } = await import('./transports/agents.ts');
    return createAgentsTransport(config);
  }
  const { createBotbuilderTransport } = await import('./transports/botbuilder.ts');
  return createBotbuilderTransport(config);
}

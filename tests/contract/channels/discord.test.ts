import { testChannel } from './channel-suite.ts';
import { startDiscordDriver } from './discord-driver.ts';

testChannel('Discord', () => startDiscordDriver('gateway'));

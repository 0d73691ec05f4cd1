import { testChannel } from './channel-suite.ts';
import { startTeamsDriver } from './teams-driver.ts';

testChannel('Microsoft Teams', () => startTeamsDriver('botbuilder'));

import { testChannel } from './channel-suite.ts';
import { startSlackDriver } from './slack-driver.ts';

testChannel('Slack', startSlackDriver);

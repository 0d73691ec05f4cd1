import { testChannel } from './channel-suite.ts';
import { startWebDriver } from './web-driver.ts';

testChannel('the web page', startWebDriver);

import { Argument, Command } from 'commander';
import { DyocenseError } from '../contracts/errors.ts';
import { PLAN_KINDS } from '../contracts/plan.ts';
import { ask } from './ask.ts';
import { connect } from './connect.ts';
import { registerDiscordCommands } from './discord-commands.ts';
import { doctor } from './doctor.ts';
import { evaluatePlannerCommand } from './eval-planner.ts';
import { forecast } from './forecast.ts';
import { importFile } from './import-file.ts';
import { printKey } from './make-key.ts';
import { migrateOnly } from './migrate.ts';
import { optimize } from './optimize.ts';
import { listOutbox, retryOutbox } from './outbox.ts';

/** The command line: the same skills as in the chat, for scripts and for whoever runs the service. */
const program = new Command('dyocense')
  .description('The business coach on the command line.')
  .showHelpAfterError()
  .configureHelp({ sortSubcommands: true });

program
  .command('ask')
  .description('Ask a question about the sample company, about your own, or about a file.')
  .argument('<question...>', 'the question, in plain words')
  .option('--file <csv>', 'answer from this file alone; nothing is kept')
  .option('--company <slug>', 'sample or own', 'sample')
  .option('--conversation <id>', 'continue a conversation, for follow-up questions')
  .option('--json', 'print the whole answer as JSON')
  .option('--out <folder>', 'write charts as PNG and tables as CSV into this folder')
  .action((words: string[], options) => ask(words.join(' '), options));

program
  .command('import')
  .description('Add a file to your own company.')
  .argument('<csv>')
  .option('--json', 'print JSON')
  .action(importFile);
program
  .command('connect')
  .description('Print a code that connects a chat (Slack, Teams, Discord) to your company.')
  .option('--company <slug>', 'own or sample', 'own')
  .option('--json', 'print JSON')
  .action(connect);
program.command('make-key').description('Print a new ENCRYPTION_KEY.').action(printKey);
program.command('migrate').description('Bring the database up to date and stop.').action(migrateOnly);
program
  .command('doctor')
  .description('Say what is set up, what is missing, and what to do about it.')
  .option('--channel <name>', 'ask a chat platform: slack, teams or discord')
  .option('--json', 'print JSON')
  .action(doctor);
program
  .command('discord')
  .description('Chores of the Discord application.')
  .command('commands')
  .description('Tell Discord the slash commands.')
  .option('--guild <id>', 'one server, at once; else all servers, within minutes')
  .action(registerDiscordCommands);
const outbox = program.command('outbox').description('Messages to chat platforms that were given up.');
outbox.command('list').description('List them.').option('--json', 'print JSON').action(listOutbox);
outbox
  .command('retry')
  .description('Send them again: all, or one.')
  .argument('[id]', 'one message, as `outbox list` names it')
  .action((id: string | undefined) => retryOutbox(id));
program
  .command('optimize')
  .description('Make a plan from a company’s data, or solve a problem that stands in a file.')
  .addArgument(new Argument('<kind>').choices([...PLAN_KINDS]))
  .option('--company <slug>', 'sample or own', 'sample')
  .option('--conversation <id>', 'continue a conversation')
  .option('--from <day>', 'first day of the plan, YYYY-MM-DD')
  .option('--to <day>', 'last day of the plan, YYYY-MM-DD')
  .option('--amount <money>', 'budget: money over the period', Number)
  .option('--max-change <percent>', 'pricing: most that one price may change', Number)
  .option('--change <json...>', 'changes against the data, see docs/optimize-api.md')
  .option('--assume', 'assume what can be assumed instead of asking')
  .option('--problem <file>', 'solve this problem (JSON) instead; no company’s data are read')
  .option('--time-limit <seconds>', 'with --problem: seconds for solving', Number)
  .option('--gap <fraction>', 'with --problem: distance from the best that is good enough', Number)
  .option('--json', 'print JSON')
  .option('--out <folder>', 'write charts, tables and files into this folder')
  .action(optimize);
program
  .command('forecast')
  .description('Forecast a column of a file, or one of a company’s numbers.')
  .option('--data <csv>', 'a file with a column of dates and one of numbers; nothing is kept')
  .option('--value <column>', 'the column to forecast, where the file has several')
  .option('--date <column>', 'the column of dates, where the file has several')
  .option('--metric <name>', 'one of the company’s numbers instead, such as revenue')
  .option('--filter <dimension=member...>', 'with --metric: only this, such as location=Riverside')
  .option('--company <slug>', 'with --metric: sample or own', 'sample')
  .option('--horizon <steps>', 'steps ahead', Number)
  .option('--grain <grain>', 'day, week, month or quarter; told by the dates')
  .option('--model <name>', 'one model instead of the mix: ets, theta, arima, prophet, …')
  .option('--levels <percents>', 'ranges, such as 50,80,95')
  .option('--holidays <country>', 'with --data: let the holidays of this country take part, such as DE')
  .option('--json', 'print JSON')
  .action(forecast);
program
  .command('eval:planner')
  .description('Measure how many questions the built-in planner understands.')
  .requiredOption('--catalog <file>', 'the company’s catalogue, JSON')
  .requiredOption('--questions <file>', 'one question a line, JSONL')
  .option('--json', 'print JSON')
  .action(evaluatePlannerCommand);

try {
  await program.parseAsync();
} catch (error) {
  const words =
    error instanceof DyocenseError
      ? `${error.message}\n${error.advice}`
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}

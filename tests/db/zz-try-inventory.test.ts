import { randomUUID } from 'node:crypto';
import { test } from 'vitest';
import { createSkillContext } from '../../skills/create-context.ts';
import { planInventory } from '../../skills/plan-inventory/run.ts';
import { whatIf } from '../../skills/what-if/run.ts';
import { findCompany } from '../../src/access/companies.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { createEnginePool } from '../../src/engines/pool.ts';
import { createGrounder } from '../../src/facts/ground.ts';
import { ensureSampleCompany } from '../../src/sample/ensure-sample-company.ts';
import { openTestDatabase } from './harness.ts';
test('try', async () => {
  const database = await openTestDatabase();
  const now = new Date('2026-11-23T15:00:00Z');
  await ensureSampleCompany({ database, now, progress: () => {} });
  const found: any = await findCompany(database, 'web', 'sample');
  const company = found.company ?? found;
  const engines = createEnginePool({ threads: 1 });
  await engines.warm();
  const catalogue = await database.inTenant(company.id, (tx) => readCatalogue(tx, company));
  const ctx: any = createSkillContext({
    asked: { channel: 'web', workspace: 'sample', conversation: 'c', thread: 'c', user: 'local', audience: 'private' },
    company, person: { id: null as any, displayName: 'Ada', role: 'owner' }, catalogue, attachments: [], previous: null, engines,
    signal: new AbortController().signal, data: (work: any) => database.inTenant(company.id, work),
    progress: (t: string) => console.log('…', ((Date.now() - t0) / 1000).toFixed(1), t), now,
  } as any);
  let t0 = Date.now();
  const show = (r: any) => {
    const g = createGrounder(r.facts, { locale: 'en-US', currency: 'USD', today: ctx.today });
    console.log('seconds', (Date.now() - t0) / 1000);
    for (const s of r.sections) console.log(`[${s.kind}] ${s.heading ?? ''} ${g.text(s.template)}`);
    for (const t of r.tables) { console.log('##', g.text(t.title)); for (const row of t.rows) console.log('   ', row.map((c: string) => g.text(c)).join(' | ')); }
    for (const c of r.charts) console.log(JSON.stringify({ ...c, title: g.text(c.title), alt: g.text(c.alt), panels: c.panels.map((p: any) => ({ l: p.label, s: p.points.map((x: any) => x.stock) })) }));
    for (const f of r.followUps) console.log('button', g.text(f.label));
    console.log(r.files?.map((f: any) => [f.name, f.content.length]), r.question, r.working?.checks, r.working?.steps);
  };
  show(await planInventory.run(ctx, planInventory.input.parse({})));
  for (const changes of [[{ what: 'demand', percent: 20 }], [{ what: 'storage', percent: -40 }], [{ what: 'order', of: 'whole milk', to: 60 }], [{ what: 'supplier', of: 'Meadow Dairy', off: true }]]) {
    console.log('=========', JSON.stringify(changes));
    t0 = Date.now();
    try { const r: any = await whatIf.run(ctx, whatIf.input.parse({ kind: 'inventory', changes })); show({ ...r, tables: [], charts: [] }); } catch (e: any) { console.log(e, e.advice); }
  }
  t0 = Date.now();
  const r: any = await planInventory.run(ctx, planInventory.input.parse({ item: 'milk' , period: {start:'2026-11-30', end:'2026-12-06'}, filter: {location: 'Riverside'}})).catch((e: any) => console.log(e.message, e.advice));
  if (r) show({ ...r, tables: [] , charts: []});
  await engines.close(); await database.close();
}, 300_000);

import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import {TEST} from '../files.mjs';

export const title = 'every check finds the mistake that was planted for it';

export function check({isWhole}, report) {
  if (!isWhole) return report.skip();
  const suites = fs.readdirSync(TEST, {recursive: true}).filter(file => file.endsWith('.test.mjs') && !/(^|[\\/])(node_modules|\.work)[\\/]/.test(file));
  const run = spawnSync(process.execPath, ['--no-warnings', '--test', '--test-reporter=tap', ...suites], {cwd: TEST, encoding: 'utf8'});
  report.passed += Number(/^# pass (\d+)/m.exec(run.stdout)?.[1] ?? 0);
  for (const [, name] of run.stdout.matchAll(/^not ok \d+ - (.*)$/gm)) report.fail('infra/test', name, `cd infra/test && node --test ${suites.join(' ')}`);
  if (run.status && !report.findings.length) report.fail('infra/test', `the suites did not run: ${run.stderr.trim()}`, 'mend them');
}

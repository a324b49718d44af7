import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {spawnSync} from 'node:child_process';
import {filesIn, shown} from '../files.mjs';

export const title = 'every file is written as terraform fmt writes it';

/** Of a Terragrunt file too, which is the same language. */
export async function check({infra}, report) {
  for (const file of filesIn(infra, '.tf', '.hcl').filter(one => !path.relative(infra, one).startsWith('test'))) {
    const text = fs.readFileSync(file, 'utf8');
    const formatted = spawnSync('terraform', ['fmt', '-'], {input: text, encoding: 'utf8', env: {...process.env, TF_CLI_CONFIG_FILE: os.devNull}});
    if (formatted.status) report.fail(shown(file), `does not parse: ${formatted.stderr.replace(/\s+/g, ' ').trim()}`, 'mend the syntax');
    else if (formatted.stdout !== text) report.fail(shown(file), 'is not written as terraform fmt writes it', `terraform fmt ${shown(file)}`);
    else report.pass();
  }
}

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {spawnSync} from 'node:child_process';
import {filesIn, shown} from '../files.mjs';

export const title = 'every file is written as terraform fmt writes it';

/** Of a Terragrunt file too, which is the same language: each is copied under a name that Terraform knows, and Terraform looks at all of them at once. */
export async function check({infra}, report) {
  const files = filesIn(infra, '.tf', '.hcl').filter(one => !path.relative(infra, one).startsWith('test'));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'format-'));
  files.forEach((file, at) => fs.copyFileSync(file, path.join(folder, `${at}.tf`)));
  const formatted = spawnSync('terraform', ['fmt', '-list=true', '-write=false', '-no-color'], {cwd: folder, encoding: 'utf8', env: {...process.env, TF_CLI_CONFIG_FILE: os.devNull}});
  fs.rmSync(folder, {recursive: true});
  const differing = new Set(formatted.stdout.split('\n'));
  const errors = formatted.stderr.replace(/[│╷╵]/g, '').split(/(?=Error:)/).filter(one => one.startsWith('Error:'));
  files.forEach((file, at) => {
    const error = errors.find(one => one.includes(` on ${at}.tf line`));
    if (error) report.fail(shown(file), `does not parse: ${error.replace(/\s+/g, ' ').trim()}`, 'mend the syntax');
    else if (differing.has(`${at}.tf`)) report.fail(shown(file), 'is not written as terraform fmt writes it', `terraform fmt - < ${shown(file)}`);
    else report.pass();
  });
}

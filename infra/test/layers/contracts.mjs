import fs from 'node:fs';
import path from 'node:path';
import {parse} from 'yaml';
import {parsed} from '../files.mjs';

export const title = 'every module keeps the contract that infra/policy gives its stack';

/** A type outside the contract would be denied when it is planned; here it is told when it is written. */
export async function check({infra, modules}, report) {
  const contracts = parse(fs.readFileSync(path.join(infra, 'policy/contracts.yaml'), 'utf8'));
  for (const module of modules) {
    const contract = contracts[module.name] ?? [];
    for (const type of Object.keys((await parsed(module)).resource ?? {})) {
      if (contract.some(beginning => type.startsWith(beginning))) report.pass();
      else report.fail(`infra/modules/${module.name}`, `makes ${type}, which is outside its contract`, `extend ${module.name} in infra/policy/contracts.yaml, if such resources are its business`);
    }
  }
}

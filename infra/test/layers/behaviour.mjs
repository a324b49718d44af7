import {inspect} from '../inspection.mjs';
import {shown} from '../files.mjs';

export const title = 'every module does what its own tests say';

export async function check({modules}, report) {
  await Promise.all(modules.map(async module => {
    const {schema, tests} = await inspect(module);
    if (schema.length) return;
    if (!tests.length) report.fail(shown(module.folder), 'has no tests', 'write tests/*.tftest.hcl: what the module promises, and what each validation refuses');
    for (const {run, file, status, why} of tests) {
      if (status === 'pass') report.pass();
      else report.fail(`${shown(module.folder)}/${file}`, `run "${run}" ended with ${status}: ${why.join('; ') || 'no reason given'}`, 'mend the module or, if it promises something else now, the test');
    }
  }));
}

import {inspect} from '../inspection.mjs';
import {shown} from '../files.mjs';

export const title = 'every module is valid against the schemas of its providers';

export async function check({modules}, report) {
  await Promise.all(modules.map(async module => {
    const {schema} = await inspect(module);
    schema.forEach(error => report.fail(shown(module.folder), error, 'mend the argument; the provider knows no other'));
    if (!schema.length) report.pass();
  }));
}

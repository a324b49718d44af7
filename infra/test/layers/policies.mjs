import {inspect} from '../inspection.mjs';
import {shown} from '../files.mjs';
import {documentsOf} from '../policies/documents.mjs';
import {lint} from '../policies/lint.mjs';

export const title = 'every policy names actions and keys that exist, and fits where it goes';

const INLINE_LIMIT = 10240;

/** Reads the plans of the modules' own tests, so a policy is checked as it comes out. */
export async function check({modules}, report) {
  await Promise.all(modules.map(async module => {
    const seen = new Set();
    for (const {run, plan} of (await inspect(module)).plans) {
      for (const document of documentsOf(plan)) {
        if (seen.has(document.address + document.text)) continue;
        seen.add(document.address + document.text);
        const found = await lint(document);
        found.forEach(sentence => report.fail(`${shown(module.folder)} ${document.address} (run "${run}")`, sentence, 'mend the policy: it does not say what it seems to say'));
        if (!found.length) report.pass();
      }
      for (const [role, length] of inlineOf(plan)) {
        if (length > INLINE_LIMIT) report.fail(`${shown(module.folder)} (run "${run}")`, `the inline policies of ${role} have ${length} characters together, and AWS takes ${INLINE_LIMIT}`, 'make managed policies of them');
      }
    }
  }));
}

function inlineOf(plan) {
  const lengths = new Map();
  for (const {type, change} of plan.resource_changes ?? []) {
    if (type !== 'aws_iam_role_policy' || !change.after?.policy) continue;
    lengths.set(change.after.role, (lengths.get(change.after.role) ?? 0) + change.after.policy.length);
  }
  return lengths;
}

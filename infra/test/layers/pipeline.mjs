import fs from 'node:fs';
import path from 'node:path';
import {parse} from 'yaml';
import {filesIn, PROJECT, shown, TEST} from '../files.mjs';
import {EVENTS} from '../pipeline/events.mjs';
import {cachingFaults, expanded, faults, retries} from '../pipeline/hygiene.mjs';
import {unpinned} from '../pipeline/dockerfile.mjs';
import {jobs, repository} from '../pipeline/local.mjs';

export const title = 'the pipeline is GitLab\'s, pins its images, and every event makes the jobs that are written down';

/** @param project where the pipeline stands; a fixture has one of its own */
export function check({isWhole, write, project = PROJECT, events = EVENTS}, report) {
  if (!isWhole) return report.skip();
  files(project).forEach(file => {
    const document = parse(fs.readFileSync(file, 'utf8'), {merge: true, logLevel: 'silent'});
    pinned(file, document, report);
    retries(document).forEach(({where, what, todo}) => report.fail(`${shown(file)}: ${where}`, what, todo));
  });
  const dockerfile = path.join(project, 'infra/ci/tools.Dockerfile');
  for (const {line, what, todo} of unpinned(fs.readFileSync(dockerfile, 'utf8'), fs.readFileSync(path.join(project, 'infra/ci/pins.env'), 'utf8'))) report.fail(`${shown(dockerfile)}:${line}`, what, todo);
  report.pass();
  let isValid = false;
  for (const [name, event] of Object.entries(events)) {
    const {list, problem} = jobs(repository(name, event, project), event.variables, ...(isValid ? ['--json-schema-validation=false'] : []));
    if (problem) return report.fail('.gitlab-ci.yml', `GitLab would refuse it on the event ${name}: ${problem.replace(/\s+/g, ' ')}`, 'mend it; docs.gitlab.com/ci/yaml has the words');
    isValid = true;
    const file = path.join(TEST, 'pipeline/events', `${name}.txt`);
    if (write) fs.writeFileSync(file, list);
    if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== list) report.fail(shown(file), `the event makes other jobs:\n${list}`, 'if they are meant: infra/test/run pipeline --write');
    else report.pass();
  }
  const all = expanded(repository('expanded', {branch: 'develop', changed: []}, project));
  for (const job of all) {
    faults(job).forEach(({what, todo}) => report.fail(`.gitlab/ci: ${job.name}`, what, todo));
    report.pass();
  }
  cachingFaults(all).forEach(({what, todo}) => report.fail('.gitlab/ci', what, todo));
}

const files = project => [path.join(project, '.gitlab-ci.yml'), ...filesIn(path.join(project, '.gitlab/ci'), '.yml')];

/** An image is a version or a digest, never what happens to be newest. */
function pinned(file, document, report) {
  const images = Object.values(document).flatMap(job => [job?.image?.name ?? job?.image, job?.variables?.TOOLS_IMAGE, job?.TOOLS_IMAGE]).filter(image => typeof image === 'string' && !image.startsWith('$TOOLS'));
  for (const image of images) {
    if (/(:\d+\.\d+\.\d+[^:]*|@sha256:[0-9a-f]{64})$/.test(image)) report.pass();
    else report.fail(shown(file), `the image ${image} is not pinned`, 'name its whole version, or its digest');
  }
}

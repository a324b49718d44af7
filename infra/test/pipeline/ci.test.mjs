// The scripts of infra/ci, run as the jobs run them.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import {calls, checkout, git, gitlab, program, run, write} from './scripts.mjs';
import {jobs} from './local.mjs';
import {PROJECT, TEST} from '../files.mjs';

const DIGEST = letter => `sha256:${letter.repeat(64)}`;

test('auth.sh takes the role of the unit, in the account of its folder, by the token of the job', async () => {
  const folder = checkout('auth');
  const unit = 'infra/live/production/eu-central-1/workload/efs';
  fs.mkdirSync(path.join(folder, unit), {recursive: true});
  const env = {AWS_ID_TOKEN: 'a.b.c', TF_ROLE_KIND: 'apply', CI_PIPELINE_ID: '42', CI_JOB_ID: '7'};
  const {out} = await run(folder, ['infra/ci/auth.sh'], env, unit);
  assert.deepEqual(JSON.parse(out), {awsRole: {roleARN: 'arn:aws:iam::666666666666:role/ci/tf-efs-apply', roleSessionName: 'gitlab-42-7', duration: 3600, webIdentityToken: 'a.b.c'}});
  assert.match((await run(folder, ['infra/ci/auth.sh'], {AWS_ID_TOKEN: 'a.b.c'}, unit)).out, /role\/ci\/tf-efs-plan/);
});

test('auth.sh refuses to work without a token, outside infra/live, and in an account that nobody knows', async () => {
  const folder = checkout('auth-refuses');
  for (const unit of ['infra/live/develop/eu-central-1/workload/efs', 'infra/live/sandbox/efs']) fs.mkdirSync(path.join(folder, unit), {recursive: true});
  assert.match((await run(folder, ['infra/ci/auth.sh'], {}, 'infra/live/develop/eu-central-1/workload/efs')).err, /found no AWS_ID_TOKEN: the job needs id_tokens/);
  assert.match((await run(folder, ['infra/ci/auth.sh'], {AWS_ID_TOKEN: 'a'})).err, /runs in a unit's folder below infra\/live/);
  assert.match((await run(folder, ['infra/ci/auth.sh'], {AWS_ID_TOKEN: 'a'}, 'infra/live/sandbox/efs')).err, /has no account "sandbox"/);
});

const record = route => JSON.stringify({record: {environment: 'production', route}});

test('a part that there is not is refused by every script, and never taken for one without accounts', async () => {
  const folder = checkout('parts');
  program(folder, 'bin/terragrunt');
  program(folder, 'meddevo');
  for (const script of ['infra/ci/approvals', 'infra/ci/variables', 'infra/ci/assess', 'infra/ci/issue']) program(folder, script, 'echo "{}"');
  for (const script of ['plan', 'apply', 'drift', 'snapshot']) {
    const {code, err} = await run(folder, [`infra/ci/${script}`, 'producton', 'auto'], {CHANGE_PUBLIC_KEY: 'public.pem', CI_COMMIT_SHA: '0f', CI_COMMIT_BRANCH: 'develop', AWS_ID_TOKEN: 'a.b.c'});
    assert.notEqual(code, 0, script);
    assert.match(err, /there is no scope "producton"/, script);
  }
});

test('a route becomes a pipeline with its snapshot, its environment, and the plans of this pipeline', async () => {
  for (const [name, route, gate] of [['auto', {approvals: 0, snapshot: false}, '/auto'], ['owner', {approvals: 1, snapshot: false}, '/owner'], ['change-window', {approvals: 2, snapshot: true}, '']]) {
    const folder = checkout(`route-${name}`);
    fs.cpSync(path.join(TEST, '../../.gitlab'), path.join(folder, '.gitlab'), {recursive: true});
    write(folder, 'record.json', record({name, ...route}));
    const {out, err} = await run(folder, ['infra/ci/route', 'record.json'], {CI_PIPELINE_ID: '42'});
    const pipeline = JSON.parse(out || err);
    assert.deepEqual(pipeline.variables, {SCOPE: 'production', ROUTE: name});
    assert.deepEqual(pipeline.apply.environment, {name: `infra/production${gate}`, deployment_tier: 'production'});
    assert.equal('snapshot' in pipeline, route.snapshot);
    // gitlab-ci-local knows no needs:pipeline, which is GitLab's word for the parent's artifacts.
    for (const job of [pipeline.apply, pipeline.snapshot].filter(Boolean)) job.needs = job.needs.filter(need => typeof need === 'string');
    write(folder, 'apply.yml', JSON.stringify(pipeline));
    git(folder, 'init', '--quiet', '-b', 'master');
    git(folder, 'remote', 'add', 'origin', 'git@gitlab.example:meddevo/meddevo.git');
    git(folder, 'add', '-A');
    git(folder, 'commit', '--quiet', '-m', 'one');
    const {list, problem} = jobs(folder, {}, '--file', 'apply.yml');
    assert.equal(problem ?? list, `${route.snapshot ? 'snapshot\n' : ''}apply in infra/production${gate}${route.snapshot ? ' after snapshot' : ''}\n`);
  }
});

test('nothing is applied by a record that does not hold', async () => {
  const folder = checkout('apply');
  program(folder, 'bin/terragrunt');
  program(folder, 'infra/ci/approvals', 'echo "{}"');
  program(folder, 'infra/ci/variables', '[ ! -f lacking ]');
  program(folder, 'meddevo', '[ "$2" != verify ] || [ ! -f refused ]');
  const env = {CHANGE_PUBLIC_KEY: 'public.pem', CI_COMMIT_SHA: '0f1e'};
  assert.equal((await run(folder, ['infra/ci/apply', 'organization', 'two-approvers'], env)).code, 0);
  assert.deepEqual(calls(folder).slice(0, 4), ['variables ', 'approvals ', 'meddevo change approve record.json --key public.pem --approvals approvals.json',
    'meddevo change verify record.json --key public.pem -e organization --route two-approvers --commit 0f1e --approved --terraform plans-json']);
  assert.deepEqual(calls(folder).slice(4).map(call => /infra\/live\/\S+/.exec(call)[0]), ['infra/live/management', 'infra/live/log-archive', 'infra/live/audit', 'infra/live/platform']);
  write(folder, 'refused', '');
  fs.rmSync(path.join(folder, 'calls.txt'));
  assert.notEqual((await run(folder, ['infra/ci/apply', 'develop', 'auto'], env)).code, 0);
  assert.equal(calls(folder).length, 4);
  write(folder, 'lacking', '');
  fs.rmSync(path.join(folder, 'calls.txt'));
  assert.notEqual((await run(folder, ['infra/ci/apply', 'develop', 'auto'], env)).code, 0);
  assert.deepEqual(calls(folder), ['variables']);
});

/** The plan of the fleet of a merge request, where the operator answers as the script says. */
async function fleetPlanned(name, target, operator = 'exit 2', deployed = true) {
  const folder = checkout(name);
  const overlay = environment => `gitops/${environment}/fleet/techdoc.yaml`;
  for (const environment of ['develop', 'production']) write(folder, overlay(environment), `digest: ${DIGEST('0')} # digest of techdoc\n`);
  write(folder, 'apps/techdoc/app.yaml', '');
  program(folder, 'bin/kubectl', 'cat "$2"/*.yaml');
  program(folder, 'meddevo', `cat fleet.yaml > asked.yaml; echo '{"changes": []}'; ${operator}`);
  program(folder, 'infra/ci/assess');
  git(folder, 'init', '--quiet', '-b', 'feature/one');
  git(folder, 'add', 'gitops');
  git(folder, 'commit', '--quiet', '-m', 'one');
  if (deployed) {
    for (const [environment, letter] of [['develop', 'd'], ['production', 'b']]) {
      write(folder, overlay(environment), `digest: ${DIGEST(letter)} # digest of techdoc\n`);
      git(folder, 'commit', '--quiet', '-am', 'digests');
      git(folder, 'update-ref', `refs/remotes/origin/deploy/${environment}`, 'HEAD');
      git(folder, 'reset', '--quiet', '--hard', 'HEAD~1');
    }
  }
  const said = await run(folder, ['infra/ci/plan-apps'], {CI_MERGE_REQUEST_TARGET_BRANCH_NAME: target, OPERATOR_URL_DEVELOP: 'http://develop', OPERATOR_URL_PRODUCTION: 'http://production'});
  return {...said, calls: calls(folder).filter(call => !call.startsWith('kubectl')), asked: () => fs.readFileSync(path.join(folder, 'asked.yaml'), 'utf8'), folder};
}

test('the operator of the target branch\'s environment is asked, with the digests that run there', async () => {
  for (const [target, environment, letter] of [['develop', 'develop', 'd'], ['master', 'production', 'b']]) {
    const planned = await fleetPlanned(`plan-apps-${target}`, target);
    assert.equal(planned.code, 0, planned.err);
    assert.deepEqual(planned.calls, [`meddevo plan -f fleet.yaml -e ${environment} --operator http://${environment} -o json`, `assess ${environment} ${target} --apps apps-plan.json`]);
    assert.equal(planned.asked(), `digest: ${DIGEST(letter)} # digest of techdoc\n`);
    assert.equal(fs.readFileSync(path.join(planned.folder, 'apps-plan.json'), 'utf8'), '{"changes": []}\n');
    assert.match(fs.readFileSync(path.join(planned.folder, `gitops/${environment}/fleet/techdoc.yaml`), 'utf8'), /sha256:0/, 'the checkout stays as it is');
  }
});

test('a fleet is planned before anything was deployed, and not assessed where the operator cannot tell or no environment follows', async () => {
  const first = await fleetPlanned('plan-apps-first', 'develop', 'exit 0', false);
  assert.deepEqual([first.code, first.asked()], [0, `digest: ${DIGEST('0')} # digest of techdoc\n`]);
  assert.match(first.out, /nothing was deployed to develop yet/);
  for (const operator of ['exit 1', 'exit 64']) {
    const untold = await fleetPlanned('plan-apps-untold', 'develop', operator);
    assert.deepEqual([untold.code === 0, untold.calls.length], [false, 1]);
  }
  const elsewhere = await fleetPlanned('plan-apps-elsewhere', 'feature/two');
  assert.deepEqual([elsewhere.code, elsewhere.calls], [1, []]);
  assert.match(elsewhere.err, /no environment follows the branch feature\/two/);
});

test('a merge request is assessed by the policies of its target, and cannot move them', async () => {
  const folder = checkout('assess');
  program(folder, 'meddevo', 'while [ "$1" != --policy ]; do shift; done; cat "$2"/rules/one.yaml; exit 2');
  program(folder, 'infra/ci/note');
  write(folder, 'infra/policy/rules/one.yaml', 'strict\n');
  write(folder, 'infra/waivers/README.md', '');
  git(folder, 'init', '--quiet', '-b', 'develop');
  git(folder, 'add', '-A');
  git(folder, 'commit', '--quiet', '-m', 'one');
  git(folder, 'update-ref', 'refs/remotes/origin/develop', 'HEAD');
  write(folder, 'infra/policy/rules/one.yaml', 'lenient\n');
  git(folder, 'commit', '--quiet', '-am', 'two');
  const env = {CI_COMMIT_SHA: '0f', CI_PIPELINE_ID: '42', CI_JOB_NAME: 'infra:plan:develop'};
  const merging = await run(folder, ['infra/ci/assess', 'develop', 'develop', '--terraform', 'plans-json'], {...env, CI_MERGE_REQUEST_IID: '7', CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'develop'});
  assert.deepEqual([merging.code, merging.out], [2, 'strict\n'], merging.err);
  assert.match(calls(folder)[0], /--record record.json --unsigned --merge-request 7 --commit 0f --pipeline 42$/);
  assert.equal(calls(folder)[1], 'note infra:plan:develop plan.md');
  const merged = await run(folder, ['infra/ci/assess', 'develop', 'develop', '--terraform', 'plans-json'], env);
  assert.equal(merged.out, 'lenient\n', 'what is merged was approved');
  assert.doesNotMatch(calls(folder)[2], /--unsigned/);
});

/** A checkout with a remote of its own, and what the environments run. */
function deployable(name) {
  const folder = checkout(name);
  const remote = path.join(folder, '../', `${name}.git`);
  fs.rmSync(remote, {recursive: true, force: true});
  for (const environment of ['develop', 'production']) write(folder, `gitops/${environment}/apps.yaml`, `digest: ${DIGEST('0')} # digest of techdoc\nother: ${DIGEST('9')}\n`);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path.join(folder, 'signing')]);
  fs.chmodSync(path.join(folder, 'signing'), 0o666); // as a runner in a container writes it
  git(folder, 'init', '--quiet', '--bare', remote);
  git(folder, 'init', '--quiet', '-b', 'develop');
  git(folder, 'remote', 'add', 'origin', remote);
  git(folder, 'add', 'gitops', 'infra');
  git(folder, 'commit', '--quiet', '-m', 'one');
  return {folder, remote, deploy: (environment, digest) => {
    if (digest) write(folder, 'digests/techdoc', `${digest}\n`);
    return run(folder, ['infra/ci/deploy', environment, ...digest ? ['digests'] : []], {DEPLOY_REMOTE: remote, DEPLOY_EMAIL: 'pipeline@meddevo.example', DEPLOY_SIGNING_KEY: path.join(folder, 'signing')});
  }, runs: environment => git(folder, '--git-dir', remote, 'show', `deploy/${environment}:gitops/${environment}/apps.yaml`)};
}

test('develop gets what was built, and production the digests of the newest commit that it has', async () => {
  const {folder, remote, deploy, runs} = deployable('deploy');
  assert.deepEqual((await deploy('develop', DIGEST('a'))).err, '');
  assert.equal(runs('develop'), `digest: ${DIGEST('a')} # digest of techdoc\nother: ${DIGEST('9')}`);
  git(folder, 'checkout', '--quiet', '--force', 'develop');
  assert.match(git(folder, '--git-dir', remote, 'cat-file', 'commit', 'deploy/develop'), /^author pipeline <pipeline@meddevo\.example>[^]*^gpgsig -----BEGIN SSH SIGNATURE/m);
  git(folder, 'branch', 'master');
  git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'two');
  await deploy('develop', DIGEST('b'));
  git(folder, 'checkout', '--quiet', '--force', 'master');
  git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'merge');
  assert.deepEqual((await deploy('production')).err, '');
  assert.match(runs('production'), new RegExp(DIGEST('a')));
  git(folder, 'checkout', '--quiet', '--force', 'master');
  git(folder, 'merge', '--quiet', '-m', 'merge', 'develop');
  await deploy('production');
  assert.match(runs('production'), new RegExp(DIGEST('b')));
});

test('deploy refuses what nobody built, what develop never ran, and a tree without a place for digests', async () => {
  const {folder, deploy} = deployable('deploy-refuses');
  assert.match((await deploy('production')).err, /develop ran no commit that is part of this one/);
  write(folder, 'gitops/develop/more.yaml', `x: ${DIGEST('0')} # digest of nobody\n`);
  assert.match((await deploy('develop', DIGEST('a'))).err, /wants the digest of nobody, and none was built/);
  fs.rmSync(path.join(folder, 'gitops/develop'), {recursive: true});
  fs.mkdirSync(path.join(folder, 'gitops/develop'));
  assert.match((await deploy('develop', DIGEST('a'))).err, /has no line that ends in "# digest of <image>"/);
});

test('a plan that stands on mocks is shown to a merge request, and never applied', async () => {
  const folder = checkout('plan');
  program(folder, 'meddevo');
  for (const script of ['assess', 'route']) program(folder, `infra/ci/${script}`);
  program(folder, 'bin/terragrunt', 'while [ "$1" != --json-out-dir ]; do shift; done; mkdir -p "$2"/workload/efs && cp vpc.json "$2"/workload/efs/tfplan.json');
  const given = id => write(folder, 'vpc.json', JSON.stringify({variables: {environment: {value: 'develop'}, subnets: {value: {app: [id]}}}, resource_changes: [{change: {actions: ['create']}}]}));
  const pushed = {CI_COMMIT_BRANCH: 'develop'};
  given('subnet-01a1b2c3d4e5f6a70');
  assert.equal((await run(folder, ['infra/ci/plan', 'develop'], pushed)).code, 0);
  assert.match(calls(folder)[0], /-- plan -lock=false$/, 'a role that plans writes nothing, not even a lock');
  assert.equal(fs.readFileSync(path.join(folder, 'tfplan.json'), 'utf8').replace(/\s/g, ''), '{"create":1,"update":0,"delete":0}');
  assert.match(fs.readFileSync(path.join(folder, 'apply.yml'), 'utf8'), /^$/, 'the route wrote it');
  for (const mock of ['subnet-00000000000000001', 'arn:aws:iam::555555555555:role/operator/mock']) {
    given(mock);
    fs.rmSync(path.join(folder, 'apply.yml'), {force: true});
    const refused = await run(folder, ['infra/ci/plan', 'develop'], pushed);
    assert.deepEqual([refused.code, fs.existsSync(path.join(folder, 'apply.yml'))], [1, false]);
    assert.match(refused.err, /planned with mocks.*a person before its first merge \(docs\/runbooks\/bootstrap\.md, "Who applies"\).*merge what they depend on first and alone: plans-json\/develop\/workload\/efs$/m);
    assert.equal((await run(folder, ['infra/ci/plan', 'develop'], {CI_MERGE_REQUEST_IID: '7', CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'develop'})).code, 0);
  }
});

test('every unit that can be planned with mocks says so in a word that the pipeline knows', () => {
  const units = path.join(PROJECT, 'infra/units');
  for (const unit of fs.readdirSync(units)) {
    const text = fs.readFileSync(path.join(units, unit, 'terragrunt.hcl'), 'utf8');
    for (const [, name, body] of text.matchAll(/^dependency "([^"]+)" {\n([^]*?)^}/gm)) assert.match(body, /0{10}|\bmock\b/, `${unit} mocks ${name} by values that look real`);
  }
});

const destroying = JSON.stringify({resource_changes: [{type: 'aws_efs_access_point', change: {actions: ['delete', 'create'], before: {file_system_arn: 'arn:fs'}}}, {type: 'aws_lb', change: {actions: ['delete'], before: {arn: 'arn:lb'}}}]});

test('a snapshot is made of what holds data, and a failed one stops the apply', async () => {
  const folder = checkout('snapshot');
  program(folder, 'meddevo');
  write(folder, 'plans-json/production/efs/tfplan.json', destroying);
  program(folder, 'bin/aws', 'case "$2" in start-backup-job) echo job-1 ;; *) cat state ;; esac');
  const env = {CHANGE_PUBLIC_KEY: 'public.pem', CI_COMMIT_SHA: '0f', AWS_ID_TOKEN: 'a.b.c', SNAPSHOT_PAUSE: '0'};
  write(folder, 'state', 'COMPLETED');
  const done = await run(folder, ['infra/ci/snapshot', 'production'], env);
  assert.deepEqual([done.code, done.out], [0, 'saving arn:fs by backup job job-1\n'], done.err);
  const [, vault, role] = /--backup-vault-name (\S+) .* --iam-role-arn arn:aws:iam::666666666666:(\S+)/.exec(calls(folder).find(call => call.includes('start-backup-job')));
  const rights = fs.readFileSync(path.join(PROJECT, 'infra/units/gitlab-oidc/jobs/snapshot.json'), 'utf8');
  for (const named of [`backup-vault:${vault}"`, `:${role}"`]) assert.ok(rights.includes(named), `the job's role has no right to ${named}`);
  write(folder, 'state', 'FAILED');
  const failed = await run(folder, ['infra/ci/snapshot', 'production'], env);
  assert.equal(failed.code, 1);
  assert.match(failed.err, /backup job job-1 of arn:fs ended as FAILED.*nothing has been applied/);
});

test('what has no digest is looked up and written, and the tools are built from nothing else', async () => {
  const folder = checkout('pins');
  const pins = path.join(folder, 'infra/ci/pins.env');
  fs.writeFileSync(pins, fs.readFileSync(pins, 'utf8').replace(/@sha256:5+$/gm, ''));
  program(folder, 'bin/docker', `[ "$2" != imagetools ] || echo ${DIGEST('a')}; while [ $# -gt 0 ]; do [ "$1" != --metadata-file ] || echo '{"containerimage.digest": "${DIGEST('b')}"}' > "$2"; shift; done`);
  program(folder, 'bin/curl', 'echo what the maker published');
  const refused = await run(folder, ['infra/ci/tools', 'registry/tools:1.0.0']);
  assert.deepEqual([refused.code, calls(folder)], [1, []]);
  assert.match(refused.err, /pins\.env has no digest for IMAGE_BASE TERRAFORM AWS_CLI NODE MAVEN TERRAGRUNT COSIGN KUBECTL: run "infra\/ci\/pins --write"/);
  assert.deepEqual(await run(folder, ['infra/ci/pins', '--write']), {code: 0, out: '', err: ''});
  assert.match(fs.readFileSync(pins, 'utf8'), new RegExp(`^IMAGE_BASE=eclipse-temurin:25-jre-noble@${DIGEST('a')}$[^]*^KUBECTL=https:.*kubectl@sha256:[0-9a-f]{64}$`, 'm'));
  const built = await run(folder, ['infra/ci/tools', 'registry/tools:1.0.0']);
  assert.deepEqual([built.code, built.out], [0, `TOOLS_IMAGE: registry/tools:1.0.0@${DIGEST('b')}\n`], built.err);
  const [build] = calls(folder).slice(-1);
  for (const name of ['TERRAFORM', 'AWS_CLI', 'NODE', 'MAVEN', 'TERRAGRUNT', 'COSIGN', 'KUBECTL']) assert.match(build, new RegExp(`--build-arg ${name}=\\S+ --build-arg ${name}_DIGEST=sha256:[0-9a-f]{64}`));
  assert.doesNotMatch(build, /IMAGE_BASE/);
  program(folder, 'bin/docker', 'echo no such image >&2; exit 1');
  fs.writeFileSync(pins, 'IMAGE_BASE=jre:26\n');
  assert.match((await run(folder, ['infra/ci/pins', '--write'])).err, /no such image\npins: IMAGE_BASE could not be looked up \(jre:26\)/);
});

test('nothing is built or pushed on a base that could be exchanged', async () => {
  const folder = checkout('images');
  for (const tool of ['mvn', 'aws', 'cosign']) program(folder, `bin/${tool}`);
  const env = {AWS_ID_TOKEN: 'a.b.c', AWS_REGION: 'eu-central-1', CI_COMMIT_SHORT_SHA: '0f1e', CI_COMMIT_SHA: '0f1e2d', SIGSTORE_ID_TOKEN: 'x'};
  await run(folder, ['infra/ci/images'], env);
  assert.match(calls(folder).find(call => call.startsWith('mvn')), new RegExp(`-Dimage\\.base=eclipse-temurin:25-jre-noble@${DIGEST('5')} -Dimage\\.registry=444444444444\\.dkr\\.ecr`));
  fs.rmSync(path.join(folder, 'calls.txt'));
  write(folder, 'infra/ci/pins.env', 'IMAGE_BASE=eclipse-temurin:25-jre-noble\n');
  const refused = await run(folder, ['infra/ci/images'], env);
  assert.deepEqual([refused.code, calls(folder)], [1, []]);
  assert.match(refused.err, /pins\.env has no digest for IMAGE_BASE/);
});

// What the pipeline tells people in GitLab, by a GitLab that answers on this machine.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {checkout, gitlab, program, run, write} from './scripts.mjs';

const reporting = url => ({CI_API_V4_URL: url, CI_PROJECT_ID: '1', REPORTER_TOKEN: 'token', CI_MERGE_REQUEST_IID: '7', CI_COMMIT_BRANCH: 'master', CI_PIPELINE_URL: 'https://gitlab.example/pipelines/42'});
const people = count => Array.from({length: count}, (_, i) => ({id: i + 1000, body: 'a person', description: 'a person', iid: i + 1000}));

test('a note is written once and then over itself, however many notes there are', async () => {
  const folder = checkout('note');
  write(folder, 'plan.md', 'It\'s 100 % & <fine>\n');
  const notes = people(250);
  await gitlab(request => request.method === 'GET' ? {json: notes} : {status: 201}, async (url, asked) => {
    const note = () => run(folder, ['infra/ci/note', 'plan', 'plan.md'], reporting(url));
    assert.deepEqual(await note(), {code: 0, out: '', err: ''});
    notes.push({id: 5, body: '<!-- plan -->\nold'});
    assert.equal((await note()).code, 0);
    const [first, second] = asked.filter(({method}) => method !== 'GET');
    assert.deepEqual([first.method, first.url, first.token], ['POST', '/projects/1/merge_requests/7/notes', 'token']);
    assert.equal(first.body, 'body=<!-- plan -->\nIt\'s 100 % & <fine>\n');
    assert.deepEqual([second.method, second.url], ['PUT', '/projects/1/merge_requests/7/notes/5']);
  });
});

test('GitLab\'s refusals are told with what to do, and its token stands on no command line', async () => {
  const folder = checkout('refusals');
  program(folder, 'bin/curl', `exec ${process.env.CURL ?? '/usr/bin/curl'} "$@"`);
  write(folder, 'plan.md', 'x');
  await gitlab(() => ({status: 403, json: {message: '403 Forbidden'}}), async url => {
    assert.match((await run(folder, ['infra/ci/note', 'plan', 'plan.md'], reporting(url))).err, /GitLab answers GET merge_requests\/7\/notes with 403, 403 Forbidden: see whether REPORTER_TOKEN still counts/);
    assert.doesNotMatch(fs.readFileSync(path.join(folder, 'calls.txt'), 'utf8'), /token/);
    assert.match((await run(folder, ['infra/ci/note', 'plan', 'plan.md'], {...reporting(url), REPORTER_TOKEN: ''})).err, /the variable REPORTER_TOKEN is missing \(role Reporter, scope api\)/);
  });
  assert.match((await run(folder, ['infra/ci/note', 'plan', 'plan.md'], reporting('http://127.0.0.1:1'))).err, /GitLab does not answer GET merge_requests\/7\/notes: retry the job/);
});

const nothing = {resource_changes: [{address: 'aws_lb.same', change: {actions: ['no-op']}}, {address: 'data.aws_x.y', change: {actions: ['read']}}], output_changes: {url: {actions: ['no-op']}}};
const changed = {resource_changes: [
  {address: 'aws_efs_file_system.this', change: {actions: ['update'], before: {name: 'a', mode: 'secret-1'}, after: {name: 'a', mode: 'secret-2'}, after_unknown: {arn: true}}},
  {address: 'aws_sqs_queue.gone', change: {actions: ['create'], before: null, after: {name: 'q'}}},
], output_changes: {url: {actions: ['update']}}};

/** The nightly comparison, with plans as they would come out, and the issues that GitLab has afterwards. */
function nightly(name) {
  const folder = checkout(name);
  program(folder, 'bin/terragrunt', `while [ $# -gt 0 ]; do case "$1" in --working-dir) account=\${2##*/} ;; --json-out-dir) out=$2 ;; --report-file) report=$2 ;; esac; shift; done
    cp -r "$PWD/planned/$account/." "$out"; cp "$PWD/report.json" "$report"; [ ! -f fails ]`);
  write(folder, 'report.json', '[{"Name":"eu-central-1/efs","Result":"succeeded"},{"Name":"eu-central-1/atlas","Result":"failed"},{"Name":"eu-central-1/datadog","Result":"early exit"}]');
  const issues = people(120);
  const answer = ({method, url}, {body}) => {
    const form = new URLSearchParams(body.replaceAll(/[+`]/g, ' '));
    if (method === 'GET') return {json: issues.filter(({state}) => state !== 'closed')};
    const issue = method === 'POST' ? {iid: issues.length + 1, web_url: `https://gitlab.example/issues/${issues.length + 1}`} : issues.find(({iid}) => url.endsWith(`/issues/${iid}`));
    if (method === 'POST') issues.push(issue);
    Object.assign(issue, form.get('state_event') === 'close' ? {state: 'closed'} : Object.fromEntries(form));
    return {json: issue};
  };
  return {
    folder, issues, told: () => issues.filter(({iid, state}) => iid < 1000 && state !== 'closed'),
    plans: (account, plan) => write(folder, `planned/${account}/eu-central-1/efs/tfplan.json`, JSON.stringify(plan)),
    compare: (scope, env = {}) => new Promise(done => gitlab(answer, async url => done(await run(folder, ['infra/ci/drift', scope], {...reporting(url), ...env})))),
  };
}

test('an account that differs has one issue, which is written anew and closed when nothing differs', async () => {
  const {told, plans, compare, folder, issues} = nightly('drift');
  plans('production', nothing);
  assert.deepEqual([(await compare('production')).code, told()], [0, []]);
  plans('production', changed);
  const found = await compare('production');
  assert.equal(found.code, 1);
  assert.match(found.err, /AWS differs from the code, or could not be read, in: production\./);
  assert.equal((await compare('production')).code, 1);
  assert.equal(told().length, 1, 'never two');
  const [issue] = told();
  assert.deepEqual([issue.title, issue.labels, issue.confidential], ['AWS differs from master in production', 'drift', 'true']);
  assert.match(issue.description, /pipelines\/42 found[^]*\*\*eu-central-1\/efs\*\*[^]*- update  aws_efs_file_system\.this : arn, mode\n- create  aws_sqs_queue\.gone \n- output  url $/m);
  assert.doesNotMatch(issue.description, /secret|no-op|aws_lb/);
  assert.match(fs.readFileSync(path.join(folder, 'drift/production.md'), 'utf8'), /aws_efs_file_system/);
  issues.push({iid: 999, description: issue.description, web_url: 'https://gitlab.example/issues/999'});
  await compare('production');
  assert.equal(told().length, 1, 'a second one is closed');
  plans('production', nothing);
  assert.deepEqual([(await compare('production')).code, told()], [0, []]);
});

test('each account of the organisation has an issue of its own, and one that cannot be read keeps it', async () => {
  const {told, plans, compare, folder} = nightly('drift-organization');
  for (const account of ['management', 'log-archive', 'audit', 'platform']) plans(account, account === 'audit' ? changed : nothing);
  assert.equal((await compare('organization')).code, 1);
  assert.deepEqual(told().map(({title}) => title), ['AWS differs from master in audit']);
  plans('audit', nothing);
  write(folder, 'fails', '');
  assert.match((await compare('organization')).err, /could not be read, in: management log-archive audit platform/);
  assert.equal(told().length, 4);
  assert.match(told()[0].description, /Could not be read, see the log: eu-central-1\/atlas, eu-central-1\/datadog/);
});

test('drift that nobody could be told of fails the job, and stands in its artifact', async () => {
  const {plans, compare, folder} = nightly('drift-untold');
  plans('develop', changed);
  const {code, err} = await compare('develop', {REPORTER_TOKEN: ''});
  assert.equal(code, 1);
  assert.match(err, /REPORTER_TOKEN is missing[^]*nobody is told of: develop\. See above why; what was found stands in this job's artifacts/);
  assert.match(fs.readFileSync(path.join(folder, 'drift/develop.md'), 'utf8'), /aws_sqs_queue\.gone/);
});

const merged = {iid: 7, state: 'merged', sha: 'aa', merge_commit_sha: '0f', target_branch: 'master', author: {username: 'anna'}};
const approval = (username, status) => ({user: {username}, status, created_at: '2026-03-02T08:00:00Z'});
const deployment = {id: 12, environment: {name: 'infra/production'}, user: {username: 'carl'}, deployable: {id: 99}};

/** What infra/ci/approvals writes where GitLab has these merge requests and this deployment. */
async function approvals(name, {requests = [merged], deployments = [deployment], approved = {approvals: []}, status = 200, env = {}} = {}) {
  const asked = {'repository/commits/0f/merge_requests': requests, 'merge_requests/7/approvals': {approved_by: [{user: {username: 'ben'}, approved_at: '2026-03-01T08:00:00Z'}]},
    deployments, 'deployments/12': {...deployment, ...approved}};
  let said;
  await gitlab(({url}) => ({status, json: asked[/projects\/1\/([^?]*)/.exec(url)[1]]}), async url =>
    said = await run(checkout(name), ['infra/ci/approvals'], {...reporting(url), CI_COMMIT_SHA: '0f', CI_JOB_ID: '99', CI_ENVIRONMENT_NAME: 'infra/production', ...env}));
  assert.equal(said.code, 0, said.err);
  return JSON.parse(said.out);
}

test('who approved is read of the merge request and of this very deployment', async () => {
  const others = [{...deployment, id: 11, deployable: {id: 98}}, deployment];
  const requests = [{...merged, iid: 6, target_branch: 'develop'}, {...merged, iid: 8, merge_commit_sha: '1e'}, merged];
  const ruled = {approval_summary: {rules: [{deployment_approvals: [approval('ben', 'approved')]}, {deployment_approvals: [approval('dora', 'approved'), approval('eve', 'rejected')]}]}};
  assert.deepEqual(await approvals('approvals', {deployments: others, requests, approved: ruled}), {
    mergeRequest: {number: 7, head: 'aa', author: 'anna', approvedBy: [{who: 'ben', at: '2026-03-01T08:00:00Z'}]},
    deployment: {number: 12, environment: 'infra/production', startedBy: 'carl', approvedBy: ['ben', 'dora'].map(who => ({who, at: '2026-03-02T08:00:00Z'}))},
    unread: [],
  });
  assert.deepEqual((await approvals('approvals-without-rules', {approved: {approvals: [approval('ben', 'approved')]}})).deployment.approvedBy.map(({who}) => who), ['ben']);
});

test('who approved is said to be unread where it could not be read, and why', async () => {
  const unread = async (name, answers) => (await approvals(`approvals-${name}`, answers)).unread.join('\n');
  assert.match(await unread('token', {env: {REPORTER_TOKEN: ''}}), /REPORTER_TOKEN is missing[^\n]*\n[^\n]*REPORTER_TOKEN is missing/);
  assert.match(await unread('refused', {status: 403}), /GitLab answers GET deployments.* with 403/);
  assert.match(await unread('pushed', {requests: [{...merged, merge_commit_sha: '1e'}]}), /^no merge request into master brought commit 0f$/);
  assert.match(await unread('strange', {deployments: [{...deployment, deployable: {id: 98}}]}), /^GitLab knows no running deployment to infra\/production by job 99$/);
});

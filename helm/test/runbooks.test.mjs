// Whoever opens a runbook at night pastes what it says. So each of its commands is held against what there is, and each alert against the section that it leads to.
import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {parse} from 'yaml'
import {project} from './gitops.mjs'
import {chart} from './helm.mjs'
import {mistakes as ofAws} from './runbooks/aws.mjs'
import {mistakes as ofKubectl, mistakesOfFlux as ofFlux} from './runbooks/kubectl.mjs'
import {mistakes as ofMeddevo, unanswered} from './runbooks/meddevo.mjs'
import {commands, commandsOf} from './runbooks/shell.mjs'
import {unborne} from './runbooks/words.mjs'

const pages = join(project, 'docs', 'runbooks')
const text = Object.fromEntries(readdirSync(pages).map(page => [page, readFileSync(join(pages, page), 'utf8')]))
// What no file here knows better than their manual.
const ORDINARY = ['basename', 'cat', 'cd', 'cp', 'date', 'dig', 'dirname', 'docker', 'done', 'echo', 'for', 'git', 'grep', 'head', 'jq', 'ls', 'mkdir', 'mv', 'openssl', 'rm', 'sed', 'sort', 'ssh-keygen', 'tail', 'tar', 'terraform', 'terragrunt', 'tr', 'umask', 'xargs']

/** @returns a sentence for each mistake of a command, given as words */
function mistakes(words) {
  const [program] = words
  if (program === 'kubectl') return ofKubectl(words)
  if (program === 'flux') return ofFlux(words)
  if (program === 'aws') return ofAws(words)
  if (program === './meddevo') return ofMeddevo(words)
  if (program === 'curl') return words.filter(word => word.includes('localhost:')).flatMap(unanswered)
  if (program.includes('/')) return existsSync(join(project, program)) ? [] : [`there is no ${program}`]
  return ORDINARY.includes(program) ? [] : [`nobody checks calls of ${program}: teach helm/test/runbooks.test.mjs`]
}

const wrong = script => commands(script).flatMap(mistakes)

for (const page of Object.keys(text)) {
  test(`${page}: every command names what there is`, () => {
    assert.deepEqual(commandsOf(text[page]).flatMap(mistakes), [])
  })

  if (page === 'bootstrap.md') continue // its words are AWS' and Terraform's
  test(`${page}: every field, reason and metric exists`, () => {
    assert.deepEqual(unborne(text[page]), [])
  })
}

const PLANTED = {
  'kubectl -n meddevo scale deploy/meddevo-operator --replicas=0': ['there is no namespace meddevo', 'there is no Deployment meddevo-operator in meddevo'],
  'kubectl -n meddevo-system-production get lease meddevo-operator': ['there is no Lease meddevo-operator in meddevo-system-production'],
  'kubectl -n meddevo-system-production get lease -l app.kubernetes.io/instance=meddevo-operator': ['no Lease in meddevo-system-production has app.kubernetes.io/instance=meddevo-operator'],
  'kubectl -n meddevo-system-production get pods -l app=meddevo': ['no Pod in meddevo-system-production has app=meddevo'],
  'kubectl -n meddevo-system-production port-forward deploy/meddevo-production 8070:80': ['Deployment meddevo-production does not listen on 80'],
  'kubectl annotate mapp techdoc meddevo.com/retry=$(date +%s) --overwrite': ['kubectl annotate mapp techdoc names no namespace'],
  'kubectl -n flux-system patch kustomization operator-prod --type merge -p \'{"spec":{"suspend":true}}\'': ['there is no Kustomization operator-prod in flux-system'],
  'kubectl -n flux-system patch kustomization operator-production --type merge -p \'{"spec":{"suspend":true}}\'': ['Flux takes back what kubectl changes in Kustomization operator-production without --field-manager=flux-client-side-apply'],
  'kubectl get menv --wides': ['kubectl get has no option --wides'],
  'kubectl restart deploy/meddevo-production': ['kubectl has no verb restart'],
  'flux suspend helmrelease meddevo-operator': ['there is no helmrelease meddevo-operator in flux-system'],
  'aws arc-zonal-shift start-zonal-shift --away-from euc1-az1': ['aws arc-zonal-shift start-zonal-shift needs comment', 'aws arc-zonal-shift start-zonal-shift needs expiresIn', 'aws arc-zonal-shift start-zonal-shift needs resourceIdentifier'],
  'aws s3api list-object-version --bucket meddevo-tfstate': ['aws s3api list-object-version does not exist'],
  'aws ecs describe-services --service techdoc': ['aws ecs describe-services has no option --service', 'aws ecs describe-services needs services'],
  './meddevo drifts': ['./meddevo has no command drifts'],
  './meddevo plan --env production': ['./meddevo plan has no option --env'],
  './meddevo change verify record.json --keys change.pub': ['./meddevo change verify has no option --keys'],
  'curl -s http://localhost:8070/api/environments/production/drifts': ['the operator has no /api/environments/production/drifts'],
  'infra/ci/rotate': ['there is no infra/ci/rotate'],
  'helm -n N rollback R': ['nobody checks calls of helm: teach helm/test/runbooks.test.mjs'],
}
for (const [command, sentences] of Object.entries(PLANTED)) test(`found: ${command}`, () => assert.deepEqual(wrong(command), sentences))

test('found: a field, a reason and a metric that nothing has', () => {
  assert.deepEqual(unborne('`drift.policy`, `drift.ignore`, `spec.task.files[].path`, `PermissionGone`, `PermissionMissing`, `meddevo_leaders`, `meddevo_leader`, `people.breakglass`, `record.json`'),
    ['nothing has the field drift.policy', 'no condition has the reason PermissionGone', 'there is no metric meddevo_leaders'])
})

test('commands are found within pipes, lists, substitutions and sentences, with what the script assigns', () => {
  assert.deepEqual(commandsOf("a `kubectl get menv -o wide` b\n```sh\nns=x  # for now\nexport B=c\nkubectl -n $ns get pods &&\n  aws a b \"$(git c)\" '# d' | jq '.e' > f 2>/dev/null; git \\\n  log\n```\n"),
    [['kubectl', '-n', 'x', 'get', 'pods'], ['git', 'c'], ['aws', 'a', 'b', '$(git c)', '# d'], ['jq', '.e'], ['git', 'log'], ['kubectl', 'get', 'menv', '-o', 'wide']])
})

const rules = parse(readFileSync(join(chart, 'files', 'alerts.yaml'), 'utf8')).groups.flatMap(group => group.rules)
  .map(({alert, annotations}) => [alert, annotations.runbook_url.replace('RUNBOOKS/', '')])
const monitors = [...readFileSync(join(project, 'infra/modules/datadog/monitors.tf'), 'utf8').matchAll(/^ +name += "([^"$]+)"$/gm)]
  .map(([, name]) => [name, `apps-down.md#${name.toLowerCase().replaceAll(' ', '-')}`])

// CloudWatch's, which bear a release besides.
const alarms = [...readFileSync(join(project, 'infra/modules/operator-cluster/alarms.tf'), 'utf8').matchAll(/alarm_name += "(\w+)-\$\{each\.key\}"\n.*runbooks_url\}\/([^"]+)"/g)]
  .map(([, name, place]) => [name, place])

/** The sections of a page by their anchor. */
const sections = page => Object.fromEntries(page.split(/^## /m).slice(1).map(section => [section.split('\n')[0].toLowerCase().replace(/[^a-z0-9 -]/g, '').replaceAll(' ', '-'), section]))

test('every link to a section of a page leads to one', () => {
  const anchors = path => readFileSync(path, 'utf8').replaceAll(/^ *```.*?^ *```$/gms, '').split('\n').filter(line => /^#+ /.test(line))
    .map(line => line.replace(/^#+ /, '').toLowerCase().replace(/[^a-z0-9 _-]/g, '').replaceAll(' ', '-'))
  const lost = Object.entries(text).flatMap(([page, words]) => [...words.matchAll(/\]\(([^):#]*)#([^)]+)\)/g)]
    .filter(([, target, anchor]) => !anchors(join(pages, target || page)).includes(anchor)).map(([link]) => `${page}: ${link}`))
  assert.deepEqual(lost, [])
})

test('every alert and every monitor leads to the section that bears its name, and every section of these pages is one of theirs', () => {
  assert.ok(rules.length > 0 && monitors.length > 0 && alarms.length > 0)
  for (const [alert, place] of [...rules, ...monitors, ...alarms]) {
    const [page, anchor] = place.split('#')
    assert.equal(sections(text[page])[anchor]?.split('\n')[0], alert, `${alert} leads to docs/runbooks/${place}`)
  }
  const led = [...rules, ...monitors].map(([, place]) => place)
  for (const page of ['operator-down.md', 'apps-down.md']) {
    const lost = Object.entries(sections(text[page])).filter(([anchor]) => !led.includes(`${page}#${anchor}`) && anchor !== 'first')
    assert.deepEqual(lost.map(([anchor]) => anchor), [], `docs/runbooks/${page}: no alert leads here`)
  }
})

test('every section of an alert says what one sees, what it means, what to do, and how one knows that it is over', () => {
  for (const [alert, place] of [...rules, ...monitors]) {
    const [page, anchor] = place.split('#')
    for (const part of ['**You see**', '**It means**', '**Do**', '**It is over**']) assert.ok(sections(text[page])[anchor].includes(part), `${alert}: ${part}`)
  }
})

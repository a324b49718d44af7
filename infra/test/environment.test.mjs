// An environment whose parts do not fit is found before anything is applied.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {TEST} from './files.mjs';
import {check} from './layers/environment.mjs';
import {Report} from './report.mjs';

const modules = [{name: 'whole', folder: path.join(TEST, 'fixtures/modules/whole')}];

async function found(text) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'environment-'));
  fs.writeFileSync(path.join(folder, 'main.tf'), text);
  const report = new Report();
  await check({modules, isWhole: true, folder}, report);
  return report.findings.map(one => one.what).join('\n');
}

test('an input that no module has is found', async () => assert.match(await found('module "queue" {\n  source = "./modules/whole"\n  nmae   = "events"\n}\n'), /^(init|apply): .*"nmae" is not expected here/));

test('an output that no module has is found', async () =>
  assert.match(await found('module "queue" {\n  source = "./modules/whole"\n  name   = "events"\n}\noutput "arn" {\n  value = module.queue.arn\n}\n'), /^(init|apply): .*does not have an attribute named "arn"/));

test('a module that is not there is found', async () => assert.match(await found('module "gone" {\n  source = "./modules/gone"\n}\n'), /binds gone, and there is no such module/));

test('what the operator would refuse is found', async () =>
  assert.match(await found('module "queue" {\n  source = "./modules/whole"\n  name   = "events"\n}\noutput "manifest_yaml" {\n  value = yamlencode({ apiVersion = "meddevo.com/v1alpha1", kind = "MeddevoEnvironment", metadata = { name = "develop" }, spec = {} })\n}\n'), /the manifest is refused: [\s\S]*spec\.aws/));

test('what the operator would refuse of a registry is found', async () =>
  assert.match(await found('module "queue" {\n  source = "./modules/whole"\n  name   = "events"\n}\noutput "registry_yaml" {\n  value = yamlencode({ apiVersion = "meddevo.com/v1alpha1", kind = "MeddevoRegistry", metadata = { name = "platform" }, spec = {} })\n}\n'), /the manifest is refused: [\s\S]*spec\.aws/));

test('a manifest that is not handed over is found', async () =>
  assert.match(await found('module "queue" {\n  source = "./modules/whole"\n  name   = "events"\n}\noutput "manifest_yaml" {\n  value = "{}"\n}\n'), /puts no registry_yaml out/));

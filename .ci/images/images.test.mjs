import assert from 'node:assert/strict'
import {dirname, join} from 'node:path'
import {test} from 'node:test'
import {fileURLToPath} from 'node:url'
import {mistakes, read} from './image.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const IMAGES = {
  'operator/controller': 'com.meddevo.controller.OperatorApplication',
  'apps/techdoc': 'com.meddevo.techdoc.TechdocApplication',
  'apps/render': 'com.meddevo.render.RenderApplication',
}

for (const [module, mainClass] of Object.entries(IMAGES)) {
  test(`the image of ${module} holds what it must`, () => {
    assert.deepEqual(mistakes(read(join(root, module, 'target', 'jib-image.tar')), mainClass), [])
  })
}

test('root, a foreign program, missing labels, one big layer and test libraries are found', () => {
  const found = mistakes({
    config: {User: '', Entrypoint: ['java', 'com.example.Main'], Labels: {'org.opencontainers.image.title': 'x'}},
    layers: [['app/libs/spring-boot-4.1.2.jar', 'app/libs/meddevo-core.jar', 'app/classpath/x.jar', 'app/libs/junit-6.jar']],
  }, 'com.meddevo.Main').join('\n')
  for (const part of [/user must be numbers/, /entry point/, /heap/, /image\.revision is missing/, /layer below/, /layer of their own/, /only tests need/]) {
    assert.match(found, part)
  }
})

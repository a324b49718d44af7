// What an image is made of, read from the tar that Jib writes (https://github.com/opencontainers/image-spec/blob/main/image-layout.md).
import {execFileSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

const tar = (...args) => execFileSync('tar', args, {encoding: 'utf8', maxBuffer: 64 << 20})

/** @returns the manifest's digest, the configuration, and the files of each layer */
export function read(file) {
  const folder = mkdtempSync(join(tmpdir(), 'image-'))
  try {
    tar('-xf', file, '-C', folder)
    const blob = digest => join(folder, 'blobs', ...digest.split(':'))
    const json = path => JSON.parse(readFileSync(path, 'utf8'))
    const [{digest}] = json(join(folder, 'index.json')).manifests
    const manifest = json(blob(digest))
    return {
      digest,
      config: json(blob(manifest.config.digest)).config,
      layers: manifest.layers.map(layer => tar('-tzf', blob(layer.digest)).split('\n').filter(name => name && !name.endsWith('/'))),
    }
  } finally {
    rmSync(folder, {recursive: true})
  }
}

const LABELS = ['title', 'description', 'version', 'revision', 'licenses', 'vendor', 'base.name'].map(name => `org.opencontainers.image.${name}`)

/** @returns a sentence for each thing that the image lacks */
export function mistakes({config, layers}, mainClass) {
  const found = []
  const must = (holds, sentence) => { if (!holds) found.push(sentence) }
  const [user, group] = (config.User ?? '').split(':')
  must(Number(user) > 0 && Number(group) > 0, `the user must be numbers other than 0, and is "${config.User ?? ''}"`)
  must(config.Entrypoint?.[0] === 'java' && config.Entrypoint.at(-1) === mainClass, `the entry point must start ${mainClass}`)
  must(config.Entrypoint?.includes('-XX:MaxRAMPercentage=60'), 'the heap must follow the memory limit')
  for (const label of LABELS) must(config.Labels?.[label], `the label ${label} is missing`)
  // what changes seldom comes first, so that a push of a new version is small
  const where = part => layers.findIndex(files => files.some(file => part.test(file)))
  const [libraries, own, classes] = [where(/^app\/libs\/spring-boot-\d/), where(/^app\/libs\/meddevo-/), where(/^app\/classpath\//)]
  must(libraries >= 0 && classes > libraries, 'the libraries must lie in a layer below the program')
  must(own === -1 || (own > libraries && own < classes), 'the project\'s own libraries must lie in a layer of their own')
  must(!layers.flat().some(file => /test|junit|localcloud|localkube/.test(file.split('/').at(-1))), 'nothing that only tests need may be in it')
  return found
}

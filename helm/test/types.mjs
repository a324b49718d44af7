// Holds manifests against the types that kubernetes-models generates from Kubernetes' OpenAPI: unknown fields, missing ones, wrong types.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import ts from 'typescript'
import {here} from './helm.mjs'

const PACKAGES = {
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
  'helm.toolkit.fluxcd.io': '@kubernetes-models/flux-cd',
  'kustomize.toolkit.fluxcd.io': '@kubernetes-models/flux-cd',
  'source.toolkit.fluxcd.io': '@kubernetes-models/flux-cd',
}
const OPTIONS = {
  noEmit: true, strict: true, skipLibCheck: true, types: [],
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
}

const name = document => `${document.kind}/${document.metadata?.name}`

function source(documents) {
  return documents.map((document, index) => {
    const from = `${PACKAGES[document.apiVersion.split('/')[0]] ?? 'kubernetes-models'}/${document.apiVersion}`
    return `import type {I${document.kind} as T${index}} from '${from}'\nexport const d${index}: T${index} = ${JSON.stringify(document, null, 1)}\n`
  })
}

/** @returns a sentence for each thing that the Kubernetes API would refuse or drop */
export function mistakes(documents) {
  const parts = source(documents)
  const folder = mkdtempSync(join(here, 'node_modules', '.cache', 'types-'))
  const file = join(folder, 'manifests.mts')
  try {
    writeFileSync(file, parts.join(''))
    const program = ts.createProgram([file], OPTIONS)
    return ts.getPreEmitDiagnostics(program).map(({start, file: at, messageText}) => {
      const text = ts.flattenDiagnosticMessageText(messageText, ' ')
      if (at === undefined) return text
      const before = at.text.slice(0, start)
      return `${name(documents[before.split('import type ').length - 2])}: ${text}`
    })
  } finally {
    rmSync(folder, {recursive: true})
  }
}

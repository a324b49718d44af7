// Holds a call of ./meddevo against the command line's sources: is there such a command, and does it know these options. And a request to the operator against its API.
import {readdirSync, readFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {here} from '../helm.mjs'

const sources = module => join(here, '..', '..', 'operator', module, 'src', 'main', 'java')
const classes = new Map(readdirSync(sources('cli'), {recursive: true}).filter(file => file.endsWith('.java'))
  .map(file => [basename(file, '.java'), readFileSync(join(sources('cli'), file), 'utf8')]))
const api = readFileSync(join(sources('controller'), 'com/meddevo/controller/web/ApiController.java'), 'utf8')

const nameOf = source => /@Command\(name = "([^"]+)"/.exec(source)?.[1]
const subcommands = source => [...(/subcommands = \{([^}]*)\}/s.exec(source)?.[1] ?? '').matchAll(/(\w+)\.class/g)].map(([, name]) => classes.get(name)).filter(Boolean)

/** Those of a class, of what it mixes in, and of itself as a group. */
function options(source) {
  const own = [...source.matchAll(/@Option\(names = (\{[^}]*\}|"[^"]*")/g)].flatMap(([, names]) => [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => name))
  const mixed = [...source.matchAll(/@(?:Mixin|ArgGroup)(?:\([^)]*\))?\s+(?:private\s+)?(?:final\s+)?(\w+) /g)].flatMap(([, type]) => classes.has(type) ? options(classes.get(type)) : [])
  return [...own, ...mixed, '-h', '--help', '-V', '--version']
}

/** @returns a sentence for each mistake of a call of ./meddevo, given as words */
export function mistakes([, ...words]) {
  let command = classes.get('Meddevo')
  let said = './meddevo'
  while (subcommands(command).length > 0) {
    const word = words.shift()
    const next = subcommands(command).find(source => nameOf(source) === word)
    if (!next) return [`${said} has no command ${word}`]
    command = next
    said += ` ${word}`
  }
  const known = options(command)
  return words.filter(word => /^--?[a-z]/i.test(word)).map(word => word.split('=')[0]).filter(word => !known.includes(word)).map(word => `${said} has no option ${word}`)
}

const PATHS = [...api.matchAll(/@GetMapping\((?:path = )?"([^"]+)"/g)].map(([, path]) => new RegExp(`^/api${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`))

/** @returns a sentence for a path that the operator does not answer to */
export const unanswered = url => PATHS.some(path => path.test(new URL(url).pathname)) ? [] : [`the operator has no ${new URL(url).pathname}`]

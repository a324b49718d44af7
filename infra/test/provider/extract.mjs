// Rebuilds a Terraform provider's schema from the constructs that were generated from it and published on npm. Their TypeScript, which stands in
// the source maps, names every attribute with its type and says whether it is computed, optional or required: all that validate, plan and apply ask for.
import fs from 'node:fs';
import path from 'node:path';

const PRIMITIVES = {string: 'string', number: 'number', boolean: 'bool', any: 'dynamic'};
const SECTIONS = {Resource: 'resource_schemas', DataSource: 'data_source_schemas', EphemeralResource: 'ephemeral_resource_schemas'};
/** Some types of WAF and QuickSight hold themselves; nobody writes them deeper than this. */
const DEEPEST = 14;

/** @returns {{version: string, provider: object, resource_schemas: object, data_source_schemas: object, ephemeral_resource_schemas: object}} */
export function extract(packageFolder) {
  const schema = {version: null, provider: null, resource_schemas: {}, data_source_schemas: {}, ephemeral_resource_schemas: {}};
  const lib = path.join(packageFolder, 'lib');
  for (const entry of fs.readdirSync(lib, {withFileTypes: true})) {
    const found = entry.isDirectory() && new Source(typescriptOf(path.join(lib, entry.name))).construct();
    if (!found) continue;
    if (found.kind === 'Provider') Object.assign(schema, {provider: found.block, version: found.version});
    else schema[SECTIONS[found.kind]][found.type] = found.block;
  }
  return schema;
}

function typescriptOf(folder) {
  return fs.readdirSync(folder, {recursive: true}).filter(file => file.endsWith('.js')).map(file => {
    const compiled = fs.readFileSync(path.join(folder, file), 'utf8');
    const map = compiled.lastIndexOf('base64,');
    return map < 0 ? '' : JSON.parse(Buffer.from(compiled.slice(map + 7).trim(), 'base64').toString()).sourcesContent.join('\n');
  }).join('\n');
}

class Source {
  static #ENTRY = /^\s+"?([\w-]+)"?: \{\n\s+value: ([^\n]*),\n\s+isBlock: (true|false),\n\s+type: "(\w+)",\n\s+storageClassType: "(\w+)",/gm;
  constructor(text) {
    this.text = text;
    this.classes = this.#bodies(/^export class (\w+) extends [\w.]+ \{/gm);
    this.writers = this.#bodies(/^export function (\w+)ToHclTerraform\(/gm);
    this.interfaces = this.#interfaces();
  }

  construct() {
    const head = /export class (\w+) extends \w+\.Terraform(Resource|DataSource|Provider|EphemeralResource) \{/.exec(this.text);
    if (!head) return null;
    const [, name, kind] = head;
    const body = this.classes[name];
    const block = this.#block(body.slice(body.indexOf('synthesizeHclAttributes()')), body, this.interfaces[name + 'Config'], 0);
    if (kind === 'Provider') delete block.attributes.alias;
    const type = kind === 'Provider' ? 'provider' : /tfResourceType = "(\w+)"/.exec(this.text.slice(head.index))[1];
    return {type, kind, block, version: /providerVersion: '([\d.]+)'/.exec(this.text)?.[1]};
  }

  #bodies(opening) {
    return Object.fromEntries([...this.text.matchAll(opening)].map(match => {
      const end = this.text.indexOf('\n}\n', match.index);
      return [match[1], this.text.slice(match.index, end < 0 ? undefined : end)];
    }));
  }

  /** By interface, which of its fields are required. */
  #interfaces() {
    return Object.fromEntries([...this.text.matchAll(/export interface (\w+)(?: extends [\w.]+)? \{\n([\s\S]*?)\n\}/g)].map(([, name, body]) =>
      [name, Object.fromEntries([...body.matchAll(/#(\w+) \w+#\w+\}\s+\*\/\s+readonly (\w+)(\??):/g)].map(field => [field[1], field[3] === '']))]));
  }

  #block(writer = '', body = '', required = {}, depth) {
    const attributes = {};
    const block_types = {};
    const flags = flagsOf(body);
    for (const [, name, value, isBlock, type, storage] of writer.matchAll(Source.#ENTRY)) {
      const flag = flags[name] ?? {required: Boolean(required[name]), optional: !required[name]};
      const nested = /(\w+)ToHclTerraform(?=[,)(])/.exec(value.replace(/cdkt[fn]\.\w+/g, ''));
      if (isBlock === 'true' && nested && this.#isAttribute(name, depth)) attributes[name] = {...flag, constructor_: undefined, type: this.#typeOfObjects(nested[1], type, depth)};
      else if (isBlock === 'true' && nested) block_types[name] = this.#nested(nested[1], type, flag, depth);
      else attributes[name] = {type: typeOfArgument(type, storage), required: flag.required, optional: flag.optional, computed: flag.computed};
    }
    for (const [name, flag] of Object.entries(flags)) {
      const isOutput = flag.computed && !flag.optional && !flag.required;
      if (isOutput && !attributes[name] && !block_types[name]) attributes[name] = {type: this.#typeOfOutput(flag, depth), computed: true};
    }
    return {attributes, block_types};
  }

  #nested(name, type, flag, depth) {
    const nesting = {struct: 'SINGLE', set: 'SET', map: 'MAP'}[type] ?? 'LIST';
    const isOne = flag.constructor_?.endsWith('OutputReference') && nesting !== 'SINGLE';
    return {nesting, block: this.#named(name, depth), min: flag.required && (nesting === 'LIST' || nesting === 'SET') ? 1 : 0, max: isOne ? 1 : 0};
  }

  /** Objects are written as blocks or as an attribute, and the generator knows which: it documents a block as "<name> block". */
  #isAttribute(name, depth) {
    return depth === 0 && !this.text.includes(`* ${name} block\n`);
  }

  /** What may be left out of an object stands in the third place of its type. */
  #typeOfObjects(name, type, depth) {
    const block = this.#named(name, depth);
    const [, fields] = asObject(block);
    const object = ['object', fields, Object.entries(block.attributes).filter(([, attribute]) => !attribute.required).map(([field]) => field)];
    return type === 'struct' ? object : [{set: 'set', map: 'map'}[type] ?? 'list', object];
  }

  #named(name, depth) {
    if (depth > DEEPEST) return {attributes: {}, block_types: {}};
    const capital = name[0].toUpperCase() + name.slice(1);
    return this.#block(this.writers[name], this.classes[capital + 'OutputReference'], this.interfaces[capital], depth + 1);
  }

  #typeOfOutput(flag, depth) {
    if (!flag.constructor_) return typeOfGetter(flag.getter ?? '');
    const simple = /^cdkt[fn]\.(String|Number|Boolean|Any)(Map|List)(List|Map)?$/.exec(flag.constructor_);
    if (simple) {
      const inner = [simple[2].toLowerCase(), PRIMITIVES[simple[1].toLowerCase()]];
      return simple[3] ? [simple[3].toLowerCase(), inner] : inner;
    }
    const base = flag.constructor_.replace(/(List|Map|OutputReference)$/, '');
    const object = asObject(this.#named(base[0].toLowerCase() + base.slice(1), depth));
    if (flag.constructor_.endsWith('OutputReference')) return object;
    return [flag.constructor_.endsWith('Map') ? 'map' : flag.isSet ? 'set' : 'list', object];
  }
}

function flagsOf(body) {
  const flags = {};
  const pattern = new RegExp(/\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)\n\s+/.source
    + /(?:private _\w+ = new ([\w.]+)\(this, "\w+"(?:, (true|false))?\)|public get \w+\(\) \{\n\s+return (.*);|private _\w+\??:)/.source, 'g');
  for (const [, name, computed, optional, required, constructor_, isSet, getter] of body.matchAll(pattern))
    flags[name] = {computed: computed === 'true', optional: optional === 'true', required: required === 'true', constructor_, isSet: isSet === 'true', getter};
  return flags;
}

function typeOfArgument(type, storage) {
  const match = /^(string|number|boolean|any)((?:List|Map)*)$/.exec(storage);
  if (!match) return 'dynamic';
  const wrappers = match[2].match(/List|Map/g) ?? [];
  return wrappers.reduce((inner, wrapper, at) => {
    if (wrapper === 'Map') return ['map', inner];
    return [at === wrappers.length - 1 && type === 'set' ? 'set' : 'list', inner];
  }, PRIMITIVES[match[1]]);
}

function typeOfGetter(expression) {
  const match = /this\.get(String|Number|Boolean|Any)?(List|Map)?(?:List|Map)?Attribute\('/.exec(expression);
  if (!match) return 'dynamic';
  const inner = PRIMITIVES[(match[1] ?? 'String').toLowerCase()];
  if (match[2] === 'Map') return ['map', inner];
  return match[2] === 'List' ? [expression.includes('Fn.tolist(') ? 'set' : 'list', inner] : inner;
}

function asObject(block) {
  const fields = Object.fromEntries(Object.entries(block.attributes).map(([name, attribute]) => [name, attribute.type]));
  for (const [name, nested] of Object.entries(block.block_types)) {
    const object = asObject(nested.block);
    fields[name] = nested.nesting === 'SINGLE' ? object : [nested.nesting === 'SET' ? 'set' : 'list', object];
  }
  return ['object', fields];
}

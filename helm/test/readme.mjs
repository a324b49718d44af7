// The README's table of values, from the schema that describes them and the file that sets them.
const MARKS = /(<!-- values -->\n)[^]*(<!-- \/values -->)/

const cell = text => text.replaceAll('|', '\\|')
const preset = value => value === undefined ? 'none' : `\`${cell(JSON.stringify(value))}\``

function rows(schema, values, path = '') {
  return Object.entries(schema.properties).filter(([key]) => key !== 'global').flatMap(([key, one]) => one.properties
    ? [`| **${path}${key}** | | ${cell(one.description)} |`, ...rows(one, values[key], `${path}${key}.`)]
    : [`| ${path}${key} | ${preset(values[key])} | ${cell(one.description)} |`])
}

/** @returns the page with the table of today */
export function withTable(page, schema, values) {
  return page.replace(MARKS, (_, begin, end) => `${begin}\n| value | default | what it is |\n|---|---|---|\n${rows(schema, values).join('\n')}\n\n${end}`)
}

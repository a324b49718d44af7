// Reads the commands of a page: those of its sh blocks, and those that stand within its sentences. As much of the shell as runbooks use.
const PIECE = /\\\n|[ \t]+|#[^\n]*|'[^']*'|"(?:\\.|\$\([^)]*\)|[^"\\])*"|\$\([^)]*\)|&&|\|\||[0-9]?>+(?:&[0-9])?|[|;&\n()<]|(?:\\.|[^\s'"$|;&<>()\\]|\$(?!\())+/gs

/** @returns the commands of a script, each as a list of words without quotes; those of $(…) come besides */
export function commands(script) {
  const found = []
  let words = []
  let word
  const endWord = () => { if (word !== undefined) words.push(word); word = undefined }
  const endCommand = () => { endWord(); if (words.length > 0) found.push(words); words = [] }
  for (const [piece] of script.matchAll(PIECE)) {
    if (/^([ \t]|\\\n)/.test(piece)) endWord()
    else if (piece.startsWith('#') && word === undefined) continue
    else if (/^(&&|\|\||[|;&\n()])$/.test(piece)) endCommand()
    else if (/^([0-9]?>|<)/.test(piece)) { endWord(); words.push('>') }
    else {
      for (const [, inner] of piece.startsWith("'") ? [] : piece.matchAll(/\$\(([^)]*)\)/g)) found.push(...commands(inner))
      word = (word ?? '') + (/^['"]/.test(piece) ? piece.slice(1, -1) : piece)
    }
  }
  endCommand()
  return assigned(found.map(withoutFiles))
}

/** What follows > or < is a file, and no argument. */
const withoutFiles = words => words.filter((one, at) => one !== '>' && words[at - 1] !== '>')

/** Puts in what the script itself has assigned, and takes the assignments away. */
function assigned(found) {
  const values = new Map()
  return found.flatMap(words => {
    const put = words.slice(/^(do|then|else)$/.test(words[0]) ? 1 : 0).map(word => word.replace(/\$\{?(\w+)\}?/g, (text, name) => values.get(name) ?? text))
    const plain = put[0] === 'export' ? put.slice(1) : put
    let first = 0
    for (; /^[A-Za-z_]\w*=/.test(plain[first] ?? ''); first++) values.set(plain[first].split('=')[0], plain[first].slice(plain[first].indexOf('=') + 1))
    return first === plain.length ? [] : [plain.slice(first)]
  })
}

/** @returns the commands of a page's blocks, and of its sentences where they are to be typed and not only named */
export function commandsOf(page) {
  const blocks = [...page.matchAll(/^ *```sh\n(.*?)^ *```$/gms)].map(([, script]) => script)
  const prose = page.replaceAll(/^ *```.*?^ *```$/gms, '')
  const spans = [...prose.matchAll(/`([^`]+)`/g)].map(([, span]) => span.replaceAll('\n', ' ')).filter(span => /^((kubectl|flux|\.\/meddevo) \S+ \S|aws .* --)/.test(span))
  return [...commands(blocks.join('\n')), ...spans.flatMap(commands)]
}

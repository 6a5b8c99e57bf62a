/**
 * Whether JSON text has at most `maxDepth` levels of objects and arrays, told without parsing it. Deep nesting is cheap to
 * send, and code that walks a value by recursion, as `JSON.stringify` does, fails on 6,000 levels.
 */
export function isShallow(json: string, maxDepth: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') at = endOfString(json, at);
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > maxDepth) return false;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return true;
}

/** Where the quote stands that ends the string. Searching for it is faster than reading each character of an SDP. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (json[end - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return json.length;
}

/** The value of JSON text; undefined when it is none, or too deep. */
export function parseShallow(json: string, maxDepth: number): unknown {
  if (!isShallow(json, maxDepth)) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

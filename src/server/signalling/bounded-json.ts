/**
 * Whether JSON text has at most `maxDepth` levels of objects and arrays, told without parsing it. Deep nesting is cheap to
 * send, and code that walks a value by recursion, as `JSON.stringify` does, fails on 6,000 levels.
 */
export function isShallow(json: string, maxDepth: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (isInString) {
      if (character === '\\') at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > maxDepth) return false;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return true;
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

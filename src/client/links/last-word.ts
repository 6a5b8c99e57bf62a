/** What stands behind the last space: `b` of `a b`. */
export const lastWord = (text: string): string => text.slice(text.lastIndexOf(' ') + 1);

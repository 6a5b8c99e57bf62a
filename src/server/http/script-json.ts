/** JSON that may stand in a script element: no `<` can end the element or open a comment. */
export const toScriptJson = (data: object): string => JSON.stringify(data).replaceAll('<', String.raw`\u003c`);

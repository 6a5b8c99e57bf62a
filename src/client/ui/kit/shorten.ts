/** Longer names would push what happened out of sight. */
const MAX_NAME_LENGTH = 24;

export const shorten = (text: string, maxLength = MAX_NAME_LENGTH): string => {
  const characters = Array.from(text);
  return characters.length > maxLength ? `${characters.slice(0, maxLength).join('').trim()}…` : text;
};

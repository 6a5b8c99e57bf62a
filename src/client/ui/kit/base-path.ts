import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Where the site begins (`page.basePath`). */
export const BasePath = createContext('');

/** For links to other pages of the site. */
export function usePathTo(): (path: `/${string}`) => string {
  const basePath = useContext(BasePath);
  return (path) => `${basePath}${path}`;
}

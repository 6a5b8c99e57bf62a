import { createContext } from 'preact';

/** Where a button stands: in the bar as an icon, or in the bar's menu with its name beside it. */
export const BarPlace = createContext<'bar' | 'menu'>('bar');

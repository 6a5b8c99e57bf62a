interface Listening {
  readonly port: number;
  readonly host: string | null;
}

/** Why the server cannot listen, in one sentence that says what to change; null for what nobody expects. */
export function listenFailure(error: Error, { port, host }: Listening): string | null {
  const address = host ?? 'this machine';
  switch ('code' in error ? error.code : null) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: end that one, or choose another port with PORT.`;
    case 'EACCES':
      return `Port ${port} is not for this user: choose one from 1024 on with PORT.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST: ${address} is no address of this machine.`;
    default:
      return null;
  }
}

export const MISSING_BUILD = 'The pages are not built yet: run "npm run build" first ("npm start" does it by itself).';

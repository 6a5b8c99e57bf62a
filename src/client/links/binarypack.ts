/**
 * Stands in the bundle for the package `peerjs-js-binarypack`, which PeerJS imports: 3 kB (brotli) that only its data
 * connections need. Ours never exist: the relay and the page refuse them (rule P8), and what participants tell each
 * other goes over data channels of their media connections.
 */
const refuse = (): never => {
  throw new Error('There are no PeerJS data connections here.');
};

export { refuse as pack, refuse as unpack };

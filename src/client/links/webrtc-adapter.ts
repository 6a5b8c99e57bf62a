/**
 * Stands in the bundle for the package `webrtc-adapter`, which PeerJS imports: 13 kB (gzip) of shims for browsers
 * older than those we build for (see bundle.ts), all of which have standard WebRTC. PeerJS reads from it only which
 * browser this is, and only to fill `util.browser`, which we do not use.
 */
export default { browserDetails: { browser: 'standard', version: 0 } };

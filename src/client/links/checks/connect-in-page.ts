/** Two connections of one page, with each other. */
export type Ends = readonly [RTCPeerConnection, RTCPeerConnection];

/** Each end knows the other before that one begins to gather: no candidate comes too early. */
export async function connectInPage([near, far]: Ends): Promise<void> {
  const offer = await near.createOffer();
  await far.setRemoteDescription(offer);
  await near.setLocalDescription(offer);
  const answer = await far.createAnswer();
  await near.setRemoteDescription(answer);
  await far.setLocalDescription(answer);
}

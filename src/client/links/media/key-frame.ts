/** https://www.w3.org/TR/webrtc-extensions/#rtcsetparameteroptions-dictionary, not in TypeScript's library. */
interface SenderWithOptions {
  setParameters(
    parameters: RTCRtpSendParameters,
    options: { readonly encodingOptions: readonly { readonly keyFrame: boolean }[] },
  ): Promise<void>;
}

/**
 * Sets parameters, and sends a picture that needs none before it. After an outage a receiver in Chromium asks for one
 * only when it has seen nothing for three seconds; until then it tries to get each lost packet again. Browsers without
 * the option (Firefox) ignore it, and their receivers ask sooner.
 */
export const setParametersWithKeyFrame = (
  sender: RTCRtpSender & SenderWithOptions,
  parameters: RTCRtpSendParameters,
): Promise<void> =>
  sender.setParameters(parameters, { encodingOptions: parameters.encodings.map(() => ({ keyFrame: true })) });

import type { ErrorCode } from '../../../shared/result.ts';
import { hangUp, isInCall, step, type CallState, type EndReason, type Step } from './call-state.ts';
import { becomeKnocker } from './knocking.ts';

/** How a call ends, and what becomes of one that was refused. */

export const end = (state: CallState, endReason: EndReason): Step => hangUp({ ...state, phase: 'over', endReason });

export function onRefused(state: CallState, code: ErrorCode): Step {
  if (!isInCall(state)) return state.phase === 'knocking' ? end(state, code) : step(state);
  switch (code) {
    case 'room:locked':
      return becomeKnocker(state);
    case 'passcode:needed':
    case 'passcode:wrong':
    case 'passcode:too-many':
      return hangUp({ ...state, phase: 'lobby', doorRefusal: code, keys: { ...state.keys, passcode: null } });
    case 'host:wrong-key':
      return step(
        { ...state, admission: 'none', keys: { ...state.keys, hostKey: null } },
        { type: 'notice', notice: { type: 'host-key-stale', name: '' } },
      );
    default:
      return end(state, code);
  }
}

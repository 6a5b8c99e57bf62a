/** What the person of this page is told, once. `notice.<type>` in the locales has the words. */
export interface Notice {
  readonly type:
    | 'joined'
    | 'left'
    | 'lost'
    | 'removed'
    | 'knocked'
    | 'locked'
    | 'unlocked'
    | 'lapsed'
    | 'flooded'
    /** An error of our own code, after which the call goes on. */
    | 'failed'
    /** We are a host now. */
    | 'now-host'
    /** The host key of our link is of no use in this room. */
    | 'host-key-stale'
    | 'muted-on-entry'
    /** Our screens have ended: only hosts share theirs now. */
    | 'screens-for-hosts'
    /** A host turned this off; `name` is theirs. */
    | 'asked.mute'
    | 'asked.camera-off'
    | 'asked.lower-hand'
    | 'asked.stop-screen';
  /** Of whom it is about; empty where it is about nobody. */
  readonly name: string;
}

import { startTutorialServer } from './tutorial-server.ts';

/** The tutorial's server in a process of its own, so that its memory and processor time can be told apart. */
process.send?.((await startTutorialServer()).url);

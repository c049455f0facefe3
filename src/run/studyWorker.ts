/** The worker: measures one study at a time, off the page's thread. */
import { patterns } from '../patterns/index.ts';
import { repliesTo } from './studyProtocol.ts';

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  for (const reply of repliesTo(data, patterns)) postMessage(reply);
});

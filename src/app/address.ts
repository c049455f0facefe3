/** The address bar: the hash says what is open, and follows what the person changes without filling the history. */
import { useEffect } from 'react';
import { formatLink, PLAIN_VIEW } from '../scenario/link.ts';
import { usePlayground } from '../state/playground.ts';

const WRITE_DELAY_MS = 250;

/** Opens what the address says, now and whenever it changes. */
export function useAddress(): void {
  const openLink = usePlayground((state) => state.openLink);
  useEffect(() => {
    // By the time the event comes, the writer below may have put the last scenario back into the address.
    const read = ({ newURL }: HashChangeEvent) => openLink(new URL(newURL).hash);
    openLink(location.hash);
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, [openLink]);
}

/** Keeps the address a link to the open scenario; a scenario too long for a link leaves the address alone. */
export function useAddressWriter(): void {
  const opened = usePlayground((state) => state.opened);
  useEffect(() => {
    if (!opened) return undefined;
    const timer = setTimeout(() => {
      const result = formatLink(opened.scenario, [opened.pattern], {
        ...PLAIN_VIEW,
        ...opened.view,
        atMs: null,
      });
      if ('link' in result) history.replaceState(null, '', result.link);
    }, WRITE_DELAY_MS);
    return () => clearTimeout(timer);
  }, [opened]);
}

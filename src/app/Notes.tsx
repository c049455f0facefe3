/** What a link or a file had that was not understood, in words, until the person has read it. */
import { CloseButton } from '@mantine/core';
import { usePlayground } from '../state/playground.ts';

export function Notes() {
  const notes = usePlayground((state) => state.notes);
  const dismiss = usePlayground((state) => state.dismissNotes);
  if (notes.length === 0) return null;
  return (
    <section className="pf-notes" role="status" aria-label="Notes">
      <p>Not everything was understood:</p>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <CloseButton aria-label="Close these notes" onClick={dismiss} />
    </section>
  );
}

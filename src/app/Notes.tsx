/** What a link or a file had that was not understood, in words, until the person has read it. */
import { Alert } from '@mantine/core';
import { usePlayground } from '../state/playground.ts';

export function Notes() {
  const notes = usePlayground((state) => state.notes);
  const dismiss = usePlayground((state) => state.dismissNotes);
  if (notes.length === 0) return null;
  return (
    <Alert
      className="pf-notes"
      color="yellow"
      title="Not everything in this link was understood"
      withCloseButton
      closeButtonLabel="Close these notes"
      onClose={dismiss}
      role="status"
    >
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Alert>
  );
}

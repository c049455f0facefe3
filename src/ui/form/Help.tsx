/** The explanation of one thing behind an info button: on hover, on focus, on touch; and always there for screen readers. */
import { Tooltip, VisuallyHidden } from '@mantine/core';
import { InfoIcon } from '../icons.tsx';

const EVENTS = { hover: true, focus: true, touch: true };

export interface HelpProps {
  /** What is explained. */
  readonly about: string;
  readonly text: string;
  /** DOM id of the text, for `aria-describedby`. */
  readonly id: string;
}

export function Help({ about, text, id }: HelpProps) {
  return (
    <>
      <Tooltip label={text} multiline maw={260} withArrow openDelay={150} events={EVENTS}>
        <button type="button" className="param-help" aria-label={`About ${about}`}>
          <InfoIcon size={13} />
        </button>
      </Tooltip>
      <VisuallyHidden id={id}>{text}</VisuallyHidden>
    </>
  );
}

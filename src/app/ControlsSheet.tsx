/** The controls on a phone: a sheet over the lower part of the page, so that the stage stays in view. */
import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';

interface ControlsSheetProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export default function ControlsSheet({ onClose, children }: ControlsSheetProps) {
  return (
    <Drawer
      opened
      onClose={onClose}
      position="bottom"
      size="60%"
      title="Controls"
      overlayProps={{ backgroundOpacity: 0.2 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {children}
    </Drawer>
  );
}

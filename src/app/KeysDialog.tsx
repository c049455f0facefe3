/** The list of keys. */
import { Kbd, Modal, Table } from '@mantine/core';
import { KEYS } from './keys.ts';

interface KeysDialogProps {
  readonly onClose: () => void;
}

export default function KeysDialog({ onClose }: KeysDialogProps) {
  return (
    <Modal opened onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Table>
        <Table.Tbody>
          {KEYS.map(({ keys, does }) => (
            <Table.Tr key={keys}>
              <Table.Th scope="row">
                <Kbd>{keys}</Kbd>
              </Table.Th>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

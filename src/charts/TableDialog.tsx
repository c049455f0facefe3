/** The data of a chart as an accessible table, as they were when it was opened. */
import { Modal, Table } from '@mantine/core';
import { thinRows, type ChartTable } from './table.ts';

const MOST_ROWS = 60;

export interface TableDialogProps {
  readonly title: string;
  readonly table: ChartTable;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function TableDialog({ title, table: { order, columns, rows }, isOpen, onClose }: TableDialogProps) {
  const shown = thinRows(rows, MOST_ROWS);
  const choice =
    shown.length < rows.length ? `${shown.length} of ${rows.length} rows` : `${rows.length} rows`;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size="xl"
      closeButtonProps={{ 'aria-label': 'Close', size: 44 }}
    >
      <Table className="chart-table" stickyHeader striped captionSide="top">
        <Table.Caption>{rows.length === 0 ? 'Nothing to show yet.' : `${choice}, ${order}`}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ label }) => (
              <Table.Th key={label} scope="col">
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((row) => (
            <Table.Tr key={row.join(' ')}>
              {columns.map(({ label, format }, index) => (
                <Table.Td key={label}>{format(row[index] ?? null)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

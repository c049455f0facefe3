/** The diagram in words, as it was when this was opened. */
import { Modal, Table } from '@mantine/core';
import type { LockView } from '../picture.ts';
import { diagramTables, type DiagramTable } from './tables.ts';

function OneTable({ table: { title, columns, rows, omitted } }: { readonly table: DiagramTable }) {
  if (rows.length === 0) return <p className="lock-table-none">{title}: none so far.</p>;
  return (
    <Table className="lock-table" striped captionSide="top">
      <Table.Caption>
        {title}
        {omitted > 0 && ` (the latest ${rows.length}; ${omitted} before them are left out)`}
      </Table.Caption>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column} scope="col">
              {column}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <Table.Tr key={index}>
            {row.map((cell, at) => (
              <Table.Td key={columns[at]}>{cell}</Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface DiagramTablesProps {
  readonly view: LockView;
  readonly onClose: () => void;
}

export function DiagramTables({ view, onClose }: DiagramTablesProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={`The diagram in words, at ${(view.nowMs / 1_000).toFixed(1)} s`}
      size="xl"
      closeButtonProps={{ 'aria-label': 'Close', size: 44 }}
    >
      {diagramTables(view).map((table) => (
        <OneTable key={table.title} table={table} />
      ))}
    </Modal>
  );
}

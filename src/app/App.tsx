// Temporary: stands in until the shell exists.
import { Button, MantineProvider, Title } from '@mantine/core';

export function App() {
  return (
    <MantineProvider defaultColorScheme="auto">
      <Title>Partial Failure Playground</Title>
      <Button size="md">Break something</Button>
    </MantineProvider>
  );
}

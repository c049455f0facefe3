/** Keeps what fails inside from taking the rest of the page with it. */
import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  readonly children: ReactNode;
  /** A sentence in front of the problem; without one nothing stands there instead. */
  readonly sentence?: string;
}

export class Boundary extends Component<BoundaryProps, { readonly problem: string | null }> {
  override state = { problem: null };

  static getDerivedStateFromError(error: unknown) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    const { problem } = this.state;
    const { children, sentence } = this.props;
    if (problem === null) return children;
    return sentence === undefined ? null : (
      <p role="alert">
        {sentence} ({problem})
      </p>
    );
  }
}

import { Component, type ReactNode } from 'react'

import { Button } from '@/components/button.tsx'
import { Empty } from '@/components/empty.tsx'

interface Props {
  text: { title: string; text: string }
  retry: string
  children: ReactNode
}

/** A screen that throws takes nothing else with it. */
export class ErrorBoundary extends Component<Props, { failed: string | null }> {
  override state: { failed: string | null } = { failed: null }

  static getDerivedStateFromError(error: unknown): { failed: string } {
    return { failed: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    if (this.state.failed === null) return this.props.children
    return (
      <Empty title={this.props.text.title} text={`${this.props.text.text} (${this.state.failed})`}>
        <Button look="primary" onClick={() => this.setState({ failed: null })}>
          {this.props.retry}
        </Button>
      </Empty>
    )
  }
}

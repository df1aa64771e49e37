/** A tool as people call it: Claude's `mcp__github__create_issue` is `github: create_issue`. Pure. */
export function toolName(name: string): string {
  const [, server, tool] = /^mcp__(.+?)__(.+)$/.exec(name) ?? []
  return server === undefined || tool === undefined ? name : `${server}: ${tool}`
}

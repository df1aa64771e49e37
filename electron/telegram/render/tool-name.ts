/** A tool as people call it: Claude's `mcp__github__create_issue` is `github: create_issue`. Pure. */
export const toolName = (name: string): string => name.replace(/^mcp__(.+?)__(?=.)/, '$1: ')

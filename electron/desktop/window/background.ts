/** The page's own ground in each theme (`--bg` of the renderer's theme), so that the window never flashes white. */
export const backgroundFor = (theme: 'light' | 'dark'): string => (theme === 'dark' ? '#121419' : '#ffffff')

import { useEffect } from 'react'

import { useApp } from '@/lib/services.ts'

/** Puts theme, contrast, density, language and platform on the document, where the style sheet looks for them. */
export function useAppearance(): void {
  const theme = useApp((app) => app.theme)
  const platform = useApp((app) => app.platform)
  const { contrast, density, language } = useApp((app) => app.appearance)
  useEffect(() => {
    const root = document.documentElement
    const more = matchMedia('(prefers-contrast: more)')
    const apply = () => {
      root.dataset['theme'] = theme
      root.dataset['density'] = density
      root.dataset['platform'] = platform
      root.lang = language
      root.dataset['contrast'] = contrast === 'high' || (contrast === 'system' && more.matches) ? 'high' : 'normal'
    }
    apply()
    more.addEventListener('change', apply)
    return () => more.removeEventListener('change', apply)
  }, [theme, contrast, density, language, platform])
}

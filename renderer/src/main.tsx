import './lib/zod-csp.ts'
import './app/styles.css'
import { createRoot } from 'react-dom/client'

import { Root } from './app/root.tsx'
import { findBridge } from './lib/bridge.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const bridge = await findBridge()
createRoot(root).render(<Root bridge={bridge} />)

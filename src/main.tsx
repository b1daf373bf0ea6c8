import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { linkInAddress } from './browser/fragment.ts'
import { caseInPage } from './browser/program.ts'
import './styles/base.css'
import { App } from './ui/App.tsx'
import { takeSources } from './ui/intake/take.ts'

async function start(): Promise<void> {
  const inside = caseInPage()
  // The report that is written in the file stands there meanwhile.
  if (inside !== null && linkInAddress() === null) await takeSources([{ name: 'Memledger', text: inside }])
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}

void start()

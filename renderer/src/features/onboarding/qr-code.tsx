import QRCode from 'qrcode'
import { useMemo } from 'react'

/** Quiet modules around the code, as the standard wants. */
const MARGIN = 4

/** A QR code as one path: dark on white in both themes, since phones read it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
    const dark = [...modules.data].flatMap((bit, index) =>
      bit ? [`M${(index % modules.size) + MARGIN} ${Math.floor(index / modules.size) + MARGIN}h1v1h-1z`] : [],
    )
    return { size: modules.size + 2 * MARGIN, path: dark.join('') }
  }, [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-44 shrink-0 rounded-lg border"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}

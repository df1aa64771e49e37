import type { Order, Told } from '../lib/contender.ts'

/** Tells the benchmark something. */
export const tell = (told: Told): void => void process.send?.(told)

/** Obeys the benchmark's orders; ends with it, and when it is told to. */
export function obey(orders: Readonly<Partial<Record<Order, () => Promise<void> | void>>>): void {
  let closing = false
  const close = async (): Promise<void> => {
    if (closing) return
    closing = true
    await orders.close?.()
    process.exit(0)
  }
  process.on('message', (order: Order) => {
    if (order === 'close') void close()
    else void orders[order]?.()
  })
  process.on('disconnect', () => void close())
}

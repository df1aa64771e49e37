import { z } from 'zod'

/** How a part of a message of the demo looks, after Telegram's entity of the same name. */
const kindSchema = z.enum(['bold', 'italic', 'underline', 'strikethrough', 'code', 'pre', 'blockquote', 'link'])
export type DemoMarkKind = z.infer<typeof kindSchema>

/** A part of a message that looks otherwise than the rest; places are UTF-16 units, as Telegram counts and JavaScript does. */
export const demoMarkSchema = z.object({
  kind: kindSchema,
  offset: z.number().int().nonnegative(),
  length: z.number().int().positive(),
})
export type DemoMark = Readonly<z.infer<typeof demoMarkSchema>>

import { config } from 'zod'

/** zod builds faster parsers with `new Function`, which our content security policy refuses; without this each try is reported. */
config({ jitless: true })

import { ok } from '../../shared/result.ts'
import { Secret } from '../../shared/secret.ts'
import { DASHBOARD } from '../ports.ts'
import type { Area, HandlerContext } from './context.ts'

export const botHandlers = ({ ports: { bot } }: HandlerContext): Area<'bot'> => ({
  'bot.check': ({ token }) => bot.check(new Secret(token.trim())),
  'bot.pause': ({ paused }) => bot.setPaused(paused),
  'bot.letIn': ({ code, role }) => bot.letIn(code, role, DASHBOARD),
  'bot.removePerson': ({ id }) => bot.removePerson(id, DASHBOARD),
})

export const claudeHandlers = ({ ports: { claude } }: HandlerContext): Area<'claude'> => ({
  'claude.look': async () => ok(await claude.look()),
})

export const demoHandlers = ({ ports: { demo } }: HandlerContext): Area<'demo'> => ({
  'demo.start': () => demo.start(),
  'demo.stop': () => demo.stop(),
  'demo.messages': () => ok(demo.messages()),
  'demo.say': ({ text }) => demo.say(text),
  'demo.press': ({ message, data }) => demo.press(message, data),
})

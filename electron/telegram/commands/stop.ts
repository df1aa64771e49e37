import { plural } from '../render/words.ts'
import type { Family, Desk } from './command.ts'

/** `/stop`: past every queue, for whoever stops has a reason. */
export function stopCommands({ sessions }: Desk): Family {
  return {
    commands: [
      {
        name: 'stop',
        aliases: ['cancel'],
        usage: '[all]',
        description: 'Stop what runs; with “all” also drop what waits',
        urgent: true,
        async run({ chat, actor, args, reply }) {
          const result = await sessions.stop(chat, actor, { dropQueue: args === 'all' })
          if (!result.ok) return await reply(result.message)
          const { stopped, dropped } = result.value
          const waiting = sessions.queue(chat).length
          const words = [
            stopped ? 'Stopped.' : 'Nothing is running.',
            dropped > 0 ? `${plural(dropped, 'waiting prompt')} dropped.` : '',
            waiting > 0 ? `${plural(waiting, 'prompt')} still ${waiting === 1 ? 'waits' : 'wait'}: /queue` : '',
          ]
          await reply(words.filter((part) => part !== '').join(' '))
        },
      },
    ],
    presses: [
      {
        verb: 'stop',
        answersItself: true,
        async run({ chat, actor, toast }) {
          const result = await sessions.stop(chat, actor)
          toast(result.ok ? (result.value.stopped ? 'Stopped' : 'Nothing is running') : result.message)
        },
      },
    ],
  }
}

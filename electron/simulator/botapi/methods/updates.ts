import { conflict } from '../refusal.ts'
import type { Call, Methods } from './call.ts'

const getUpdates = ({ params, queue, webhook, gone }: Call): unknown => {
  if (webhook.active()) {
    throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
  }
  return queue.poll({
    offset: params.int('offset') ?? 0,
    limit: params.int('limit') ?? 100,
    timeout: params.int('timeout') ?? 0,
    allowed: params.json('allowed_updates') as readonly string[] | undefined,
    gone,
  })
}

const dropPending = ({ params, queue }: Call): void => {
  if (!params.flag('drop_pending_updates')) return
  const last = queue.pending().at(-1)
  if (last) queue.acknowledge(last.update_id)
}

const setWebhook = (call: Call): unknown => {
  const { params, queue, webhook } = call
  dropPending(call)
  queue.allow(params.json('allowed_updates') as readonly string[] | undefined)
  const url = params.text('url')
  if (url) webhook.set(url, params.text('secret_token'))
  else webhook.remove()
  return true
}

const deleteWebhook = (call: Call): unknown => {
  dropPending(call)
  call.webhook.remove()
  return true
}

export const updateMethods: Methods = {
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo: ({ webhook }) => webhook.info(),
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ariaKeys, keyAction, keys, nextUnread, type Press, type Scene } from './keys.ts'

const idle: Scene = { typing: false, layered: false, handled: false, singleKeys: true }
const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  modified: false,
  shift: false,
  repeated: false,
  ...more,
})
const all = Object.values({ ...keys.list, ...keys.ticket }).flat()

describe('WS-10 keys of the Workspace', () => {
  it('each key has one meaning, and none is one by which lists are walked', () => {
    expect(new Set(all).size).toBe(all.length)
    expect(all).not.toContain('j')
    expect(all).not.toContain('k')
  })

  it('do what the table says, with Caps Lock too', () => {
    expect(keyAction(press('t'), idle)).toBe('take')
    expect(keyAction(press('T'), idle)).toBe('take')
    expect(keyAction(press('m'), idle)).toBe(keyAction(press('e'), idle))
    expect(keyAction(press('?', { shift: true }), idle)).toBe('help')
    expect(keyAction(press('q'), idle)).toBeUndefined()
    expect(ariaKeys('write')).toBe('e m')
  })

  it('no character does anything while one types, or where somebody has turned them off; Escape still leaves', () => {
    fc.assert(
      fc.property(fc.constantFrom<string>(...all), fc.boolean(), fc.boolean(), (key, typing, singleKeys) => {
        fc.pre(typing || !singleKeys)
        expect(keyAction(press(key), { ...idle, typing, singleKeys })).toBe(key === 'Escape' ? 'back' : undefined)
      }),
    )
  })

  it('nothing happens under a dialog, with Ctrl, while a key is held down, or when somebody took it', () => {
    for (const key of all) {
      expect(keyAction(press(key), { ...idle, layered: true })).toBeUndefined()
      expect(keyAction(press(key), { ...idle, handled: true })).toBeUndefined()
      expect(keyAction(press(key, { modified: true }), idle)).toBeUndefined()
      expect(keyAction(press(key, { repeated: true }), idle)).toBeUndefined()
    }
    expect(keyAction(press('C', { shift: true }), idle)).toBeUndefined()
  })

  it('the next unread comes after the one that is open, and from the top again', () => {
    const rows = [3, 0, 0, 1].map((unread, n) => ({ id: String(n), unread }))
    expect(nextUnread(rows, undefined)?.id).toBe('0')
    expect(nextUnread(rows, '0')?.id).toBe('3')
    expect(nextUnread(rows, '3')?.id).toBe('0')
    expect(nextUnread(rows.slice(1, 3), '1')).toBeUndefined()
    expect(nextUnread(rows.slice(0, 1), '0')).toBeUndefined()
  })
})

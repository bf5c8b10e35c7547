import { expect, test } from 'vitest'
import { isSource, sourceList } from './source-list.ts'

test('a source is an address or a network', () => {
  const right = ['203.0.113.7', '203.0.113.0/24', '2001:db8::1', '2001:db8::/32', '0.0.0.0/0']
  const wrong = ['', 'example.com', '203.0.113', '203.0.113.0/33', '203.0.113.0/', '203.0.113.0/24/1', '2001:db8::/129']
  expect(right.filter(isSource)).toEqual(right)
  expect(wrong.filter(isSource)).toEqual([])
})

test('without sources everybody may come', () => {
  expect(sourceList([])('198.51.100.1')).toBe(true)
})

test('with sources only they may, also where IPv4 is written as IPv6', () => {
  const may = sourceList(['203.0.113.7', '198.51.100.0/24', '2001:db8::/32'])
  expect(['203.0.113.7', '198.51.100.250', '2001:db8:1::5', '::ffff:203.0.113.7'].filter(may)).toHaveLength(4)
  expect(['203.0.113.8', '198.51.101.1', '2001:db9::1', '', 'unknown'].filter(may)).toEqual([])
})

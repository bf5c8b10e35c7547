import { Fragment } from 'react'
import { cutNodes } from '../../rules/whatsapp-format/fold.ts'
import { formatWhatsApp } from '../../rules/whatsapp-format/format-whatsapp.ts'
import type { FormatNode, Leaf } from '../../rules/whatsapp-format/node.ts'
import styles from './formatted-text.module.css'

/** Words of the text that something is said of. */
export interface Mark {
  start: number
  end: number
  tone: 'error' | 'warning' | 'advice'
}

interface Drawing {
  /** What to call variables that have no value yet. */
  names?: Readonly<Record<string, string>> | undefined
  marks?: readonly Mark[] | undefined
  /** Links lead somewhere; where a text is only being written they need not. */
  links?: boolean | undefined
}

/** WhatsApp's marks drawn; text in, elements out, never HTML. `end` leaves out what stands after it. */
export function FormattedText({ text, end, ...drawing }: Drawing & { text: string; end?: number | null }) {
  const nodes = formatWhatsApp(text)
  return <Nodes nodes={end == null ? nodes : cutNodes(nodes, end)} drawing={drawing} />
}

// What is drawn holds no state, so its place is key enough.
const Nodes = ({ nodes, drawing }: { nodes: FormatNode[]; drawing: Drawing }) =>
  nodes.map((node, at) => <Node key={`${at} ${node.type}`} node={node} drawing={drawing} />)

const tags = { bold: 'b', italic: 'i', strike: 's' } as const

function Node({ node, drawing }: { node: FormatNode; drawing: Drawing }) {
  switch (node.type) {
    case 'break':
      return <br />
    case 'text':
      return <Marked leaf={node} marks={drawing.marks} />
    case 'variable':
      return <Variable text={node.text} names={drawing.names} />
    case 'link':
      return drawing.links ? (
        <a className={styles.link} href={addressIn(node.text)} target="_blank" rel="noopener noreferrer nofollow">
          {node.text}
        </a>
      ) : (
        <span className={styles.link}>
          <Marked leaf={node} marks={drawing.marks} />
        </span>
      )
    case 'mono':
    case 'code':
      return (
        <code className={styles[node.type]}>
          <Marked leaf={node} marks={drawing.marks} names={drawing.names} />
        </code>
      )
    case 'list':
      return <List node={node} drawing={drawing} />
    case 'quote':
      return (
        <blockquote className={styles.quote}>
          <Nodes nodes={node.children} drawing={drawing} />
        </blockquote>
      )
    default: {
      const Tag = tags[node.type]
      return (
        <Tag>
          <Nodes nodes={node.children} drawing={drawing} />
        </Tag>
      )
    }
  }
}

/** As WhatsApp opens what is written without its beginning; anything but the web and mail is none of these. */
const addressIn = (text: string) =>
  /^https?:\/\//i.test(text) ? text : /^[^\s/@]+@[^\s/@]+$/.test(text) ? `mailto:${text}` : `https://${text}`

function List({ node, drawing }: { node: FormatNode & { type: 'list' }; drawing: Drawing }) {
  const items = node.items.map((item, at) => (
    <li key={`${at} item`}>
      <Nodes nodes={item} drawing={drawing} />
    </li>
  ))
  if (!node.ordered) return <ul className={styles.list}>{items}</ul>
  return (
    <ol className={styles.list} start={node.start}>
      {items}
    </ol>
  )
}

/** The leaf's words, those underlined that a mark reaches into. */
function Marked({ leaf, marks = [], names }: { leaf: Leaf } & Drawing) {
  const end = leaf.at + leaf.text.length
  const pieces = []
  let at = leaf.at
  for (const mark of marks.filter((each) => each.start < end && each.end > at).toSorted((a, b) => a.start - b.start)) {
    const from = Math.max(at, mark.start)
    const to = Math.min(end, mark.end)
    if (to <= from) continue
    pieces.push(
      <Fragment key={at}>{leaf.text.slice(at - leaf.at, from - leaf.at)}</Fragment>,
      <span key={`${from} mark`} className={styles.mark} data-tone={mark.tone}>
        {leaf.text.slice(from - leaf.at, to - leaf.at)}
      </span>,
    )
    at = to
  }
  if (pieces.length === 0) return <Variables text={leaf.text} names={names} />
  return [...pieces, leaf.text.slice(at - leaf.at)]
}

/** The variables of a text without formatting. A name of the header's stands under `h` and its number. */
export function Variables({ text, names, prefix = '' }: Pick<Drawing, 'names'> & { text: string; prefix?: string }) {
  if (!text.includes('{{')) return text
  return text
    .split(/(\{\{[a-z0-9_]+\}\})/)
    .map((piece, at) =>
      at % 2 ? <Variable key={`${at} variable`} text={piece} names={names} prefix={prefix} /> : piece,
    )
}

/** A variable without value stands out, under its name where it has one. */
function Variable({ text, names = {}, prefix = '' }: Pick<Drawing, 'names'> & { text: string; prefix?: string }) {
  const key = prefix + text.slice(2, -2)
  return <mark className={styles.variable}>{(Object.hasOwn(names, key) && names[key]) || text}</mark>
}

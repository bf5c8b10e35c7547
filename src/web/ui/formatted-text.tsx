import { type FormatNode, formatWhatsApp } from '../../rules/template-preview.ts'
import styles from './bubble.module.css'

interface Props {
  text: string
  names?: Readonly<Record<string, string>> | undefined
}

/** WhatsApp's marks drawn; text in, elements out, never HTML. */
export function FormattedText({ text, names }: Props) {
  return <Nodes nodes={formatWhatsApp(text)} names={names} />
}

// What is drawn holds no state, so its place is key enough.
const Nodes = ({ nodes, names }: { nodes: FormatNode[]; names: Props['names'] }) =>
  nodes.map((node, at) => <Node key={`${at} ${node.type}`} node={node} names={names} />)

const tags = { bold: 'b', italic: 'i', strike: 's' } as const

function Node({ node, names }: { node: FormatNode; names: Props['names'] }) {
  switch (node.type) {
    case 'text':
      return <Variables text={node.text} names={names} />
    case 'mono':
      return (
        <code className={styles.mono}>
          <Variables text={node.text} names={names} />
        </code>
      )
    case 'break':
      return <br />
    case 'list': {
      const items = node.items.map((item, at) => (
        <li key={`${at} item`}>
          <Nodes nodes={item} names={names} />
        </li>
      ))
      return node.ordered ? <ol className={styles.list}>{items}</ol> : <ul className={styles.list}>{items}</ul>
    }
    default: {
      const Tag = tags[node.type]
      return (
        <Tag>
          <Nodes nodes={node.children} names={names} />
        </Tag>
      )
    }
  }
}

/** A variable without value stands out, under its name where it has one. */
export function Variables({ text, names = {}, prefix = '' }: Props & { prefix?: string }) {
  return text.split(/(\{\{[a-z0-9_]+\}\})/).map((piece, at) =>
    at % 2 ? (
      <mark key={`${at} variable`} className={styles.variable}>
        {names[prefix + piece.slice(2, -2)] || piece}
      </mark>
    ) : (
      piece
    ),
  )
}

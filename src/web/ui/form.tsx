import { Button, Group } from '@mantine/core'
import { useForm } from '@mantine/form'
import i18next from 'i18next'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type * as z from 'zod'
import { type ShownProblem, problemOf } from '../api.ts'
import styles from './form.module.css'
import { Notice } from './notice.tsx'

type Values = Record<string, unknown>
export type AppForm<T extends Values> = ReturnType<typeof useContractForm<T>>

interface Options<T extends Values> {
  /** The contract's schema of what is sent; judges on blur and on submit. */
  schema?: z.ZodType
  initialValues: T
  /** Finer rules, by field; asked together with the schema. */
  also?: (values: T) => Record<string, string | undefined>
}

/** A form judged by the contract's schema, in our own words: a field when it is left, and from then on while it is typed.
 *  Pass `form.getInputProps(field)` to inputs. */
export function useContractForm<T extends Values>({ schema, initialValues, also }: Options<T>) {
  const judge = (values: T) => {
    const errors: Record<string, string> = {}
    for (const issue of schema?.safeParse(values).error?.issues ?? []) errors[issue.path.join('.')] ??= issueText(issue)
    for (const [field, text] of Object.entries(also?.(values) ?? {})) if (text !== undefined) errors[field] ??= text
    return errors
  }
  const form = useForm<T>({ initialValues, validateInputOnBlur: true, validate: judge })
  const left = useRef(new Set<string>())
  const before = useRef(form.values)
  useEffect(() => {
    if (before.current === form.values) return
    const [was, is] = [judge(before.current), judge(form.values)]
    for (const field of left.current) {
      const typed = before.current[field] !== form.values[field]
      if (typed || was[field] !== is[field]) form.setFieldError(field, is[field] ?? null)
    }
    before.current = form.values
  })
  const getInputProps: typeof form.getInputProps = (path, options) => {
    const props = form.getInputProps(path, options)
    const onBlur = (event: unknown) => {
      left.current.add(String(path))
      props.onBlur?.(event)
    }
    return { ...props, onBlur }
  }
  return { ...form, getInputProps }
}

/** What a schema found wrong, said to a person. */
export function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') {
    return Number(issue.minimum) <= 1 && issue.origin === 'string'
      ? i18next.t('ui:form.required')
      : i18next.t(`ui:form.atLeast.${issue.origin === 'string' ? 'string' : 'number'}`, { minimum: issue.minimum })
  }
  if (issue.code === 'too_big') {
    return i18next.t(`ui:form.atMost.${issue.origin === 'string' ? 'string' : 'number'}`, { maximum: issue.maximum })
  }
  if (issue.code === 'invalid_format' && issue.format === 'email') return i18next.t('ui:form.email')
  if (issue.code === 'invalid_type' || issue.code === 'invalid_value') return i18next.t('ui:form.required')
  return i18next.t('ui:form.invalid')
}

interface FormProps<T extends Values> {
  form: AppForm<T>
  onSubmit: (values: T) => Promise<unknown>
  submitLabel: string
  /** Beside the submit button: cancel, back. */
  aside?: ReactNode
  /** Fills the width of its container with the button. */
  wide?: boolean
  children: ReactNode
}

/** Summary of errors on submit with focus on the first field; the server's findings land at their fields too. */
export function Form<T extends Values>({ form, onSubmit, submitLabel, aside, wide = false, children }: FormProps<T>) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const [asked, setAsked] = useState(0)
  const element = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (!asked) return
    const wrong = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    if (wrong) wrong.focus()
    // What is wrong with none of the fields stands at the top, far from the button of a long form.
    else element.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'center' })
  }, [asked])

  const send = async (values: T) => {
    setBusy(true)
    setProblem(null)
    try {
      await onSubmit(values)
    } catch (error) {
      const shown = problemOf(error)
      setProblem(shown)
      form.setErrors(Object.fromEntries(shown.errors.map(({ field, message }) => [field, message])))
      setAsked((n) => n + 1)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      ref={element}
      className={styles.form}
      noValidate
      onSubmit={form.onSubmit(send, () => {
        setProblem(null)
        setAsked((n) => n + 1)
      })}
    >
      {asked > 0 && <Summary form={form} problem={problem} />}
      {children}
      <Group justify="flex-end" className={styles.buttons}>
        {aside}
        <Button type="submit" loading={busy} fullWidth={wide} size="md">
          {submitLabel}
        </Button>
      </Group>
    </form>
  )
}

function Summary<T extends Values>({ form, problem }: { form: AppForm<T>; problem: ShownProblem | null }) {
  const { t } = useTranslation('ui')
  const errors = Object.entries(form.errors).filter(([, text]) => Boolean(text))
  if (!problem && errors.length === 0) return null
  return (
    <Notice tone="red" alert title={problem?.title ?? t('form.summary', { count: errors.length })}>
      {problem?.requestId && problem.code === 'internal' && t('requestId', { requestId: problem.requestId })}
      {errors.length > 1 && (
        <ul className={styles.errors}>
          {errors.map(([field, text]) => (
            <li key={field}>
              <a
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault()
                  form.getInputNode(field)?.focus()
                }}
              >
                {labelOf(form.getInputNode(field))} {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

function labelOf(node: HTMLElement | null): string {
  const label = node && 'labels' in node && node.labels instanceof NodeList ? node.labels[0] : null
  const words = label?.firstChild?.textContent
  return words ? `${words}:` : ''
}

import { Fieldset, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAttributes } from '../../contacts/use-contact.ts'
import { fieldProps } from './findings.tsx'
import type { Wizard } from './use-wizard.ts'
import { askedParameters, hasHeaderVariable, type ParameterForm, withParameter } from './values.ts'
import styles from './wizard.module.css'

const TYPES = ['text', 'number', 'money', 'date'] as const
const SOURCES = ['', 'contact.name', 'contact.phone'] as const
type Source = ParameterForm['source']

export function ParametersStep({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { values, put } = wizard
  return (
    <Stack gap={16}>
      <Text size="sm" c="dimmed">
        {t('parameter.intro')}
      </Text>
      {hasHeaderVariable(values) && (
        <Fieldset legend={t('parameter.ofHeader')} className={styles.parameter}>
          <TextInput
            label={t('parameter.sample')}
            withAsterisk
            maxLength={1000}
            value={values.headerSample}
            onChange={({ currentTarget: { value } }) => put({ headerSample: value })}
            {...fieldProps(wizard, 'examples.h1')}
          />
        </Fieldset>
      )}
      {askedParameters(values).map((parameter) => (
        <OneParameter key={parameter.n} wizard={wizard} parameter={parameter} />
      ))}
    </Stack>
  )
}

function OneParameter({ wizard, parameter }: { wizard: Wizard; parameter: ParameterForm }) {
  const { t } = useTranslation('templates')
  const { n, name, sample, type, source } = parameter
  const attributes = useAttributes().data ?? []
  const change = (changed: Partial<ParameterForm>) =>
    wizard.put({ parameters: withParameter(wizard.values, { ...parameter, ...changed }) })
  return (
    <Fieldset legend={`{{${n}}}`} className={styles.parameter}>
      <div className={styles.pair}>
        <TextInput
          label={t('parameter.name')}
          placeholder={t('parameter.nameExample')}
          withAsterisk
          maxLength={60}
          value={name}
          onChange={({ currentTarget: { value } }) => change({ name: value })}
          {...fieldProps(wizard, `parameters[${n}].name`)}
        />
        <TextInput
          label={t('parameter.sample')}
          placeholder={t(`parameter.sampleOf.${type}`)}
          withAsterisk
          maxLength={1000}
          value={sample}
          onChange={({ currentTarget: { value } }) => change({ sample: value })}
          {...fieldProps(wizard, `examples.${n}`)}
        />
        <NativeSelect
          label={t('parameter.type')}
          size="md"
          data={TYPES.map((value) => ({ value, label: t(`parameter.types.${value}`) }))}
          value={type}
          onChange={({ currentTarget: { value } }) => change({ type: TYPES.find((each) => each === value) ?? 'text' })}
        />
        <NativeSelect
          label={t('parameter.source')}
          description={source && t('parameter.sourceHelp')}
          inputWrapperOrder={['label', 'input', 'description']}
          size="md"
          data={[
            ...SOURCES.map((each) => ({ value: each as string, label: t(`parameter.sources.${each || 'hand'}`) })),
            ...attributes.map(({ key, label }) => ({
              value: `attribute.${key}`,
              label: t('parameter.attribute', { label }),
            })),
          ]}
          value={source ?? ''}
          onChange={({ currentTarget: { value } }) => change({ source: (value || null) as Source })}
        />
      </div>
    </Fieldset>
  )
}

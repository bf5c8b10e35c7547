import { ActionIcon, Anchor, Kbd, Modal, Switch, Text, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icon.tsx'
import styles from './key-sheet.module.css'
import { keys } from './keys.ts'
import { useKeys, usePressedBy, useSingleKeys } from './use-keys.ts'

/** Keys that lists and fields have by themselves. */
const OTHERS = {
  walking: { upDown: ['j', 'k', '↑', '↓'], page: ['PageUp', 'PageDown'], ends: ['Home', 'End'], open: ['Enter'] },
  writing: { send: ['Enter'], line: ['Shift+Enter'], answers: ['/'] },
}
const groups = Object.entries({ ...keys, ...OTHERS }) as [string, Record<string, readonly string[]>][]

/** WS-10: the button, and all keys of the Workspace on one sheet. */
export function KeySheet() {
  const { t } = useTranslation('keys')
  const [opened, sheet] = useDisclosure()
  const [singleKeys, setSingleKeys] = useSingleKeys()
  const marks = usePressedBy('help')
  useKeys({ help: sheet.open })
  return (
    <>
      <Tooltip label={t('title')}>
        <ActionIcon
          {...marks}
          className={styles.button}
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('title')}
          aria-haspopup="dialog"
          onClick={sheet.open}
        >
          <Icon name="keyboard" />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={opened}
        onClose={sheet.close}
        title={t('title')}
        size={720}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        <div className={styles.groups}>
          {groups.map(([group, actions]) => (
            <section key={group} aria-labelledby={`keys-${group}`}>
              <h3 id={`keys-${group}`} className={styles.heading}>
                {t(`groups.${group}`)}
              </h3>
              <dl className={styles.list} data-off={(!singleKeys && group in keys) || undefined}>
                {Object.entries(actions).map(([action, each]) => (
                  <div key={action} className={styles.line}>
                    <dt>
                      {each.map((key) => (
                        <Kbd key={key}>{t(`names.${key}`, key)}</Kbd>
                      ))}
                    </dt>
                    <dd>{t(`actions.${action}`)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <Switch
          label={t('single')}
          description={t('singleHelp')}
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
        <Text size="sm" mt={16}>
          <Anchor renderRoot={(props) => <Link to="/cuenta" hash="sonido" {...props} />}>{t('ring:title')}</Anchor>
        </Text>
      </Modal>
    </>
  )
}

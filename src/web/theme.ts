import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const blue: MantineColorsTuple = [
  '#eef4ff',
  '#dbe7fd',
  '#b7cef9',
  '#8fb2f4',
  '#6a98ee',
  '#4079e2',
  '#1f5fd1',
  '#1a50b3',
  '#164292',
  '#123470',
]

const red: MantineColorsTuple = [
  '#fff0f0',
  '#ffdede',
  '#fbbcbc',
  '#f79494',
  '#ee6b6b',
  '#df4646',
  '#c62828',
  '#ab1f1f',
  '#8d1919',
  '#701414',
]

const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#eff1f4',
  '#e3e7ec',
  '#d3d9e0',
  '#b9c2cc',
  '#8f9ba8',
  '#67737f',
  '#4a545f',
  '#323a43',
  '#1d232a',
]

const dark: MantineColorsTuple = [
  '#d5dae0',
  '#b3bbc5',
  '#97a1ad',
  '#6d7885',
  '#3b444e',
  '#2e363f',
  '#22292f',
  '#191e23',
  '#14181c',
  '#0f1215',
]

/** Tokens of the product: own blue, cool greys, radius 8, a 4 px grid, the system's own type. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: 6,
  colors: { blue, red, gray, dark },
  defaultRadius: 8,
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '22px', lineHeight: '1.3' }, h2: { fontSize: '17px', lineHeight: '1.4' } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Help stands under the field, the error under the help.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Button: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, events: { hover: true, focus: true, touch: false } } },
    Modal: {
      defaultProps: {
        centered: true,
        transitionProps: { duration: 140 },
        overlayProps: { opacity: 0.45 },
        // A <header> that would count as a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    },
    // Focus goes to the first entry: a menu has no children but entries.
    Menu: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'md', withInitialFocusPlaceholder: false } },
    Loader: { defaultProps: { type: 'dots' } },
  },
})

/** Where the library's own choice would be too dark to read. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {},
  dark: { '--mantine-color-error': '#ff9d95' },
})

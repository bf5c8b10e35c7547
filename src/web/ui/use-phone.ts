import { useMediaQuery } from '@mantine/hooks'

/** Whether the window is as narrow as a phone: the width below which the styles lay everything out in one column. Known at the first
 *  drawing, so that nothing jumps. */
export const usePhone = (): boolean => useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })

/** What stands in an address in place of its variable (BTN-25): signs that WhatsApp refuses are percent-encoded, those that
 *  divide an address stay, and so does what is encoded already. */
export const urlValue = (value: string): string =>
  value
    .trim()
    .toWellFormed()
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/[^\w\-.~!$&'()*+,;=@/?#%]/gu, (sign) => encodeURIComponent(sign))

const drawings = {
  reply: 'M9 6 4 11l5 5M4 11h10a6 6 0 0 1 6 6v2',
  url: 'M14 4h6v6m0-6-9 9M18 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h4',
  phone: 'M6 4l3-.5 2 4.5-2.5 2a13 13 0 0 0 5.5 5.5l2-2.5 4.5 2-.5 3a2 2 0 0 1-2 1.5A15 15 0 0 1 4.5 6 2 2 0 0 1 6 4z',
  copy_code: 'M9 9h9a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2zm6-3a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.1M4.5 12h.1M4.5 18h.1',
  one: 'm5 12 5 5 9-10',
  two: 'm2 12 5 5 9-10m-5 9 1 1 9-10',
  wait: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zm0 4v4l3 2',
  failed: 'M12 4 3 19h18zm0 6v4m0 2.5h.1',
}

/** A drawing of our own; one without a name is decoration. */
export function icon(name, label) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', drawings[name])
  svg.setAttribute('viewBox', '0 0 24 24')
  if (label) {
    svg.setAttribute('role', 'img')
    svg.setAttribute('aria-label', label)
  } else svg.setAttribute('aria-hidden', 'true')
  svg.append(path)
  return svg
}

const RULES = `
.safety {
  display: grid;
  gap: 14px;
}

.safety__code {
  display: flex;
  flex-wrap: wrap;
  justify-content: center;
  gap: 10px 4px;
  padding: 14px 6px;
  border-radius: var(--radius-m);
  background: var(--surface-raised);
}

/* All seven in one row, or four and three on a phone. */
.safety__symbol {
  display: grid;
  flex: 0 0 56px;
  justify-items: center;
  gap: 4px;
  font-size: 34px;
  line-height: 1.2;
}

.safety__symbol::after {
  content: attr(data-name);
  font-size: 12px;
  line-height: 1.2;
  text-align: center;
  color: var(--text-muted);
}

.safety__alarm {
  display: grid;
  gap: 8px;
  padding: 12px 16px;
  border-left: 4px solid var(--danger);
  border-radius: var(--radius-s);
  background: var(--surface-raised);
  font-weight: 600;
}

.safety__limits {
  font-size: 14px;
  color: var(--text-muted);
}
`;

let isAdded = false;

/** The look of this feature comes with its code: the stylesheet of the page is part of every first load. */
export function addSafetyStyle(): void {
  if (isAdded) return;
  isAdded = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(RULES);
  document.adoptedStyleSheets.push(sheet);
}

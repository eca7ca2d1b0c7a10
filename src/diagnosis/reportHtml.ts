// The report as HTML, in the style of the walkthrough. Its buttons have names that the extension looks up in the report
// that is shown.
import * as l10n from '@vscode/l10n';
import { formatTime } from '../base/dates';
import type { UnixSeconds } from '../base/time';
import { button, type Rank } from '../walkthrough/buttons';
import { escape, escapeOutside, mark, webviewDocument, type Mark, type PageFrame } from '../walkthrough/markup';
import { describeReport } from './report';
import type { ItemState, Report, ReportItem, ReportSection } from './reportModel';

/** The buttons that belong to the whole report. */
type ReportButton = 'fixAll' | 'again' | 'copy';

/** A report that is shown. */
export interface ShownReport {
  readonly report: Report;
  /** Increases with each report. */
  readonly number: number;
  /** When it was made. */
  readonly at: UnixSeconds;
  /** Something that it is about has changed since. */
  readonly isOutdated: boolean;
  readonly locale: string;
}

export function reportDocument(frame: PageFrame, shown: ShownReport): string {
  return webviewDocument(frame, {
    title: reportTitle(),
    locale: shown.locale,
    id: 'report',
    content: reportContent(shown),
  });
}

export function reportTitle(): string {
  return l10n.t('Agoras: Diagnosis');
}

export function reportContent({ report, number, at, isOutdated, locale }: ShownReport): string {
  const { sections, fixable } = report;
  const attribute = (name: string) => `data-button="${name}" data-report="${String(number)}"`;
  const main = (name: ReportButton, label: string, rank: Rank) =>
    button(`report-${name}`, attribute(name), label, rank);
  return `
<header class="intro">
<h1 id="report-title" tabindex="-1">${escape(l10n.t('What would keep Agoras from publishing here'))}</h1>
<p class="lead" id="summary">${escape(describeReport(report))}</p>
<p class="hint" id="made-at">${escape(describeMadeAt(at, locale))}</p>
${isOutdated ? outdatedHtml() : ''}
<p class="actions">${fixable === 0 ? '' : main('fixAll', l10n.t('Fix All ({0})', fixable), isOutdated ? 'secondary' : 'primary')}
${main('again', l10n.t('Diagnose Again'), isOutdated ? 'primary' : 'secondary')}
${main('copy', l10n.t('Copy as Text'), 'secondary')}</p>
</header>
${sections.map((section) => sectionHtml(section, attribute)).join('')}`;
}

export function describeMadeAt(at: UnixSeconds, locale: string): string {
  return l10n.t('As of {0}.', formatTime(at, locale));
}

export function describeOutdated(): string {
  return l10n.t('Something that this report is about has changed since. Diagnose again to see how it is now.');
}

function outdatedHtml(): string {
  const { sign, label } = STATE_LABELS.warning;
  return `<p class="finding" id="outdated">${mark(sign)}<span class="unseen">${escape(label())}</span>
${escape(describeOutdated())}</p>`;
}

type Attribute = (name: string) => string;

function sectionHtml({ id, title, looked, items }: ReportSection, attribute: Attribute): string {
  const lines = items.map((item, index) => itemHtml(`${id}-${String(index)}`, item, attribute));
  return `
<section class="part" id="section-${id}" aria-labelledby="section-${id}-title">
<h2 id="section-${id}-title">${escape(title)}</h2>
<p class="hint">${escape(looked)}</p>
${lines.length === 0 ? '' : `<ul class="findings">${lines.join('')}</ul>`}
</section>`;
}

/** Screen readers announce each button together with the item that it belongs to. */
function itemHtml(id: string, { state, text, place, actions }: ReportItem, attribute: Attribute): string {
  const { sign, label } = STATE_LABELS[state];
  const heard = (name: string) => `aria-labelledby="${name} ${id}-text"`;
  const where =
    place === undefined
      ? ''
      : `<button type="button" class="place" id="${id}-open" ${attribute(`${id}-open`)} ${heard(`${id}-open`)}>${escapeOutside(place.label)}</button> `;
  const buttons = actions.map((action, index) => {
    const name = `${id}-${String(index)}`;
    return button(name, `${attribute(name)} ${heard(name)}`, action.label, 'secondary');
  });
  return `<li class="finding" id="${id}">${mark(sign)}<span class="unseen">${escape(label())}</span>
${where}<span id="${id}-text">${escapeOutside(text)}</span>
${buttons.length === 0 ? '' : `<p class="actions">${buttons.join('\n')}</p>`}</li>`;
}

export const STATE_LABELS: Readonly<Record<ItemState, { readonly sign: Mark; readonly label: () => string }>> = {
  error: { sign: 'failed', label: () => l10n.t('Error:') },
  warning: { sign: 'attention', label: () => l10n.t('Warning:') },
  unknown: { sign: 'unknown', label: () => l10n.t('Unknown:') },
  good: { sign: 'done', label: () => l10n.t('OK:') },
  fact: { sign: 'fact', label: () => l10n.t('Note:') },
};

/** The item and action of a button, by the button's name; undefined if the report has no such button. */
export function pressed(
  { sections }: Report,
  name: string,
): { readonly item: ReportItem; readonly action: number | 'open' } | undefined {
  const [, id, index, action] = /^([a-z]+)-(\d+)-(open|\d+)$/.exec(name) ?? [];
  const item = sections.find((section) => section.id === id)?.items[Number(index)];
  if (item === undefined || action === undefined) return undefined;
  return { item, action: action === 'open' ? action : Number(action) };
}

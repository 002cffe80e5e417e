// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/exportsheet.h"

#include "models/items/itemroles.h"
#include "models/items/segmentmodels.h"
#include "models/text/amounttext.h"
#include "models/text/connectiontexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "ui/common/badges.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/segments/exportform.h"
#include "ui/segments/exportpresetbar.h"
#include "ui/segments/exportprotection.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

ExportPreviewPane::ExportPreviewPane(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_rows(new RecordPreviewModel(50, this))
{
    auto *waiting = wrappedLabel(m_stack, "previewWaitingLabel", ColourRole::Muted,
                                 tr("Checking the export and loading the first page…"));
    waiting->setAlignment(Qt::AlignTop);
    waiting->setMargin(space::l);
    m_error = new ErrorPanel(m_stack);
    connect(m_error, &ErrorPanel::retry, this, &ExportPreviewPane::retryAsked);

    auto *content = new QWidget(m_stack);
    m_checkBox = named("checksBox", new QWidget(content));
    m_checkLines = bareLayout<QVBoxLayout>(m_checkBox, space::s);
    m_orderText = wrappedLabel(content, "orderLabel");
    m_previewTitle = elidedLabel(content, nullptr, ColourRole::Muted);
    m_table = new DataTable("previewTable", tr("First page of the export"), m_rows, content);
    new EmptyOverlay(m_table, tr("No people match, so the file would be empty. Change the filters."));
    m_table->setMinimumHeight(120);
    m_pageError = new ErrorPanel(content);
    connect(m_pageError, &ErrorPanel::retry, this, &ExportPreviewPane::retryAsked);
    fillColumn(content, space::m,
               {
                   m_orderText,
                   m_checkBox,
                   m_previewTitle,
                   {m_table, 1},
                   {m_pageError, 1},
                   boxStretch() // where neither is shown the words stay at the top
               },
               QMargins(space::l, space::s, space::l, space::s));

    addWidgets(m_stack, {waiting, m_error, content});
    fillColumn(this, -1, {m_stack});
}

void ExportPreviewPane::showWaiting()
{
    m_stack->setCurrentIndex(0);
}

void ExportPreviewPane::showError(const ApiError &error)
{
    m_error->setError(error);
    m_stack->setCurrentIndex(1);
}

void ExportPreviewPane::showChecks(const QList<ExportCheck> &checks)
{
    while (QLayoutItem *item = m_checkLines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const ExportCheck &check : checks) {
        const CheckWords words = checkWords(check);
        auto *line = new QWidget(m_checkBox);
        auto *badge = new StatusBadge(line);
        badge->setStatus(checkTone(check.state), checkStateText(check.state));
        badge->setFixedWidth(120);
        auto *title = elidedLabel(line, nullptr, ColourRole::Text, words.title);
        QFont bold = title->font();
        bold.setWeight(QFont::DemiBold);
        title->setFont(bold);
        auto *detail = wrappedLabel(line, nullptr, ColourRole::Text, words.detail);
        auto *words2 = columnLayout(0, {title, detail});
        fillRow(line, space::s, {{badge, 0, Qt::AlignTop}, {words2, 1}});
        m_checkLines->addWidget(line);
    }
}

void ExportPreviewPane::showPreview(const ExportPreview &preview)
{
    const ExportOrder &order = preview.verdict.order;
    showChecks(preview.verdict.checks);
    QStringList filters;
    for (const SegmentFilter &filter : order.query.filters)
        filters << filterText(filter);
    //: %1 a segment's name, %2 a number, %3 a file format, %4 and %5 a profile's name and environment.
    QString text = tr("Exports “%1” with %2 attributes as %3 from %4 (%5).")
                       .arg(order.segmentName, QLocale().toString(order.query.attributes.size()),
                            fileFormatText(order.format, order.byteOrderMark), order.profileName,
                            environmentText(order.environment));
    if (!filters.isEmpty())
        text += u' ' % tr("Only records where %1.").arg(filters.join(tr(" and ")));
    m_orderText->setPlainText(text);
    m_rows->start(order.query.attributes);
    m_rows->append(preview.firstPage);
    const bool hasPage = preview.firstPage != nullptr;
    const bool isLeftOut = hasPage && preview.firstPage->rowCount() == 0 && preview.firstPage->leftOutCount > 0;
    m_table->setVisible(hasPage && !isLeftOut);
    const bool isByDays = preview.definition.days.has_value() && preview.verdict.allowed();
    m_previewTitle->setVisible(hasPage || isByDays);
    if (isByDays)
        m_previewTitle->setPlainText(tr("First page not shown: the tenant would need minutes to load it."));
    if (hasPage) {
        const auto received = qlonglong(preview.firstPage->rowCount());
        m_previewTitle->setPlainText(
            isLeftOut           ? tr("No records on the first page match. The export checks all of them.")
                : received == 0 ? tr("No records match.")
                                : tr("First page: %1 records, %2 shown", nullptr, pluralForm(received))
                                      .arg(QLocale().toString(received), QLocale().toString(m_rows->rowCount())));
    }
    m_pageError->setVisible(preview.pageError.has_value());
    if (preview.pageError)
        m_pageError->setError(*preview.pageError);
    m_stack->setCurrentIndex(2);
}

ExportSheet::ExportSheet(QWidget *parent)
    : QWidget(parent)
    , m_title(elidedLabel(this, "exportTitleLabel"))
    , m_environment(new EnvironmentBadge(this))
    , m_stack(new QStackedWidget(this))
    , m_presets(named("exportPresetBar", new ExportPresetBar(this)))
    , m_form(new ExportForm)
    , m_preview(new ExportPreviewPane)
    , m_hint(wrappedLabel(this, "exportHintLabel", ColourRole::Warn))
    , m_back(pushButton(this, "exportBackButton"))
    , m_primary(primaryButton(this, "exportPrimaryButton"))
{
    m_title->setFont(Theme::titleFont());
    for (QWidget *page : {static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_preview)}) {
        m_stack->addWidget(formArea(page));
    }
    auto *head = rowLayout(-1, {{m_title, 1}, m_environment}, QMargins(space::l, space::l, space::l, 0));
    auto *foot = new FlowLayout(space::s);
    foot->setContentsMargins(space::l, space::s, space::l, space::l);
    foot->addWidget(m_back);
    foot->addStretch();
    foot->addWidget(m_primary);
    m_hint->setContentsMargins(space::l, 0, space::l, 0);
    m_presets->setContentsMargins(space::l, 0, space::l, 0);
    fillColumn(this, space::s, {head, m_presets, {m_stack, 1}, m_hint, foot});
    connect(m_presets, &ExportPresetBar::chosen, this, &ExportSheet::usePreset);
    connect(m_presets, &ExportPresetBar::saveAsked, this,
            [this](const QString &name) { Q_EMIT presetSaveAsked(presetOf(order(), name, QDate::currentDate())); });

    connect(m_form, &ExportForm::changed, this, &ExportSheet::showButtons);
    connect(m_form->protection(), &ExportProtection::replaceKeyAsked, this, &ExportSheet::replaceKeyAsked);
    connect(m_preview, &ExportPreviewPane::retryAsked, this, &ExportSheet::askPreview);
    connect(m_back, &QPushButton::clicked, this, &ExportSheet::back);
    connect(m_primary, &QPushButton::clicked, this, &ExportSheet::confirm);
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &ExportSheet::back);
    connect(addCommandKeys(Command::Confirm, this), &QShortcut::activated, m_primary, &QPushButton::click);
}

void ExportSheet::start(const ConnectionProfile &profile, const SegmentSummary &segment,
                        const SegmentDefinition &definition, const QDateTime &now, const QString &folder,
                        TextProfile textProfile)
{
    m_profile = profile;
    if (segment.id != m_segment.id)
        m_presets->setNone();
    m_segment = segment;
    m_definition = definition;
    m_title->setPlainText(tr("Export “%1”").arg(segment.name));
    m_environment->setEnvironment(profile.environment);
    const auto age = std::chrono::seconds(std::max<qint64>(0, definition.lastUpdated.secsTo(now)));
    m_form->start(definition, age, profile.freshnessLimit, profile.pageSize, folder, now.toUTC().date());
    m_form->setTextProfile(textProfile);
    showSide(Side::Form);
    m_form->setFocus();
}

void ExportSheet::take(const ExportOrder &order)
{
    m_form->take(order);
}

void ExportSheet::usePreset(const ExportPreset &preset)
{
    ExportOrder order = this->order();
    order.query.attributes = preset.attributes;
    if (preset.attributes.isEmpty()) {
        for (const SegmentAttribute &attribute : m_definition.attributes) {
            if (attribute.valid)
                order.query.attributes.append(attribute.name);
        }
    }
    order.query.filters = preset.filters;
    order.format = preset.format;
    order.textProfile = preset.textProfile;
    order.byteOrderMark = preset.byteOrderMark;
    order.treated = preset.treated;
    if (const QString target = presetTarget(preset, m_segment.name, QDate::currentDate()); !target.isEmpty())
        order.targetFile = target;
    m_form->take(order);
    const QStringList unknown = unknownAttributes(preset, m_definition.attributes);
    m_presets->showHint(unknown.isEmpty() ? QString()
                                          : tr("This segment doesn’t have %1, which the preset uses.")
                                                .arg(visibleText(unknown.join(QLatin1String(", ")), 300)),
                        true);
}

ExportOrder ExportSheet::order() const
{
    ExportOrder order{.profileId = m_profile.id, .profileName = m_profile.name, .environment = m_profile.environment};
    order.maxAge = m_profile.freshnessLimit;
    order.query.segmentId = m_segment.id;
    order.segmentName = m_segment.name;
    m_form->fill(order);
    return order;
}

void ExportSheet::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isReturn || (event->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return QWidget::keyPressEvent(event);
    // A run is started from its button alone: a Return in the table beside it may have meant something else.
    if (auto *button = qobject_cast<QAbstractButton *>(focusWidget()))
        button->click();
    else if (m_side == Side::Form)
        m_primary->click();
}

void ExportSheet::showSide(Side side)
{
    m_side = side;
    m_stack->setCurrentIndex(side == Side::Form ? 0 : 1);
    m_presets->setVisible(side == Side::Form);
    showButtons();
}

void ExportSheet::showButtons()
{
    if (m_side == Side::Form) {
        const QString missing = m_form->missing();
        m_back->setText(tr("Close"));
        m_primary->setText(tr("Review export"));
        m_primary->setIcon({});
        m_primary->setEnabled(missing.isEmpty());
        m_hint->showText(missing);
        return;
    }
    m_back->setText(tr("&Back"));
    m_primary->setText(exportActText(m_segment.size, !m_checked.query.filters.isEmpty()));
    m_primary->setIcon(themedIcon(QStringLiteral("download"), ColourRole::OnAccent));
    m_primary->setEnabled(m_allowed);
}

void ExportSheet::askPreview()
{
    m_allowed = false;
    m_checked = order();
    m_hint->hide();
    m_preview->showWaiting();
    showSide(Side::Preview);
    Q_EMIT previewAsked(m_checked);
}

void ExportSheet::showPreview(const ExportPreview &preview)
{
    m_checked = preview.verdict.order;
    m_allowed = preview.verdict.allowed() && !preview.pageError;
    m_preview->showPreview(preview);
    m_form->setFill(m_checked.query.attributes, preview.fill);
    m_hint->setVisible(!m_allowed);
    m_hint->setPlainText(preview.pageError ? tr("The first page isn’t available, so the export wouldn’t work either.")
                                           : tr("A check failed. Change the export settings, then check again."));
    showButtons();
    if (m_allowed)
        m_primary->setFocus();
    else
        m_back->setFocus();
}

void ExportSheet::showPreviewError(const ApiError &error)
{
    m_allowed = false;
    m_preview->showError(error);
    showButtons();
}

void ExportSheet::confirm()
{
    if (m_side == Side::Form) {
        askPreview();
        return;
    }
    if (!m_allowed)
        return;
    m_allowed = false; // one order, one run: a second click finds nothing to confirm
    showButtons();
    Q_EMIT confirmed(freeze(m_checked));
}

void ExportSheet::back()
{
    if (m_side == Side::Preview)
        showSide(Side::Form);
    else
        Q_EMIT closed();
}

} // namespace muster

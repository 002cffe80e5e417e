// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/exportsheet.h"

#include "models/text/exporttexts.h"
#include "ui/common/commands.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/segments/exportform.h"
#include "ui/segments/exportpreviewpane.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

ExportSheet::ExportSheet(QWidget *parent)
    : QWidget(parent)
    , m_title(new PlainLabel(PlainLabel::Fit::Elide, this))
    , m_environment(new EnvironmentBadge(this))
    , m_stack(new QStackedWidget(this))
    , m_form(new ExportForm)
    , m_preview(new ExportPreviewPane)
    , m_hint(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_back(new QPushButton(this))
    , m_primary(new QPushButton(this))
{
    m_title->setFont(Theme::titleFont());
    m_title->setObjectName(QStringLiteral("exportTitleLabel"));
    m_hint->setObjectName(QStringLiteral("exportHintLabel"));
    m_hint->setRole(ColourRole::Warn);
    m_back->setObjectName(QStringLiteral("exportBackButton"));
    m_primary->setObjectName(QStringLiteral("exportPrimaryButton"));
    m_primary->setProperty("primary", true);
    for (QWidget *page : {static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_preview)}) {
        m_stack->addWidget(formArea(page));
    }
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::l, space::l, space::l, 0);
    head->addWidget(m_title, 1);
    head->addWidget(m_environment);
    auto *foot = new FlowLayout(space::s);
    foot->setContentsMargins(space::l, space::s, space::l, space::l);
    foot->addWidget(m_back);
    foot->addStretch();
    foot->addWidget(m_primary);
    m_hint->setContentsMargins(space::l, 0, space::l, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    column->addWidget(m_hint);
    column->addLayout(foot);

    connect(m_form, &ExportForm::changed, this, &ExportSheet::showButtons);
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
    m_segment = segment;
    m_title->setPlainText(tr("Export \u201c%1\u201d").arg(segment.name));
    m_environment->setEnvironment(profile.environment);
    const auto age = std::chrono::seconds(std::max<qint64>(0, definition.lastUpdated.secsTo(now)));
    m_form->start(definition, age, profile.freshnessLimit, profile.pageSize, folder);
    m_form->setTextProfile(textProfile);
    showSide(Side::Form);
    m_form->setFocus();
}

ExportOrder ExportSheet::order() const
{
    ExportOrder order;
    order.profileId = m_profile.id;
    order.profileName = m_profile.name;
    order.environment = m_profile.environment;
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
    showButtons();
}

void ExportSheet::showButtons()
{
    if (m_side == Side::Form) {
        const QString missing = m_form->missing();
        m_back->setText(tr("Close"));
        m_primary->setText(tr("Check the order"));
        m_primary->setIcon({});
        m_primary->setEnabled(missing.isEmpty());
        m_hint->setPlainText(missing);
        m_hint->setVisible(!missing.isEmpty());
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
    m_hint->setPlainText(preview.pageError ? tr("The first page could not be had, so the export would not go well.")
                                           : tr("A check failed. Change the order, then check again."));
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

void ExportSheet::showStartError(const ApiError &error)
{
    showPreviewError(error);
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

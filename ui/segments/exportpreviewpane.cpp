// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/exportpreviewpane.h"

#include "models/items/itemroles.h"
#include "models/items/recordpreviewmodel.h"
#include "models/items/segmentmodels.h"
#include "models/text/connectiontexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plurals.h"
#include "ui/common/datatable.h"
#include "ui/common/emptyover.h"
#include "ui/common/errorpanel.h"
#include "ui/common/plainlabel.h"
#include "ui/common/statusbadge.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

ExportPreviewPane::ExportPreviewPane(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_rows(new RecordPreviewModel(50, this))
{
    m_waiting = new PlainLabel(PlainLabel::Fit::Wrap, m_stack);
    m_waiting->setObjectName(QStringLiteral("previewWaitingLabel"));
    m_waiting->setAlignment(Qt::AlignTop);
    m_waiting->setMargin(space::l);
    m_waiting->setRole(ColourRole::Muted);
    m_waiting->setPlainText(tr("Checking the order and asking for the first page\u2026"));
    m_error = new ErrorPanel(m_stack);
    connect(m_error, &ErrorPanel::retry, this, &ExportPreviewPane::retryAsked);

    auto *content = new QWidget(m_stack);
    m_checkBox = new QWidget(content);
    m_checkBox->setObjectName(QStringLiteral("checksBox"));
    m_checkLines = new QVBoxLayout(m_checkBox);
    m_checkLines->setContentsMargins(0, 0, 0, 0);
    m_checkLines->setSpacing(space::s);
    m_orderText = new PlainLabel(PlainLabel::Fit::Wrap, content);
    m_orderText->setObjectName(QStringLiteral("orderLabel"));
    m_previewTitle = new PlainLabel(PlainLabel::Fit::Elide, content);
    m_previewTitle->setRole(ColourRole::Muted);
    m_table = new DataTable(content);
    m_table->setObjectName(QStringLiteral("previewTable"));
    m_table->setAccessibleName(tr("First page of the export"));
    m_table->setModel(m_rows);
    new EmptyOver(m_table, tr("No person fits, so the file would be empty. Change the filters to find some."));
    m_table->setMinimumHeight(120);
    m_pageError = new ErrorPanel(content);
    connect(m_pageError, &ErrorPanel::retry, this, &ExportPreviewPane::retryAsked);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space::l, space::s, space::l, space::s);
    column->setSpacing(space::m);
    column->addWidget(m_orderText);
    column->addWidget(m_checkBox);
    column->addWidget(m_previewTitle);
    column->addWidget(m_table, 1);
    column->addWidget(m_pageError, 1);
    column->addStretch(); // where neither is shown the words stay at the top

    m_stack->addWidget(m_waiting);
    m_stack->addWidget(m_error);
    m_stack->addWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
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
        auto *title = new PlainLabel(PlainLabel::Fit::Elide, line);
        title->setPlainText(words.title);
        QFont bold = title->font();
        bold.setWeight(QFont::DemiBold);
        title->setFont(bold);
        auto *detail = new PlainLabel(PlainLabel::Fit::Wrap, line);
        detail->setPlainText(words.detail);
        auto *words2 = new QVBoxLayout;
        words2->setSpacing(0);
        words2->addWidget(title);
        words2->addWidget(detail);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(space::s);
        row->addWidget(badge, 0, Qt::AlignTop);
        row->addLayout(words2, 1);
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
    QString text = tr("Exports \u201c%1\u201d with %2 attributes as %3 from %4 (%5).")
                       .arg(order.segmentName, QLocale().toString(order.query.attributes.size()),
                            fileFormatText(order.format), order.profileName, environmentText(order.environment));
    if (!filters.isEmpty())
        text += u' ' % tr("Only records where %1.").arg(filters.join(tr(" and ")));
    m_orderText->setPlainText(text);
    m_rows->start(order.query.attributes);
    m_rows->append(preview.firstPage);
    const bool hasPage = preview.firstPage != nullptr;
    m_table->setVisible(hasPage);
    m_previewTitle->setVisible(hasPage);
    if (hasPage) {
        const auto received = qlonglong(preview.firstPage->rowCount());
        m_previewTitle->setPlainText(
            received == 0 ? tr("No record matches.")
                          : tr("First page: %1 records, %2 of them shown", nullptr, pluralForm(received))
                                .arg(QLocale().toString(received), QLocale().toString(m_rows->rowCount())));
    }
    m_pageError->setVisible(preview.pageError.has_value());
    if (preview.pageError)
        m_pageError->setError(*preview.pageError);
    m_stack->setCurrentIndex(2);
}

} // namespace muster

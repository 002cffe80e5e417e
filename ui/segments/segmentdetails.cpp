// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/segmentdetails.h"

#include "models/items/segmentmodels.h"
#include "models/text/exporttexts.h"
#include "models/text/timetexts.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/emptyover.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/statusbadge.h"
#include "ui/common/theme.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

SegmentDetails::SegmentDetails(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_attributes(new AttributesModel(this))
{
    auto *content = new QWidget(m_stack);
    m_name = new PlainLabel(PlainLabel::Fit::Elide, content);
    m_name->setObjectName(QStringLiteral("segmentNameLabel"));
    m_name->setFont(Theme::titleFont());
    m_summary = new PlainLabel(PlainLabel::Fit::Elide, content);
    m_summary->setRole(ColourRole::Muted);
    m_badge = new StatusBadge(content);
    m_reason = new PlainLabel(PlainLabel::Fit::Wrap, content);
    m_reason->setObjectName(QStringLiteral("exportabilityLabel"));
    m_export
        = new QPushButton(themedIcon(QStringLiteral("download"), ColourRole::OnAccent), tr("Export\u2026"), content);
    m_export->setObjectName(QStringLiteral("openExportButton"));
    m_export->setProperty("primary", true);
    joinCommand(Command::ExportSegment, m_export);
    connect(m_export, &QPushButton::clicked, this, &SegmentDetails::exportAsked);

    m_schema = new QWidget(content);
    m_schemaTitle = new PlainLabel(PlainLabel::Fit::Elide, m_schema);
    m_schemaTitle->setRole(ColourRole::Muted);
    m_table = new DataTable(m_schema);
    m_table->setObjectName(QStringLiteral("schemaTable"));
    m_table->setAccessibleName(tr("Attributes of the segment"));
    m_table->setModel(m_attributes);
    new EmptyOver(m_table, tr("This segment has no attributes. Add some in the tenant, then load the segments again."));
    m_table->setColumnWidth(AttributesModel::Name, 150);
    m_table->setColumnWidth(AttributesModel::Type, 130);
    auto *schemaColumn = new QVBoxLayout(m_schema);
    schemaColumn->setContentsMargins(0, 0, 0, 0);
    schemaColumn->setSpacing(space::xs);
    schemaColumn->addWidget(m_schemaTitle);
    schemaColumn->addWidget(m_table, 1);

    m_error = new ErrorPanel(content);
    connect(m_error, &ErrorPanel::retry, this, &SegmentDetails::retryAsked);

    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addWidget(m_name);
    column->addWidget(m_badge);
    column->addWidget(m_summary);
    column->addWidget(m_reason);
    column->addWidget(m_export, 0, Qt::AlignLeft);
    column->addSpacing(space::s);
    column->addWidget(m_schema, 1);
    column->addWidget(m_error, 1);

    auto *empty = new EmptyState(QStringLiteral("users"), m_stack);
    empty->setSentence(tr("Choose an audience segment to see its attributes and to export it."));
    m_stack->addWidget(content);
    m_stack->addWidget(empty);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    clear();
}

void SegmentDetails::setSegment(const SegmentSummary &segment, const QDateTime &now,
                                std::chrono::seconds freshnessLimit)
{
    m_stack->setCurrentIndex(0);
    m_active = segment.isActive();
    m_name->setPlainText(segment.name);
    setAge(segment, now, freshnessLimit);
    m_export->setEnabled(false); // until the schema is there
    m_attributes->setRows({});
    m_schemaTitle->setPlainText(tr("Reading the attributes\u2026"));
    m_schema->show();
    m_error->hide();
}

void SegmentDetails::setAge(const SegmentSummary &segment, const QDateTime &now, std::chrono::seconds freshnessLimit)
{
    const bool stale = m_active && segment.lastUpdated.secsTo(now) > freshnessLimit.count();
    m_summary->setPlainText(QString(peopleText(segment.size) % u" \u00b7 "
                                    % tr("updated %1").arg(relativeTimeText(segment.lastUpdated, now))));
    m_badge->setStatus(!m_active   ? Tone::Neutral
                           : stale ? Tone::Warn
                                   : Tone::Good,
                       !m_active   ? (segment.status == u"Inactive" ? tr("Inactive") : segment.status)
                           : stale ? tr("Stale")
                                   : tr("Active"),
                       !m_active   ? QStringLiteral("circle-slash")
                           : stale ? QStringLiteral("clock")
                                   : QStringLiteral("circle-check"));
    m_reason->setPlainText(exportabilityText(segment, now, freshnessLimit));
}

void SegmentDetails::setDefinition(const SegmentDefinition &definition)
{
    m_attributes->setRows(definition.attributes);
    const auto retired = std::count_if(definition.attributes.begin(), definition.attributes.end(),
                                       [](const SegmentAttribute &attribute) { return !attribute.valid; });
    m_schemaTitle->setPlainText(
        retired == 0 ? tr("Attributes (%1)").arg(QString::number(definition.attributes.size()))
                     : tr("Attributes (%1, of them %2 retired)")
                           .arg(QString::number(definition.attributes.size()), QString::number(retired)));
    m_export->setEnabled(m_active && retired < definition.attributes.size());
    m_schema->show();
    m_error->hide();
}

void SegmentDetails::setError(const ApiError &error)
{
    m_error->setError(error);
    m_error->show();
    m_schema->hide();
    m_export->setEnabled(false);
}

void SegmentDetails::clear()
{
    m_stack->setCurrentIndex(1);
}

} // namespace muster

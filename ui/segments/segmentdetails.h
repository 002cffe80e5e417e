// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/segment.h"

#include <QWidget>
#include <chrono>

class QPushButton;
class QStackedWidget;

namespace muster {

class AttributesModel;
class DataTable;
class ErrorPanel;
class PlainLabel;
class StatusBadge;
struct ApiError;

/// The details side: the chosen segment, whether it can be exported and why not, its schema.
class SegmentDetails : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentDetails(QWidget *parent = nullptr);
    void setSegment(const SegmentSummary &segment, const QDateTime &now, std::chrono::seconds freshnessLimit);
    void setAge(const SegmentSummary &segment, const QDateTime &now, std::chrono::seconds freshnessLimit);
    void setDefinition(const SegmentDefinition &definition);
    void setError(const ApiError &error);
    void clear();

Q_SIGNALS:
    void exportAsked();
    void retryAsked();

private:
    QStackedWidget *m_stack = nullptr;
    PlainLabel *m_name = nullptr;
    PlainLabel *m_summary = nullptr;
    StatusBadge *m_badge = nullptr;
    PlainLabel *m_reason = nullptr;
    PlainLabel *m_schemaTitle = nullptr;
    AttributesModel *m_attributes = nullptr;
    DataTable *m_table = nullptr;
    ErrorPanel *m_error = nullptr;
    QPushButton *m_export = nullptr;
    QWidget *m_schema = nullptr;
    bool m_active = false;
};

} // namespace muster

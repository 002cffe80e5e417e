// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/criterialinesmodel.h"

#include <QWidget>

class QStackedWidget;

namespace muster {

class DataTable;
class PlainLabel;

/// Lines about an audience as a table: findings, differences, what a contact makes of the criteria. Choosing a line
/// means its box. Without lines there is a sentence in its place.
class CriteriaLinesTable : public QWidget
{
    Q_OBJECT

public:
    /// `objectName`: of the table. `widths`: of the first and the last column; 0 leaves a column out.
    CriteriaLinesTable(const char *objectName, const QString &accessibleName, const QStringList &headings,
                       std::pair<int, int> widths, QWidget *parent = nullptr);
    void setLines(const QList<CriteriaLine> &lines, const QString &otherwise);
    [[nodiscard]] const CriteriaLinesModel &lines() const { return *m_lines; }

Q_SIGNALS:
    void nodeChosen(muster::CriteriaNodeId node);

private:
    CriteriaLinesModel *m_lines = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    PlainLabel *m_empty = nullptr;
};

} // namespace muster

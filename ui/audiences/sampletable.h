// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QStackedWidget;

namespace muster {

class CriteriaFields;
class DataTable;
class PlainLabel;
class SampleRowsModel;
struct SampleRows;

/// Contacts that match and contacts that just miss, a row each. Moving to a row chooses its contact; without rows there
/// is a sentence in their place.
class SampleTable : public QWidget
{
    Q_OBJECT

public:
    explicit SampleTable(QWidget *parent = nullptr);
    /// The chosen contact stays chosen where it is among them, and is not told anew.
    void setRows(const SampleRows &rows, const CriteriaFields &fields);
    void showNothing(const QString &sentence); ///< What was shown does not hold.
    void choose(qint64 contact); ///< Not told by chosen(). -1, or one that is not among them: none is.

Q_SIGNALS:
    void chosen(qint64 contact); ///< By the person. Among the contacts at hand.

private:
    void tell(int row);
    void sizeColumns();

    SampleRowsModel *m_rows = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    PlainLabel *m_empty = nullptr;
    qint64 m_contact = -1; ///< That is chosen.
    int m_sized = 0; ///< Columns that have been given widths.
    bool m_isQuiet = false; ///< The rows change; nobody chooses.
};

} // namespace muster

// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/audiencemodels.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class CriteriaFields;
class CriteriaLinesTable;
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

/// Whom the criteria match and whom they just miss, with what these contacts have in the fields that are asked for, and
/// why one of them is in or out: every condition and group, true, false or not known for it, and the smallest change
/// that would turn it. Its parts are made when it is first seen or has something to show: many an audience is opened
/// and nobody asks.
class CriteriaWhyPane : public QWidget
{
    Q_OBJECT

public:
    explicit CriteriaWhyPane(QWidget *parent = nullptr);
    /// No contacts are at hand: nobody can be asked about.
    void showNoContacts();
    /// The contact that is asked about stays the chosen one where it is among them.
    void setSamples(const SampleRows &rows, const CriteriaFields &fields);
    /// They are being looked for anew: those that were shown are of other criteria.
    void showLooking();
    void choose(qint64 row); ///< In the table, where it is there; asks nothing.
    void showNothing(const QString &sentence);
    /// `verdict`: whether it is in; `change`: what would turn it, may be empty.
    void showAnswer(const QString &verdict, Tone tone, const QString &change, const QList<CriteriaLine> &lines);

Q_SIGNALS:
    void rowAsked(qint64 row); ///< Among the contacts at hand.
    void idAsked(const QString &id); ///< As typed.
    void nodeChosen(muster::CriteriaNodeId node);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    [[nodiscard]] bool isBuilt() const { return m_parts != nullptr; }
    QWidget *buildSamples();
    QWidget *buildAnswer();
    QWidget *buildSearch(QWidget *parent);

    QSplitter *m_parts = nullptr;
    SampleTable *m_samples = nullptr;
    QLineEdit *m_id = nullptr;
    QPushButton *m_ask = nullptr;
    PlainLabel *m_verdict = nullptr;
    PlainLabel *m_change = nullptr;
    CriteriaLinesTable *m_lines = nullptr;
};

} // namespace muster

// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/interactionids.h"
#include "network/wire/transcript.h"
#include "ui/common/forward.h"

#include <QWidget>

class QDateTimeEdit;

namespace muster {

class InteractionProblemsModel;

/// Which interactions: ids pasted, of a file, or found by date and medium. Repeated and malformed ones are listed with
/// their line.
class InteractionChoice : public QWidget
{
    Q_OBJECT

public:
    explicit InteractionChoice(QWidget *parent = nullptr);
    [[nodiscard]] const InteractionIdList &list() const { return m_list; }
    void addText(const QString &text); ///< Of a file.
    void setText(const QString &text); ///< Instead of what was there.
    void reset(); ///< Nothing entered, nothing found.
    void showSearching(qsizetype found);
    void showFound(const FoundInteractions &found); ///< Offered to be added.
    void showSearchError(const QString &sentence);
    void setProblems(const QList<InteractionProblem> &problems); ///< Instead of those of the text.

Q_SIGNALS:
    void changed();
    void fileAsked();
    void searchAsked(const muster::InteractionQuery &query);

private:
    QWidget *buildSearch();
    void readText();
    [[nodiscard]] InteractionQuery query() const;

    InteractionIdList m_list;
    QStringList m_found;
    QPlainTextEdit *m_text = nullptr;
    PlainLabel *m_count = nullptr;
    InteractionProblemsModel *m_problems = nullptr;
    DataTable *m_problemTable = nullptr;
    QDateTimeEdit *m_from = nullptr;
    QDateTimeEdit *m_to = nullptr;
    QComboBox *m_media = nullptr;
    PlainLabel *m_searched = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace muster

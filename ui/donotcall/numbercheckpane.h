// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/donotcallmodels.h"
#include "ui/common/forward.h"

#include <QByteArray>
#include <QWidget>

namespace muster {

class StandingFilterModel;
struct ApiError;

/// Numbers to paste or to open, and for each whether it is blocked: in which group, for which skills, since when and
/// until when. The rows fill while the check goes on.
class NumberCheckPane : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "do-not-call#check-numbers")

public:
    explicit NumberCheckPane(QWidget *parent = nullptr);

    /// Why nothing can be checked, for instance because no tenant is open; empty: it can. Forgets all answers.
    void setOutside(const QString &obstacle);
    void showStarted(); ///< Of a new check; the answers before it are gone.
    void setNumbers(const AskedNumbers &numbers);
    void settle(const CheckedNumbersModel::Settled &settled);
    void showProgress(const QString &sentence);
    void showEnded(const QString &sentence); ///< Of this check, whatever became of it.
    void showError(const ApiError &error); ///< Why a check did not start, or a file could not be read.
    void tell(const QString &sentence); ///< Of something beside the check: where the answers were saved.

    [[nodiscard]] const CheckedNumbersModel &numbers() const { return *m_numbers; }
    [[nodiscard]] qint64 repeated() const { return m_repeated; }
    [[nodiscard]] QString region() const; ///< "DE"; empty: none.

Q_SIGNALS:
    void checkAsked(const QByteArray &text); ///< What was pasted, UTF-8.
    void openAsked(); ///< A file of numbers.
    void stopAsked();
    void saveAsked(); ///< What is known so far, as CSV.
    void changeAsked(const QByteArray &numbers); ///< Of the rows that are shown, one a line.

private:
    QWidget *buildInput();
    QWidget *buildBar();
    void showReady();
    void applyFilter();
    [[nodiscard]] QByteArray shownNumbers() const;

    CheckedNumbersModel *const m_numbers;
    StandingFilterModel *const m_shown;
    qint64 m_repeated = 0;
    bool m_isOutside = false;
    bool m_isRunning = false;
    QPlainTextEdit *m_edit = nullptr;
    QComboBox *m_region = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_check = nullptr;
    QPushButton *m_stop = nullptr;
    QComboBox *m_filter = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_change = nullptr;
    PlainLabel *m_state = nullptr;
    EmptyState *m_empty = nullptr;
    DataTable *m_table = nullptr;
};

} // namespace muster

// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditindex.h"
#include "ui/common/forward.h"

#include <QHash>
#include <QWidget>

class QDateEdit;

namespace muster {

/// What the history is narrowed down by: text, time, kind of work, event, outcome, account, connection, and a run or an
/// object that were chosen elsewhere. Tells a query when a person changes something; text a moment after the last key.
class AuditFilterBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr int typingPause = 250; ///< ms

    explicit AuditFilterBar(QWidget *parent = nullptr);
    /// What there is to choose from; what is chosen stays. `connections`: names by the profile's id.
    void setValues(const AuditValues &values, const QHash<QString, QString> &connections);
    [[nodiscard]] AuditQuery query() const;
    /// In place of all other filters.
    void setRun(const QString &runId);
    void setObject(const QString &id);
    void clear();
    [[nodiscard]] QLineEdit *search() const { return m_text; }

Q_SIGNALS:
    void changed();

private:
    enum class Span { Always, Today, Week, Month, Days };

    QComboBox *addChoice(const char *name, const QString &label, const QString &any);
    void showState();
    void reset();
    void told();

    QLineEdit *m_text = nullptr;
    QComboBox *m_span = nullptr, *m_job = nullptr, *m_event = nullptr, *m_outcome = nullptr, *m_actor = nullptr,
              *m_connection = nullptr;
    QDateEdit *m_from = nullptr, *m_to = nullptr;
    QPushButton *m_about = nullptr, *m_clear = nullptr;
    QTimer *m_typing = nullptr;
    QString m_runId, m_object;
};

} // namespace muster
